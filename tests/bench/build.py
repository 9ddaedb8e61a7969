#!/usr/bin/env python3
"""What building an index costs, beside Xapian's scriptindex and SQLite FTS5 with the same text.

    build.py --keep /tmp/build --articles 10000

Makes a corpus out of ../shared/data/bench/news10k.jsonl.gz (vary.py), indexes it with osint-index (--jobs 1 and 2, tagging
with the sample list), scriptindex (as it is, and with XAPIAN_FLUSH_THRESHOLD=1000) and FTS5, one after the other, and
prints processor time, time, the most memory that all processes of each had together, and the size of the index, with
ratios to scriptindex as it is and to the text. Needs scriptindex (xapian-omega); what is missing is left out."""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

import vary

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared/data/bench/news10k.jsonl.gz"
BIN = pathlib.Path(os.environ.get("OSINT_BIN", PROJECT / "build/release/bin"))
LIST = PROJECT / "corpus/entities/tick-case.json"
FIELDS = """id : boolean=Q unique=Q
title : index=S index field
day : field value=0
text : index field
"""


def make_corpus(home, count):
    """NDJSON and scriptindex's form of it; the bytes of text."""
    text = 0
    with open(home / "articles.ndjson", "w", encoding="utf-8") as ours, open(home / "dump", "w", encoding="utf-8") as dump:
        for article in vary.vary(DATA, count):
            json.dump({"id": article["id"], "title": article["title"], "published": article["date"],
                       "publisher": article["source"], "url": article["url"], "language": "en",
                       "text": article["text"]}, ours)
            ours.write("\n")
            lines = article["text"].replace("\n", "\n=")
            dump.write(f"id={article['id']}\ntitle={article['title']}\nday={article['date']}\ntext={lines}\n\n")
            text += len(article["title"].encode()) + len(article["text"].encode())
    (home / "fields").write_text(FIELDS, encoding="utf-8")
    return text


def index_fts5(home):
    """In a process of its own: build.py --fts5 HOME."""
    with contextlib.closing(sqlite3.connect(home / "fts5")) as base, base, \
         open(home / "articles.ndjson", encoding="utf-8") as file:
        base.execute("CREATE VIRTUAL TABLE article USING fts5(title, text, day UNINDEXED, tokenize='porter unicode61')")
        base.executemany("INSERT INTO article VALUES (?, ?, ?)",
                         ((each["title"], each["text"], each["published"]) for each in map(json.loads, file)))


def ways(home):
    for jobs in ("1", "2"):
        yield (f"osint-index --jobs {jobs}", f"ours-{jobs}", {},
               [BIN / "osint-index", "--quiet", "--jobs", jobs, "--db", home / f"ours-{jobs}", "--entities", LIST,
                home / "articles.ndjson"])
    if shutil.which("scriptindex"):
        for flush in ("", "1000"):
            yield (f"scriptindex, flush {flush or 'as it is'}", f"omega-{flush}",
                   {"XAPIAN_FLUSH_THRESHOLD": flush} if flush else {},
                   ["scriptindex", home / f"omega-{flush}", home / "fields", home / "dump"])
    else:
        print("scriptindex is left out: it is not installed (xapian-omega)", file=sys.stderr)
    yield "SQLite FTS5", "fts5", {}, [sys.executable, __file__, "--fts5", home]


def memory_of(process):
    """Resident bytes of a process and all below it."""
    total, waiting = 0, [process]
    while waiting:
        each = waiting.pop()
        with contextlib.suppress(OSError, IndexError, ValueError):
            total += int(pathlib.Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1])
            for task in pathlib.Path(f"/proc/{each}/task").iterdir():
                waiting += (task / "children").read_text(encoding="ascii").split()
    return total * os.sysconf("SC_PAGE_SIZE")


def size_of(path):
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file()) if path.is_dir() else path.stat().st_size


def measure(home, made, environment, command):
    """Processor seconds, seconds, bytes of memory, bytes of index."""
    target = home / made
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    began, peak = time.monotonic(), 0
    with open(home / "output", "w", encoding="utf-8") as output:
        run = subprocess.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output)
    while True:
        ended, status, used = os.wait4(run.pid, os.WNOHANG)
        if ended:
            break
        peak = max(peak, memory_of(run.pid))
        time.sleep(.05)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {(home / 'output').read_text(encoding='utf-8')[-2000:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began, peak, size_of(target)


def print_table(rows, text):
    base = next((figures for name, figures in rows if name.startswith("scriptindex")), None)
    print(f"{text / 1e6:.1f} MB of text")
    print(f"{'':<26}{'CPU s':>9}{'ratio':>7}{'s':>9}{'ratio':>7}{'MiB':>8}{'MB':>8}{'/text':>7}")
    for name, (cpu, wall, memory, size) in rows:
        ratios = [f"{value / other:.2f}" for value, other in zip((cpu, wall), base)] if base else ["", ""]
        print(f"{name:<26}{cpu:>9.1f}{ratios[0]:>7}{wall:>9.1f}{ratios[1]:>7}{memory / 2**20:>8.0f}{size / 1e6:>8.1f}"
              f"{size / text:>7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10000, metavar="N", help="how many articles (10000)")
    parser.add_argument("--keep", metavar="DIR", help="where corpus and indexes are and stay")
    parser.add_argument("--only", metavar="NAME", help="one way, by the beginning of its name")
    parser.add_argument("--fts5", metavar="HOME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fts5:
        index_fts5(pathlib.Path(options.fts5))
        return 0
    if not DATA.exists():
        print(f"skipped: no {DATA}")
        return 77
    if not options.keep:
        parser.error("--keep says where")
    home = pathlib.Path(options.keep) / str(options.articles)
    home.mkdir(parents=True, exist_ok=True)
    text = make_corpus(home, options.articles)
    print_table([(name, measure(home, made, environment, command)) for name, made, environment, command in ways(home)
                 if not options.only or name.startswith(options.only)], text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
