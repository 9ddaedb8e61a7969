#!/usr/bin/env python3
"""How much of the text of web pages is found, and how little else: extraction.py [--misses N]

Every page of three sets is read by osint-index --dry-run, and its text compared with the right one as bags of words
(fw) and of runs of four words (f4); precision and recall are means over pages. Of wcxb also the sentences that must and
must not be there. What readability expects is another program's answer. Exits with 1 below a floor, with 77 without the
sets."""
import argparse
import collections
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tarfile
import tempfile

from measure import BIN, SHARED, SKIPPED

SETS = SHARED / "data/html"
FLOORS = {
    "news421": {"f4": 0.925, "fw": 0.933},
    "wcxb-dev-articles": {"f4": 0.940, "fw": 0.950, "with": 0.94, "without": 0.96},
    "readability": {"f4": 0.930, "fw": 0.940},
}
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")


def words(text):
    return re.findall(r"\w+", CJK.sub(lambda match: f" {match.group(0)} ", text).lower())


def bag(text, size):
    listed = words(text)
    if len(listed) < size:
        return collections.Counter([tuple(listed)] if listed else [])
    return collections.Counter(zip(*(listed[start:] for start in range(size))))


def shares(right, given):
    common = sum((right & given).values())
    return common / max(1, sum(given.values())), common / max(1, sum(right.values()))


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values):
    return sum(values) / max(1, len(values))


def read_pages(folder):
    """path -> text, and the processor time that took"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([BIN / "osint-index", "--dry-run", "--format=json", "--quiet", folder], check=False,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    texts = collections.defaultdict(list)
    for line in result.stdout.splitlines():
        article = json.loads(line)
        texts[os.path.basename(article["path"])].append(article["text"])
    return {name: "\n\n".join(parts) for name, parts in texts.items()}, \
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def folded(text):
    return " ".join(words(text))


def sentences_found(row, text):
    """the shares of sentences found of those that must, and missing of those that must not be there"""
    whole = folded(text)
    wanted = [folded(sentence) in whole for sentence in row.get("with", [])]
    unwanted = [folded(sentence) not in whole for sentence in row.get("without", [])]
    return wanted, unwanted


def measure(name, folder, misses):
    truth = [json.loads(line) for line in open(next(folder.rglob("truth.jsonl")), encoding="utf-8")]
    texts, seconds = read_pages(next(folder.rglob("html")))
    figures, found, worst = collections.defaultdict(list), collections.defaultdict(list), []
    for row in truth:
        if not row.get("text"):
            continue
        text = texts.get(os.path.basename(row["file"]), "")
        for measured, size in (("f4", 4), ("fw", 1)):
            figures[measured].append(shares(bag(row["text"], size), bag(text, size)))
        worst.append((harmonic(*figures["fw"][-1]), *figures["fw"][-1], row["id"]))
        for key, values in zip(("with", "without"), sentences_found(row, text)):
            found[key] += values
    scores = {}
    for measured, pairs in figures.items():
        precision, recall = mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs])
        scores[measured] = harmonic(precision, recall)
        print(f"{name:18} {measured} P {precision:.3f} R {recall:.3f} F1 {scores[measured]:.3f}")
    for key, values in found.items():
        if values:
            scores[key] = mean(values)
            print(f"{name:18} {key:7} {scores[key]:.3f} of {len(values)}")
    print(f"{name:18} {len(truth) / seconds:.0f} pages a second of processor time")
    for score, precision, recall, page in sorted(worst)[:misses]:
        print(f"    {score:.2f} P {precision:.2f} R {recall:.2f} {page}")
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show the N worst pages of each set")
    arguments = parser.parse_args()
    if not all((SETS / f"{name}.tar.gz").exists() for name in FLOORS):
        print(f"skipped: the pages are not in {SETS}")
        return SKIPPED
    below = []
    for name, floors in FLOORS.items():
        with tempfile.TemporaryDirectory(prefix="osint-extraction-") as folder:
            with tarfile.open(SETS / f"{name}.tar.gz") as archive:
                archive.extractall(folder)
            scores = measure(name, pathlib.Path(folder), arguments.misses)
        below += [f"{name} {key}: {scores.get(key, 0):.3f} is below {floor}" for key, floor in floors.items()
                  if scores.get(key, 0) < floor]
    print("\n".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
