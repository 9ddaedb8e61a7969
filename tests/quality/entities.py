#!/usr/bin/env python3
"""Whether threat reports get the right names, types and ids: entities.py [--half=A|B] [--misses=N] [--lists=DIR]

Tags the annotated reports of AnnoCTR with the lists of MISP and ATT&CK as they are and scores with the scorer beside the data. The
reports are in halves by publisher: what the rules of evidence were tuned on (A), and what they were mostly not (B). Exits with
1 below the floors, with 77 without the data. 39 % of the names of malware and 17 % of those of actors are in none of the lists."""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

from measure import BIN, SHARED, SKIPPED

DATA = SHARED / "data/entities"
REPORTS = DATA / "annoctr-train-dev.jsonl.gz"
SCORER = SHARED / "tools/eval_entities.py"
TYPES = ("threat-actor", "malware", "tool", "place")
FLOORS = {"threat-actor": 0.73, "malware": 0.69, "place": 0.76, "id": 0.80}
HALVES = {"A": ("proofpoint", "lab52"), "B": ("intel471", "quoteintelligence", "zscaler")}
SKIPPED_LISTS = {"schema_clusters.json"}


def reports(half):
    with gzip.open(REPORTS, "rt", encoding="utf-8") as rows:
        return [row for row in map(json.loads, rows) if not half or row["publisher"] in HALVES[half]]


def unpacked(directory):
    for name in ("misp-galaxy", "attack"):
        with tarfile.open(DATA / f"{name}.tar.gz") as archive:
            archive.extractall(directory, filter="data")
    found = [path for part in ("misp-galaxy", "attack") for path in sorted(pathlib.Path(directory, part).glob("*.json"))]
    return [path for path in found if path.name not in SKIPPED_LISTS]


def tagged(rows, lists):
    """{id: mentions} as osint-index would make them, ids of indicators left out."""
    articles = "".join(json.dumps({"id": row["id"], "title": row["title"], "text": row["text"], "language": "en"}) + "\n"
                       for row in rows)
    with tempfile.TemporaryDirectory(prefix="osint-entities-") as directory:
        run = subprocess.run([BIN / "osint-index", "--db", f"{directory}/index", "--dry-run", "--format=json", "--quiet",
                              *(f"--entities={path}" for path in lists), "-"], input=articles, text=True, capture_output=True)
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    texts = {row["id"]: row["text"] for row in rows}
    found = {}
    for article in map(json.loads, run.stdout.splitlines()):
        offset = Offsets(texts[article["id"]], article["text"])
        found[article["id"]] = [{**mention, "start": offset(mention["start"]), "end": offset(mention["end"] - 1) + 1}
                                for mention in article["mentions"]]
    return found


class Offsets:
    """From places in a text whose white space was put in order to places in the original."""

    def __init__(self, original, text):
        self.places, at = [], 0
        for character in text:
            if not character.isspace():
                while at < len(original) and original[at] != character:
                    at += 1
            self.places.append(min(at, len(original) - 1))
            at += not character.isspace()
        self.places.append(len(original))

    def __call__(self, place):
        return self.places[place]


def rows_for_scorer(found):
    for name, mentions in found.items():
        kept = []
        for mention in mentions:
            row = {"start": mention["start"], "end": mention["end"], "type": mention["type"]}
            attack = mention.get("attack_id") or (re.fullmatch(r"([gsc]\d{4})", mention["entity"]) or [None])[0]
            kept.append({**row, "attack_id": attack.upper()} if attack else row)
        yield {"id": name, "mentions": kept}


def score(gold, found, types=TYPES):
    with tempfile.TemporaryDirectory(prefix="osint-entities-") as directory:
        paths = [pathlib.Path(directory) / name for name in ("gold", "pred")]
        for path, rows in zip(paths, (gold, rows_for_scorer(found))):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        output = subprocess.run([sys.executable, SCORER, *paths, ",".join(types)], text=True, capture_output=True,
                                check=True).stdout
    figures = {fields[0]: float(fields[5]) for fields in (line.split("\t") for line in output.splitlines()) if fields[0] in types}
    linking = re.search(r"acc ([\d.]+|nan) end-to-end ([\d.]+)", output)
    return output, {**figures, "id": float(linking[1])}


def print_misses(gold, found, limit):
    for kind in TYPES:
        missed, wrong = collections.Counter(), collections.Counter()
        for row in gold:
            wanted = {(m["start"], m["end"]) for m in row["mentions"] if m["type"] == kind and m.get("layer") != "CI"}
            had = {(m["start"], m["end"]): m for m in found.get(row["id"], []) if m["type"] == kind}
            missed.update(row["text"][a:b] for a, b in wanted - set(had))
            wrong.update(f'{row["text"][a:b]} ({had[a, b]["entity"]})' for a, b in set(had) - wanted)
        print(f"{kind}: missed", *(f"{name!r} {n}" for name, n in missed.most_common(limit)), sep="\n  ")
        print(f"{kind}: wrong", *(f"{name!r} {n}" for name, n in wrong.most_common(limit)), sep="\n  ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--lists", nargs="*", help="these lists instead")
    options = parser.parse_args()
    if not REPORTS.exists():
        print(f"skipped: no {REPORTS}")
        return SKIPPED
    gold = reports(options.half)
    with tempfile.TemporaryDirectory(prefix="osint-entities-") as directory:
        found = tagged(gold, options.lists or unpacked(directory))
    output, figures = score(gold, found)
    print(output, end="")
    print_misses(gold, found, options.misses) if options.misses else None
    low = [f"{name} {figures.get(name, 0):.3f} < {floor}" for name, floor in FLOORS.items() if figures.get(name, 0) < floor]
    print("below the floor:" if low else "floors held", *low)
    return 1 if low and not options.half else 0


if __name__ == "__main__":
    sys.exit(main())
