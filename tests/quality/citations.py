#!/usr/bin/env python3
"""Who is cited, against sentences written for it and two published articles: citations.py [--show] [--part=N]

citations/sentences.tsv has language, text and who is cited: ids of citations/entities.tsv, "words" of a name that no list
has, unnamed or unnamed:ID for sources of theirs, - for nobody. Every third row (part 2) was held back while the rules were
made; the test takes all. --show prints what is wrong."""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

from measure import ENTITY_OPTIONS, SHARED

HERE = pathlib.Path(__file__).resolve().parent / "citations"
PROGRAM = pathlib.Path(os.environ.get("OSINT_BIN", "build/dev/bin")) / "osint-index"
# Precision and recall by language, of all rows: a little under what a run gives.
FLOORS = {"en": (.95, .93), "de": (.90, .90), "ja": (.95, .95), "zh": (.95, .95)}

# Paragraphs of the published articles (counted from 1, as they stand in the files), and who is cited there.
SOURCES = {
    "000_6ea784c3e33036fe.txt": {
        3: {"unnamed"}, 4: {"yomiuri-shimbun", "nikkei", "nhk", "the-mainichi"}, 11: {"insikt-group", "the-record"},
        12: {"insikt-group"}, 13: {"insikt-group", "the-record"}},
    "002_0a48a247df75c2de.txt": {
        1: {"nhk"}, 2: {"nhk"}, 3: {"nhk", "unnamed:nhk"}, 4: {"nhk", "unnamed:nhk"}, 5: {"tokyo-metropolitan-police"},
        6: {"jaxa", "nhk"}, 7: {"nhk"}, 8: {"kyodo-news", "unnamed:kyodo-news"}, 9: {"kyodo-news"},
        10: {"kyodo-news", "unnamed:kyodo-news"}},
}


def indexed(options, lines):
    run = subprocess.run([PROGRAM, "--dry-run", "--format=json", "--quiet", *options], input=lines, text=True,
                         capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def fits(expected, citation):
    if expected.startswith("unnamed"):
        owner = expected.partition(":")[2]
        return citation["unnamed"] and (not owner or citation["origin"] == owner)
    if citation["unnamed"]:
        return False
    if expected.startswith('"'):
        return citation["origin"] is None and expected.strip('"').lower() in (citation["name"] or "").lower()
    return citation["origin"] == expected


def read_rows(part):
    lines = (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(language, text, [] if truth == "-" else truth.split(";"))
            for number, (language, text, truth) in enumerate(rows) if part is None or number % 3 in part]


def score(rows, articles, show):
    counts = collections.defaultdict(collections.Counter)
    for (language, text, truth), article in zip(rows, articles):
        missing = [expected for expected in truth if not any(fits(expected, found) for found in article["citations"])]
        wrong = [found for found in article["citations"] if not any(fits(expected, found) for expected in truth)]
        right = len(truth) - len(missing)
        counts[language].update(right=right, missing=len(missing), wrong=len(wrong), rows=1, good=not missing and not wrong)
        if show and (missing or wrong):
            print(f"{language}: {text}\n    missing {missing}; wrong "
                  f"{[(found['origin'], found['name'], found['unnamed']) for found in wrong]}")
    return counts


def ratio(part, whole):
    return part / whole if whole else 1.0


def check_rows(part, show):
    rows = read_rows(part)
    lines = "".join(json.dumps({"id": f"row{number}", "text": text, "language": language}) + "\n"
                    for number, (language, text, _) in enumerate(rows))
    articles = {article["id"]: article for article in indexed([f"--entities={HERE / 'entities.tsv'}", "-"], lines)}
    articles = [articles[f"row{number}"] for number in range(len(rows))]
    good = True
    for language, count in score(rows, articles, show).items():
        precision = ratio(count["right"], count["right"] + count["wrong"])
        recall = ratio(count["right"], count["right"] + count["missing"])
        low = part is None and (precision < FLOORS[language][0] or recall < FLOORS[language][1])
        good = good and not low
        print(f"{language}: precision {precision:.3f}, recall {recall:.3f}, {count['good']} of {count['rows']} rows right"
              f"{' LOW' if low else ''}")
    return good


def paragraph_of(text, start):
    """Which paragraph of the file an offset lies in: articles end where their text does, so numbers stay."""
    return text[:start].count("\n\n") + 1


def check_source(name, expected):
    article = indexed([*ENTITY_OPTIONS, str(SHARED / "sources" / name)], "")[0]
    paragraphs = article["text"].split("\n\n")
    original = [" ".join(line.split()) for line in (SHARED / "sources" / name).read_text(encoding="utf-8").split("\n") if line.strip()]
    good = True
    for number, truth in sorted(expected.items()):
        found = [citation for citation in article["citations"]
                 if paragraphs[paragraph_of(article["text"], citation["start"]) - 1] == original[number - 1]]
        missing = [each for each in truth if not any(fits(each, citation) for citation in found)]
        if missing:
            print(f"{name}: paragraph {number}: not found: {missing}")
            good = False
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--part", type=int, action="append")
    arguments = parser.parse_args()
    good = check_rows(arguments.part, arguments.show)
    if (SHARED / "sources").is_dir():
        for name, expected in SOURCES.items():
            good = check_source(name, expected) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
