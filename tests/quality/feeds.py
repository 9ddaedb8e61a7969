#!/usr/bin/env python3
"""How much of what feeds say is found: feeds.py [--misses N]

By feed_values (what the reader makes of a feed) against the expectations of the feedparser set; a row is right when its
text is the same without markup, or its date the same instant. Exits with 1 below the floor, with 77 without the set."""
import argparse
import datetime
import html
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

from measure import SHARED, SKIPPED

ARCHIVE = SHARED / "data/feeds/feedparser.tar.gz"
FLOOR = 0.985
FIELDS = ("title", "subtitle", "summary", "content", "link", "id", "author", "author_name", "author_email", "published",
          "updated", "created", "language", "tag", "category")
DATES = ("published", "updated", "created")
LISTS = {"tag": "tags", "author_name": "authors"}
DROPPED = re.compile(r"(?is)<(script|style|applet|object|iframe)\b.*?</\1\s*>|<!--.*?-->|<!--.*")
TAG = re.compile(r"(?s)<[!/?a-zA-Z][^<>]*>")


def plain(text):
    for _ in range(2):
        text = html.unescape(TAG.sub(" ", DROPPED.sub(" ", text)))
    return " ".join(TAG.sub(" ", text).split())


def instant(date):
    try:
        when = datetime.datetime.fromisoformat(date)
    except ValueError:
        return date
    return when if when.tzinfo else when.replace(tzinfo=datetime.timezone.utc)


def found_at(values, row):
    field, _, number = row["field"].partition("#")
    if row["scope"] == "entry":
        entries = values.get("entries", [])
        values = entries[row["index"]] if -len(entries) <= row["index"] < len(entries) else {}
    else:
        values = values.get("feed", {})
    if field in LISTS:
        listed = values.get(LISTS[field], [])
        return listed[int(number or 0)] if int(number or 0) < len(listed) else None
    return values.get(field)


def is_right(row, found):
    wanted, field = row["value"], row["field"].partition("#")[0]
    if found is None:
        return plain(wanted) == ""
    if field in DATES:
        return instant(found) == instant(wanted)
    return plain(found).lower().rstrip("/") == plain(wanted).lower().rstrip("/")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print the first N rows that are not right")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        print(f"skipped: no {ARCHIVE}")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="osint-feeds-") as directory:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(directory, filter="data")
        root = f"{directory}/feedparser"
        with open(f"{root}/expect.jsonl", encoding="utf-8") as rows:
            rows = [row for row in map(json.loads, rows) if row["core"] and row["scope"] != "doc"]
        rows = [row for row in rows if row["field"].partition("#")[0] in FIELDS]
        names = sorted({row["file"] for row in rows})
        run = subprocess.run([os.environ["OSINT_FEED_VALUES"], f"{root}/xml"], input="\n".join(names) + "\n",
                             capture_output=True, text=True, check=True)
    found = {values["file"]: values for values in map(json.loads, run.stdout.splitlines())}
    misses = [row for row in rows if not is_right(row, found_at(found.get(row["file"], {}), row))]
    share = 1 - len(misses) / len(rows)
    print(f"{len(rows)} rows of {len(names)} feeds, right {share:.3f}, floor {FLOOR}")
    for row in misses[:options.misses]:
        print(f"  {row['file']} {row['field']}: wanted {row['value']!r}, "
              f"found {found_at(found.get(row['file'], {}), row)!r}")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
