#!/usr/bin/env python3
"""The weights of ranking (search/weights.h) on sets of questions with known answers.

    tune.py                    nDCG@10 of the weights as they are
    tune.py --without          the same with each ingredient left out in turn
    tune.py --set pair=0.3     with other weights
    tune.py --tune             leave one set out: tuned on all the others, how good is the one left out?
    tune.py --check            a few questions, and that leaving ingredients out changes what is found

Needs the program ranked (OSINT_RANKED, else beside the tests) and the sets beside the project; exits with 77 without
them. --keep keeps the indexes."""
import argparse
import concurrent.futures
import functools
import os
import pathlib
import subprocess
import sys
import tempfile

from measure import BIN, SKIPPED, Index, ndcg
from retrieval import SETS, read_set

RANKED = pathlib.Path(os.environ.get("OSINT_RANKED", BIN.parent / "tests/quality/ranked"))
NAMES = ("squad_newwiki", "scifact", "cranfield", "drcd", "jaquad")
# What takes an ingredient out.
WITHOUT = {
    "article": "article=0", "title": "title=0", "exact words": "exact=0", "related words": "related=0",
    "neighbours": "pair=0", "sentences": "sentence=0", "coverage": "coverage=0",
    "common words count less": "common=1 article_common=1",
    "CJK characters": "cjk_character=0.001 cjk_hiragana=0.001",
    "hiragana count less": "cjk_hiragana=0.6 cjk_hiragana_pair=1 cjk_mixed_pair=1",
    "borders of CJK words": "cjk_border=1",
}
# Where tuning looks: these times what a weight is.
STEPS = (0.6, 1.6)
FIXED = ("named",)  # no set has entities


class Set:
    def __init__(self, name, sample, keep):
        articles, queries, self.judgments = read_set(name, sample)
        self.queries = list(queries)
        self.input = "".join(f"{number}\t{' '.join(text.split())}\n" for number, text in enumerate(queries.values()))
        self.index = Index(pathlib.Path(keep) / name)
        if not self.index.db.exists():
            self.index.db.parent.mkdir(parents=True, exist_ok=True)
            self.index.add("-", stdin=articles, codes=(0, 1))

    @functools.lru_cache(maxsize=None)
    def found(self, weights):
        """The ids found for each question, with weights as "name=value name=value"."""
        result = subprocess.run([RANKED, self.index.db, *weights.split()], input=self.input, text=True,
                                capture_output=True, check=True)
        return [line.split("\t")[1:] for line in result.stdout.splitlines()]

    @functools.lru_cache(maxsize=None)
    def score(self, weights):
        each = [ndcg(found, self.judgments[query]) for query, found in zip(self.queries, self.found(weights))]
        return sum(each) / len(each)


def scores(sets, weights):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda one: one.score(weights), sets))


def show(label, values):
    print(f"{label:<28}" + "".join(f"{value:>10.4f}" for value in values)
          + f"{sum(values) / len(values):>10.4f}", flush=True)


def setting(weights):
    return " ".join(f"{name}={value:.4g}" for name, value in sorted(weights.items()))


def weights_as_they_are():
    lines = subprocess.run([RANKED], text=True, capture_output=True, check=True).stdout.split()
    return {name: float(value) for name, value in (line.split("=") for line in lines) if name not in FIXED}


def tune(sets, start, names):
    """Coordinate ascent over the mean of the sets."""
    best = dict(start)
    mean = sum(scores(sets, setting(best)))
    for name in names:
        for step in STEPS:
            changed = {**best, name: best[name] * step}
            now = sum(scores(sets, setting(changed)))
            if now > mean + 1e-9:
                best, mean = changed, now
                break
    return best


def check(sets):
    for one in sets:
        plain = one.found("")
        assert all(plain), f"{one.index.db}: a question finds nothing"
        assert plain != one.found("article=0 related=0 title=0"), f"{one.index.db}: weights change nothing"
        print(f"{one.index.db.parent.name}: nDCG@10 {one.score(''):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", default=NAMES)
    parser.add_argument("--sample", type=int, default=200, help="questions of each set (200)")
    parser.add_argument("--keep", metavar="DIR", help="keep the indexes in DIR and use those that are there")
    parser.add_argument("--weights", nargs="+", metavar="WEIGHT", help="tune only these")
    parser.add_argument("--set", action="append", default=[], metavar="WEIGHT=VALUE")
    for mode in ("without", "tune", "check"):
        parser.add_argument(f"--{mode}", action="store_true")
    options = parser.parse_args()
    names = [name for name in options.sets if (SETS / f"{name}.tar.gz").exists()]
    if not names or not RANKED.exists():
        print(f"skipped: no sets in {SETS}, or no {RANKED}")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="osint-tune-") as directory:
        if options.check:
            check([Set(name, 20, directory) for name in names if name in ("cranfield", "scifact")])
            return 0
        sets = [Set(name, options.sample, options.keep or directory) for name in names]
        print(f"{'':<28}" + "".join(f"{name[:9]:>10}" for name in names) + f"{'mean':>10}")
        show("as they are", scores(sets, ""))
        if options.set:
            show(" ".join(options.set), scores(sets, " ".join(options.set)))
        for label, weights in WITHOUT.items() if options.without else ():
            show(f"without {label}", scores(sets, weights))
        start = weights_as_they_are()
        for left_out in sets if options.tune else ():
            best = tune([one for one in sets if one is not left_out], start,
                        options.weights or start)
            changed = {name: value for name, value in best.items() if value != start[name]}
            print(f"{left_out.index.db.parent.name} left out: {left_out.score(setting(best)):.4f} "
                  f"(as it is {left_out.score(''):.4f}) with {setting(changed) or 'nothing changed'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
