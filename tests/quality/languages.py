#!/usr/bin/env python3
"""How often the language of a text is right, seen from outside: languages.py [DIRECTORY]

DIRECTORY (default: the set beside the project) holds truth.jsonl with "file", "lang" and "set"; each file is a text. What a
page declared of itself is no truth: a set whose name begins with "pages" is only shown."""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from measure import SHARED, SKIPPED

FLOOR = .97
ARCHIVE = SHARED / "data/files/lang.tar.gz"
# Standards of one language, by which texts cannot be told apart.
SAME = {"nb": "no", "nn": "no", "fil": "tl", "bs": "sh", "hr": "sh", "sr": "sh"}


def primary(tag):
    code = (tag or "none").split("-")[0]
    return SAME.get(code, code)


def measure(directory):
    program = pathlib.Path(os.environ["OSINT_BIN"]) / "osint-index"
    run = subprocess.run([program, "--dry-run", "--format=json", "--quiet", str(directory / "txt")],
                         capture_output=True, check=False)
    found = {article["path"]: article["language"] for article in map(json.loads, run.stdout.splitlines())}
    right, total = collections.Counter(), collections.Counter()
    confused = collections.Counter()
    for line in (directory / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        language = primary(found.get(str(directory / row["file"])))
        total[row["set"]] += 1
        right[row["set"]] += language == primary(row["lang"])
        if language != primary(row["lang"]):
            confused[row["set"], row["lang"], language] += 1
    for name in total:
        print(f"{name}: {right[name]} of {total[name]} = {right[name] / total[name]:.3f}")
    for (name, truth, language), count in confused.most_common(40):
        print(f"  {name}: {truth} taken for {language}: {count}")
    print(f"all: {right.total()} of {total.total()} = {right.total() / total.total():.3f}")
    texts = [name for name in total if not name.startswith("pages")]
    return sum(right[name] for name in texts) >= FLOOR * sum(total[name] for name in texts)


def main():
    if len(sys.argv) > 1:
        sys.exit(not measure(pathlib.Path(sys.argv[1]).resolve()))
    if not ARCHIVE.exists():
        print(f"skipped: {ARCHIVE} is missing")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(place)
        sys.exit(not measure(next(pathlib.Path(place).rglob("truth.jsonl")).parent))


if __name__ == "__main__":
    main()
