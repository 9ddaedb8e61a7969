#!/usr/bin/env python3
"""How often the encoding is right, seen from outside: encodings.py [DIRECTORY]

DIRECTORY (default: the set beside the project) holds truth.jsonl with "file" and "encoding". A file counts as right when the letters beyond ASCII in what
osint-index prints are letters of the file decoded as the truth says. Files that give no such letters are counted apart."""
import collections
import html
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unicodedata

from measure import SHARED, SKIPPED

# What documents mean by these names, as web browsers read them.
MEANT = {"ascii": "utf-8", "iso-8859-1": "cp1252", "iso-8859-9": "cp1254", "shift_jis": "cp932", "euc-kr": "cp949",
         "gb2312": "gb18030", "big5": "big5hkscs", "tis-620": "cp874", "iso-8859-11": "cp874", "koi8-r": "koi8-u",
         "maccyrillic": "mac_cyrillic", "mac-cyrillic": "mac_cyrillic", "macroman": "mac_roman"}
SAME = .98
FLOOR = .97
ARCHIVE = SHARED / "data/files/charset.tar.gz"


def letters(text):
    text = unicodedata.normalize("NFC", html.unescape(html.unescape(text)))
    return collections.Counter(letter for letter in text if letter.isalpha() and not letter.isascii())


def outputs(directory):
    program = pathlib.Path(os.environ["OSINT_BIN"]) / "osint-index"
    run = subprocess.run([program, "--dry-run", "--format=json", "--quiet", str(directory)],
                         capture_output=True, check=False)
    found = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        article = json.loads(line)
        found[article["path"]].append(article)
    return found


def judge(path, encoding, articles):
    try:
        truth = letters(path.read_bytes().decode(MEANT.get(encoding, encoding), "replace"))
    except LookupError:
        return "unknown to Python", ""
    if not articles:
        return "no article", ""
    printed = letters(" ".join(article["text"] for article in articles))
    if not printed and truth:
        warned = any(w["code"].startswith("encoding-") for a in articles for w in a.get("warnings", []))
        return ("wrong", "its letters are missing") if warned else ("ASCII only", "")
    if not printed:
        return "ASCII only", ""
    share = (printed & truth).total() / printed.total()
    strange = "".join((printed - truth).keys())[:20]
    return ("right", "") if share >= SAME else ("wrong", f"{share:.2f} {strange}")


def measure(directory):
    found = outputs(directory)
    counts, by_source = collections.Counter(), collections.defaultdict(collections.Counter)
    for line in (directory / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = directory / row["file"]
        verdict, why = judge(path, row["encoding"], found.get(str(path), []))
        counts[verdict] += 1
        by_source[row["file"].split("/")[0]][verdict] += 1
        if verdict == "wrong":
            print(f"{row['file']}: {row['encoding']}: {why}")
    for source, verdicts in sorted(by_source.items()):
        print(source, dict(verdicts))
    judged = counts["right"] + counts["wrong"]
    share = counts["right"] / max(judged, 1)
    print(f"right {counts['right']} of {judged} = {share:.3f}, at least {FLOOR}")
    return share >= FLOOR


def main():
    if len(sys.argv) > 1:
        sys.exit(not measure(pathlib.Path(sys.argv[1]).resolve()))
    if not ARCHIVE.exists():
        print(f"skipped: {ARCHIVE} is missing")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(place)
        truth = next(pathlib.Path(place).rglob("truth.jsonl"))
        sys.exit(not measure(truth.parent))


if __name__ == "__main__":
    main()
