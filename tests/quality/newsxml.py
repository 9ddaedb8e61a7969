#!/usr/bin/env python3
"""How much of what news XML says is found: newsxml.py [--misses N]

Of the items that have a title or a text, seen from outside, a file at a time: title, text (by its words), id, language,
dates, subjects. Exits with 1 below the floor, with 77 without the set."""
import argparse
import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

from measure import SHARED, SKIPPED

ARCHIVE = SHARED / "data/files/newsxml.tar.gz"
FLOOR = 0.98
SAME = 0.95
FIELDS = ("title", "text", "id", "lang", "created", "first", "subjects")


def instant(date):
    date = re.sub(r"^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)", r"\1-\2-\3T\4:\5:\6", str(date))
    try:
        when = datetime.datetime.fromisoformat(date)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=datetime.timezone.utc)


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def is_right(field, wanted, article):
    if field == "title":
        return article.get("title", "").split() == wanted.split()
    if field == "text":
        one, other = words(wanted), words(article["text"])
        return 2 * (one & other).total() >= SAME * (one.total() + other.total())
    if field == "lang":
        return article.get("language", "").lower() == wanted.lower()
    if field in ("created", "first"):
        return instant(wanted) in (instant(article.get("published")), instant(article.get("updated")))
    if field == "subjects":
        return set(wanted) <= set(article.get("tags", []))
    return article["id"] == wanted


def articles_of(path):
    run = subprocess.run([pathlib.Path(os.environ["OSINT_BIN"]) / "osint-index", "--dry-run", "--format=json", "--quiet",
                          f"--db={path}.none", path], capture_output=True, text=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def rows_of(expected, articles):
    """(field, wanted, whether an article of the item's id, or any when none has it, is right)"""
    repeated = collections.Counter(item.get("id") for item in expected["items"])
    for item in expected["items"]:
        if "title" not in item and "text" not in item:
            continue
        of_id = [article for article in articles if article["id"] == item.get("id")]
        several = repeated[item.get("id")] > 1  # the second has an id of its own
        for field in FIELDS:
            if field in item:
                candidates = articles if several or not of_id else of_id
                yield field, item[field], any(is_right(field, item[field], article) for article in candidates)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print the first N rows that are not right")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        print(f"skipped: no {ARCHIVE}")
        return SKIPPED
    right, total, misses = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="osint-newsxml-") as directory:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(directory, filter="data")
        root = pathlib.Path(directory) / "newsxml"
        for expected in map(json.loads, (root / "expect_xpath.jsonl").read_text(encoding="utf-8").splitlines()):
            if not any("title" in item or "text" in item for item in expected["items"]):
                continue
            for field, wanted, good in rows_of(expected, articles_of(root / expected["file"])):
                total, right = total + 1, right + good
                if not good:
                    misses.append(f"  {expected['file']} {field}: wanted {str(wanted)[:100]!r}")
    print(f"{total} rows, right {right / total:.3f}, floor {FLOOR}")
    for miss in misses[:options.misses]:
        print(miss)
    return 0 if right >= FLOOR * total else 1


if __name__ == "__main__":
    sys.exit(main())
