#!/usr/bin/env python3
"""nDCG@10 on sets of questions with known answers.

    retrieval.py                       the sets that have a floor, a fixed sample of the questions of each
    retrieval.py --set scifact --all   one set, all of its questions
    retrieval.py --keep /tmp/q         indexes are kept there and used again: for tuning

Exits with 1 where a set is below its floor, with 77 where no set is there."""
import argparse
import concurrent.futures
import json
import pathlib
import random
import sys
import tarfile
import tempfile
import time

from measure import SHARED, SKIPPED, Index, ndcg, ranking_of

SETS = SHARED / "data/retrieval"
FLOORS = {"squad_newwiki": 0.89, "drcd": 0.96, "jaquad": 0.90, "scifact": 0.69, "cranfield": 0.38}
SAMPLE = 1000


def lines_of(directory, name):
    return (directory / name).read_text(encoding="utf-8").splitlines()


def read_set(name, sample):
    """The articles as NDJSON, {query id: text} and {query id: {article id: relevance}}."""
    with tempfile.TemporaryDirectory(prefix="osint-quality-") as directory:
        with tarfile.open(SETS / f"{name}.tar.gz") as archive:
            archive.extractall(directory, filter="data")
        root = pathlib.Path(directory) / name
        articles = (root / "docs.jsonl").read_text(encoding="utf-8")
        queries = {row["id"]: row["text"] for row in map(json.loads, lines_of(root, "queries.jsonl"))}
        judgments = {}
        for query, article, relevance in (line.split("\t") for line in lines_of(root, "qrels.tsv")):
            judgments.setdefault(query, {})[article] = int(relevance)
    judged = sorted(query for query in queries if any(gain > 0 for gain in judgments.get(query, {}).values()))
    if sample and len(judged) > sample:
        judged = random.Random(SAMPLE).sample(judged, sample)
    return articles, {query: queries[query] for query in judged}, judgments


class Result:
    def __init__(self, name, options):
        articles, queries, self.judgments = read_set(name, 0 if options.all else SAMPLE)
        names = {f"q{number}": query for number, query in enumerate(queries)}
        keep = options.keep and pathlib.Path(options.keep) / name
        with Index(keep) as index:
            started = time.monotonic()
            if not index.db.exists():
                index.db.parent.mkdir(parents=True, exist_ok=True)
                index.add("-", stdin=articles, codes=(0, 1))  # cranfield has articles without text
            indexed = time.monotonic()
            trec, self.refusals = index.search_all({each: queries[query] for each, query in names.items()},
                                                   "--format=trec", "--limit=10")
            self.indexing, self.searching = indexed - started, time.monotonic() - indexed
        ranking = ranking_of(trec)
        self.queries = queries
        self.ranking = {query: ranking.get(each, []) for each, query in names.items()}
        self.each = {query: ndcg(ranked, self.judgments[query]) for query, ranked in self.ranking.items()}
        self.mean = sum(self.each.values()) / len(self.each)

    def print_worst(self, count):
        for query in sorted(self.each, key=self.each.get)[:count]:
            right = [article for article, gain in self.judgments[query].items() if gain > 0]
            print(f"  {self.each[query]:.2f}  {self.queries[query]}\n"
                  f"        right {' '.join(right[:5])}; found {' '.join(self.ranking[query][:5])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", dest="sets", metavar="NAME", help=f"a set of {SETS}, repeatable")
    parser.add_argument("--all", action="store_true", help=f"all questions instead of {SAMPLE}")
    parser.add_argument("--keep", metavar="DIR", help="keep the indexes in DIR and use those that are there")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="print the N worst questions of each set")
    options = parser.parse_args()
    present = [name for name in options.sets or FLOORS if (SETS / f"{name}.tar.gz").exists()]
    if not present:
        print(f"skipped: no sets in {SETS}")
        return SKIPPED
    good = True
    print(f"{'set':<16}{'queries':>8}{'refused':>8}{'nDCG@10':>9}{'floor':>7}{'index s':>9}{'search s':>9}")
    pool = concurrent.futures.ThreadPoolExecutor(2)
    for name, result in zip(present, pool.map(lambda name: Result(name, options), present)):
        floor = FLOORS.get(name)
        print(f"{name:<16}{len(result.each):>8}{len(result.refusals):>8}{result.mean:>9.4f}"
              f"{f'{floor:.2f}' if floor else '':>7}{result.indexing:>9.1f}{result.searching:>9.1f}", flush=True)
        for refusal in result.refusals[:5]:
            print(f"  {refusal}")
        result.print_worst(options.worst)
        good = good and (floor is None or result.mean >= floor)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
