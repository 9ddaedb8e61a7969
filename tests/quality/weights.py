#!/usr/bin/env python3
"""Fits the weights by which blocks of web pages are told to be text: weights.py BLOCKS [--write]

Twice: by the features of a block itself, then by all, for which BLOCKS (the program of that name in the build) must have
been built with the weights of the first. Without --write only the figures are shown, left out by site in five parts. Run
it with --write, build, run it with --write again, build. Needs numpy, scipy and scikit-learn, and the pages beside the
project; a maintainer's tool, not a test."""
import argparse
import bisect
import collections
import html
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse

import numpy
import scipy.sparse
import sklearn.linear_model

from extraction import SETS, words
from measure import PROJECT

HTML = PROJECT / "indexer/readers/html"
FITTED = ("news421", "wcxb-dev-articles")
RUN = 4               # words that must stand in the right text in a row
WITHOUT_NAMES = 0.3   # weight of the copy of a block without names and elements
MADE = 240            # pages made of right texts
MADE_WEIGHT = 0.5
REGULARISATION = 0.03
PARTS = 5


def constants(*names):
    """values of enumerators, by the compiler"""
    with tempfile.TemporaryDirectory() as folder:
        source, program = pathlib.Path(folder) / "values.c", pathlib.Path(folder) / "values"
        prints = "".join(f'printf("%d\\n", (int){name});' for name in names)
        source.write_text(f'#include <stdio.h>\n#include "indexer/readers/html/features.h"\nint main(void) {{ {prints} }}\n')
        flags = subprocess.check_output(["pkg-config", "--cflags", "glib-2.0", "libxml-2.0"], text=True).split()
        subprocess.check_call(["cc", f"-I{PROJECT}", *flags, "-o", program, source])
        return [int(line) for line in subprocess.check_output([program]).split()]


def site(row):
    host = urllib.parse.urlsplit(row.get("url", "")).netloc or row["id"]
    return ".".join(host.split(".")[-2:])


def load_set(folder, name):
    with tarfile.open(SETS / f"{name}.tar.gz") as archive:
        archive.extractall(folder)
    truth = next(folder.rglob("truth.jsonl"))
    rows = [json.loads(line) for line in open(truth, encoding="utf-8")]
    return [{"path": str(truth.parent / row["file"]), "text": row["text"], "title": row.get("title", ""), "site": site(row),
             "set": name} for row in rows if row.get("text")]


def make_page(folder, number, row, dice):
    """A page without furniture, or with little of it: some whole, some short, in several markups."""
    paragraphs = [line.strip() for line in row["text"].split("\n") if line.strip()]
    if number % 6 == 0:
        paragraphs = paragraphs[:dice.randint(1, 4)]
    elif number % 6 == 1:
        paragraphs = paragraphs[:dice.randint(3, 8)]
    elif number % 6 == 2:
        paragraphs = [text[:dice.randint(20, 90)] for text in paragraphs[:dice.randint(2, 6)]]
    escaped = [html.escape(text) for text in paragraphs]
    body = dice.choice(["".join(f"<p>{text}</p>" for text in escaped), "<div>" + "<br><br>".join(escaped) + "</div>",
                        "".join(f"<div>{text}</div>" for text in escaped),
                        "<article>" + "".join(f"<p>{text}</p>\n" for text in escaped) + "</article>",
                        "<table><tr><td>" + "".join(f"<p>{text}" for text in escaped) + "</td></tr></table>"])
    above, below = {1: ("<ul><li><a href=/n>News</a><li><a href=/s>Sports</a><li><a href=/a>About us</a></ul>",
                        "<p>Copyright 2020 The Daily. All rights reserved.</p>"),
                    2: ("<nav>Home | News | World</nav>", "<footer><p>About us | Terms of use</p></footer>")
                    }.get(number % 4, ("", ""))
    title = html.escape(row["title"])
    heading = f"<h1>{title}</h1>" if number % 3 else ""
    path = folder / f"{number}.html"
    path.write_text(f"<!DOCTYPE html><title>{title}</title><body>{above}{heading}{body}{below}", encoding="utf-8")
    return {"path": str(path), "text": "\n\n".join(paragraphs), "site": f"made {number}", "set": "made"}


def repeated_elsewhere(runs, words_of, labels):
    """A text that the page has more often than the right text counts where other right text is near."""
    places = collections.defaultdict(list)
    for index, label in enumerate(labels):
        if label:
            places[tuple(words_of[index])].append(index)
    for text, indices in places.items():
        extra = len(indices) - max(1, len(runs[text[:RUN]]))
        if extra > 0:
            def near(index, own=frozenset(indices)):
                around = range(max(0, index - 6), min(len(labels), index + 7))
                return sum(len(words_of[other]) for other in around if labels[other] and other not in own)
            for index in sorted(indices, key=near)[:extra]:
                labels[index] = False


def label(blocks, text):
    """Whether each block is in the right text; None for one without words."""
    right = words(text)
    runs = collections.defaultdict(list)
    for start in range(len(right) - RUN + 1):
        runs[tuple(right[start:start + RUN])].append(start)
    words_of, labels, starts = [words(block) for block in blocks], [], []
    for listed in words_of:
        hits = [runs.get(tuple(listed[at:at + RUN])) for at in range(len(listed) - RUN + 1)]
        labels.append(bool(hits) and sum(1 for hit in hits if hit) * 2 > len(hits))
        starts.append(next((hit[0] for hit in hits if hit), 0))
    repeated_elsewhere(runs, words_of, labels)
    sure = [index for index, found in enumerate(labels) if found]
    for index, listed in enumerate(words_of):
        if not listed:
            labels[index] = None
        elif len(listed) < RUN and sure:
            labels[index] = short_is_right(right, listed, sure, starts, words_of, index)
    return labels, [len(listed) for listed in words_of], len(right)


def short_is_right(right, listed, sure, starts, words_of, index):
    """A short block is right when its words stand between those of its neighbours."""
    place = bisect.bisect(sure, index)
    low = starts[sure[place - 1]] + len(words_of[sure[place - 1]]) - 5 if place > 0 else starts[sure[0]] - 12
    high = starts[sure[place]] + 2 if place < len(sure) else low + 14
    low = max(0, low)
    return any(right[at:at + len(listed)] == listed for at in range(low, min(high, low + 400) - len(listed) + 1))


def read_blocks(program, pages):
    output = subprocess.check_output([program, *(page["path"] for page in pages)]).decode("utf-8", "replace")
    current = {page["path"]: page for page in pages}
    page = None
    for page_or_block in output.split("\n"):
        if "\t" not in page_or_block:
            page = current.get(page_or_block, page)
            continue
        features, _, _, text = page_or_block.split("\t", 3)
        page.setdefault("features", []).append([int(feature) for feature in features.split()])
        page.setdefault("blocks", []).append(text)


class Examples:
    """Blocks as a sparse matrix, with and without the features of names and elements."""

    def __init__(self, pages, limit, named):
        rows, columns, self.right, self.weights, self.sites = [], [], [], [], []
        numbers = {}
        for page in pages:
            labels, counts, total = label(page.get("blocks", []), page["text"])
            number = numbers.setdefault(page["site"], len(numbers))
            for features, is_right, count in zip(page.get("features", []), labels, counts):
                if is_right is None:
                    continue
                weight = (4 + min(count, 250)) / (min(max(total, 80), 3000) + 150)
                kept = [feature for feature in features if feature < limit]
                variants = [(kept, weight * (MADE_WEIGHT if page["set"] == "made" else 1))]
                if page["set"] != "made":
                    variants.append(([f for f in kept if not named[0] <= f < named[1]], weight * WITHOUT_NAMES))
                for variant, share in variants:
                    rows += [len(self.right)] * len(variant)
                    columns += variant
                    self.right.append(is_right)
                    self.weights.append(share)
                    self.sites.append(number)
        self.right, self.weights, self.sites = map(numpy.array, (self.right, self.weights, self.sites))
        self.weights = self.weights * len(self.weights) / self.weights.sum()
        self.matrix = scipy.sparse.csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(len(self.right), limit))

    def fit(self, chosen):
        model = sklearn.linear_model.LogisticRegression(C=REGULARISATION, max_iter=400, fit_intercept=False)
        model.fit(self.matrix[chosen], self.right[chosen], sample_weight=self.weights[chosen])
        return model.coef_[0]

    def cross_validate(self):
        part = numpy.random.RandomState(1).randint(0, PARTS, self.sites.max() + 1)[self.sites]
        kept = numpy.zeros(len(self.right), dtype=bool)
        for number in range(PARTS):
            kept[part == number] = self.matrix[part == number] @ self.fit(part != number) > 0
        common = self.weights[kept & self.right].sum()
        return 2 * common / (self.weights[kept].sum() + self.weights[self.right].sum())


def written(name, size, values):
    return f"const float {name}[{size}] = {{" + ", ".join(f"{value:.2f}F" for value in values) + "};\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("blocks")
    parser.add_argument("--write", action="store_true", help="write indexer/readers/html/weights.c")
    arguments = parser.parse_args()
    local, every, first, last = constants("OSINT_FEATURE_LOCAL_COUNT", "OSINT_FEATURE_COUNT", "OSINT_FEATURE_INSIDE",
                                          "OSINT_FEATURE_PARENT")
    dice = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="osint-weights-") as folder:
        folder = pathlib.Path(folder)
        pages = []
        for name in FITTED:
            os.mkdir(folder / name)
            pages += load_set(folder / name, name)
        long_enough = [page for page in pages if page["title"] and len(page["text"]) > 300]
        pages += [make_page(folder, number, page, dice) for number, page in enumerate(dice.sample(long_enough, MADE))]
        read_blocks(arguments.blocks, pages)
    weights = []
    for limit in (local, every):
        examples = Examples(pages, limit, (first, last))
        print(f"{limit} features, {len(examples.right)} blocks: F1 {examples.cross_validate():.4f}")
        weights.append(examples.fit(numpy.ones(len(examples.right), dtype=bool)))
    if arguments.write:
        source = (HTML / "weights.c").read_text()
        head = re.split(r"(?m)^const float", source)[0]
        (HTML / "weights.c").write_text(
            head + written("osint_html_weights_local", "OSINT_FEATURE_LOCAL_COUNT", weights[0]) + "\n" +
            written("osint_html_weights_all", "OSINT_FEATURE_COUNT", weights[1]))
        subprocess.check_call(["clang-format", "-i", HTML / "weights.c"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
