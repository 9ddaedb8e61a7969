#!/usr/bin/env python3
"""How well copies are found: copies.py [--half tuning|reporting] [--kinds]

On articles of which edited copies were made (files/neardup beside the project): the pairs that are in one group against
those that were made from one article. --half takes half of the articles, by the number of the original. Exits with 1
below a floor, with 77 without the set."""
import argparse
import collections
import itertools
import json
import sys
import tarfile

from measure import SHARED, SKIPPED, Index

ARCHIVE = SHARED / "data/files/neardup.tar.gz"
PRECISION, RECALL = 0.99, 0.97
HALVES = {"tuning": 0, "reporting": 1}


def read_articles(half):
    with tarfile.open(ARCHIVE) as archive:
        text = archive.extractfile("neardup/synth.jsonl").read().decode()
    articles = [json.loads(line) for line in text.split("\n") if line]
    return [each for each in articles if half is None or each["cluster"] % 2 == HALVES[half]]


def pairs_of(groups):
    return {frozenset(pair) for group in groups for pair in itertools.combinations(group, 2)}


def groups_found(articles):
    """The ids of each group, as a search for everything lists them."""
    with Index() as index:
        index.add("-", stdin="".join(json.dumps({"id": each["id"], "text": each["text"]}) + "\n" for each in articles))
        index.run("osint-index", "--check")
        results = index.run("osint-search", "--show=articles", "--format=ndjson", f"--limit={len(articles)}", "--", "*")
    rows = [json.loads(line) for line in results.stdout.splitlines()]
    return [[row["article"]["id"], *(copy["id"] for copy in row["copies"])] for row in rows if row.get("copies")]


def report_kinds(articles, found):
    originals = {each["cluster"]: each["id"] for each in articles if each["kind"] == "original"}
    counts = collections.defaultdict(collections.Counter)
    for each in articles:
        if each["kind"] != "original":
            counts[each["kind"]][frozenset((each["id"], originals[each["cluster"]])) in found] += 1
    for kind, count in sorted(counts.items()):
        print(f"  {kind:22} {count[True]}/{count.total()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--kinds", action="store_true", help="what is found of each kind of copy")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        print(f"skipped: there is no {ARCHIVE}")
        return SKIPPED
    articles = read_articles(options.half)
    clusters = collections.defaultdict(list)
    for each in articles:
        clusters[each["cluster"]].append(each["id"])
    wanted = pairs_of(clusters.values())
    found = pairs_of(groups_found(articles))
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / len(wanted)
    print(f"{len(articles)} articles, {len(wanted)} pairs, {len(found)} found: precision {precision:.3f} "
          f"(floor {PRECISION}), recall {recall:.3f} (floor {RECALL})")
    if options.kinds:
        report_kinds(articles, found)
    return 0 if precision >= PRECISION and recall >= RECALL else 1


sys.exit(main())
