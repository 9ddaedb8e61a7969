#!/usr/bin/env python3
"""names.py COUNT FILE...: an entity list of so many names, for bench_tagger, as tab-separated rows.

The names are those of the files (MISP galaxy clusters, STIX bundles, rows of JSON with "name" and "aliases"),
then pairs of them, so that there are as many as asked for.
"""

import gzip
import itertools
import json
import sys

ALIASES = 4


def names_of(path):
    with (gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8")) as file:
        if ".jsonl" in path:
            for row in map(json.loads, file):
                yield from [row["name"], *row.get("aliases", [])]
            return
        data = json.load(file)
    for value in data.get("values", []):
        yield value["value"]
        yield from value.get("meta", {}).get("synonyms", [])
    for thing in data.get("objects", []):
        if thing["type"] in ("intrusion-set", "malware", "tool", "campaign") and "name" in thing:
            yield thing["name"]
            yield from thing.get("aliases", thing.get("x_mitre_aliases", []))


def main():
    count, *paths = sys.argv[1:]
    names = list(dict.fromkeys(name.replace("\t", " ") for path in paths for name in names_of(path)))
    words = [name for name in names if " " not in name]
    step = len(words) // 2 + 1
    pairs = (f"{first} {words[(i * 7919 + k * step) % len(words)]}"
             for k, i in itertools.product(range(1, 100), range(len(words))) for first in [words[i]])
    names = list(itertools.islice(dict.fromkeys(itertools.chain(names, itertools.islice(pairs, int(count)))),
                                  int(count)))
    for i in range(0, len(names), ALIASES):
        print(f"e{i}\tother", *names[i:i + ALIASES], sep="\t")


if __name__ == "__main__":
    main()
