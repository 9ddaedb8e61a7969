#!/usr/bin/env python3
"""How long searching takes, beside SQLite FTS5 and Xapian's own phrases and snippets.

    search.py --keep /tmp/bench --articles 200000

Makes a corpus out of ../shared/data/bench/news10k.jsonl.gz (vary.py), indexes it with each engine, asks the queries of
queries.tsv there, each for a page of ten articles with highlighted passages, and prints the processor time of the
median and of the slowest hundredth of each kind. Indexes are kept in --keep and used again. Needs the target
bench_search, and python3-xapian for Xapian (left out where it is missing)."""
import argparse
import contextlib
import datetime
import itertools
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

import vary

try:
    import xapian
except ImportError:
    xapian = None

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared/data/bench"
BIN = pathlib.Path(os.environ.get("OSINT_BIN", PROJECT / "build/release/bin"))
PAGE = 10
FILE = 10000  # articles


class Query:
    """A row of queries.tsv: kind, words, first and last day, "type:name" of an entity."""

    def __init__(self, line):
        self.kind, self.text, first, last, entity = (line.rstrip("\n").split("\t") + [""] * 4)[:5]
        self.words = self.text.split()
        self.first, self.last = (datetime.datetime.strptime(day, "%Y%m%d").date().isoformat() if day else ""
                                 for day in (first, last))
        self.entity_type, _, self.entity = entity.partition(":")


def read_queries():
    with open(DATA / "queries.tsv", encoding="utf-8") as file:
        return [Query(line) for line in file]


def entity_id(name):
    return "-".join(re.findall(r"[^\W_]+", name.lower()))


# ---- osint-search ----

def index_ours(home, articles):
    types = {entity_id(query.entity): (query.entity_type, query.entity) for query in read_queries() if query.entity}
    corpus = home / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, part in enumerate(iter(lambda: list(itertools.islice(articles, FILE)), [])):
        with open(corpus / f"{number}.ndjson", "w", encoding="utf-8") as out:
            for article in part:
                types.update((entity_id(each["name"]), (each["type"], each["name"])) for each in article["entities"])
                json.dump({"id": article["id"], "title": article["title"], "published": article["date"],
                           "publisher": article["source"], "url": article["url"], "language": "en",
                           "text": article["text"]}, out)
                out.write("\n")
    with open(home / "entities.tsv", "w", encoding="utf-8") as out:
        for each, (kind, name) in sorted(types.items()):
            out.write(f"{each}\t{'organization' if kind == 'org' else kind}\t{name}\n")
    subprocess.run([BIN / "osint-index", "--quiet", "--db", home / "index", "--entities", home / "entities.tsv",
                    corpus], check=True)


def our_query(query):
    if query.kind == "phrase":
        return f'"{query.text}"'
    if query.kind == "or4":
        return " OR ".join(query.words)
    dates = f" date:{query.first}..{query.last}" if query.first else ""
    return query.text + dates + (f" entity:{entity_id(query.entity)}" if query.entity else "")


def ask_ours(home, queries):
    lines = "".join(f"{our_query(query)}\n" for query in queries)
    result = subprocess.run([BIN / "bench_search", home / "index"], input=lines, text=True, capture_output=True,
                            check=True)
    sys.stderr.write(result.stderr)
    return [float(line) for line in result.stdout.splitlines()]


# ---- SQLite FTS5 ----

def index_fts5(home, articles):
    with contextlib.closing(sqlite3.connect(home / "fts5.db")) as base, base:
        base.execute("CREATE VIRTUAL TABLE article USING fts5(title, text, entities, day UNINDEXED,"
                     " tokenize='porter unicode61')")
        base.executemany("INSERT INTO article VALUES (?, ?, ?, ?)",
                         ((article["title"], article["text"], "\n".join(each["name"] for each in article["entities"]),
                           article["date"]) for article in articles))


def fts5_match(query):
    if query.kind == "phrase":
        return f'"{query.text}"'
    words = [f'"{word}"' for word in query.words]
    match = (" OR " if query.kind in ("or4", "nl") else " AND ").join(words)
    return match + (f' AND entities:"{query.entity}"' if query.entity else "")


def ask_fts5(home, queries):
    times = []
    with contextlib.closing(sqlite3.connect(f"file:{home / 'fts5.db'}?mode=ro", uri=True)) as base:
        for query in queries:
            began = time.process_time()
            base.execute("SELECT title, bm25(article), snippet(article, 1, '<b>', '</b>', '...', 60) FROM article"
                         " WHERE article MATCH ? AND day BETWEEN ? AND ? ORDER BY rank LIMIT ?",
                         (fts5_match(query), query.first, query.last or "~", PAGE)).fetchall()
            times.append(time.process_time() - began)
    return times


# ---- Xapian ----

def index_xapian(home, articles):
    base = xapian.WritableDatabase(str(home / "xapian"), xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("en"))
    for article in articles:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(article["title"], 1, "S")
        generator.index_text(article["title"])
        generator.increase_termpos()
        generator.index_text(article["text"])
        for entity in article["entities"]:
            document.add_boolean_term(f"XE{entity_id(entity['name'])}")
        document.add_value(0, article["date"])
        document.set_data(json.dumps({"title": article["title"], "text": article["text"]}))
        base.add_document(document)
    base.close()


def xapian_query(parser, query):
    parser.set_default_op(xapian.Query.OP_OR if query.kind in ("or4", "nl") else xapian.Query.OP_AND)
    parsed = parser.parse_query(f'"{query.text}"' if query.kind == "phrase" else query.text)
    if query.first:
        parsed = xapian.Query(xapian.Query.OP_FILTER, parsed,
                              xapian.Query(xapian.Query.OP_VALUE_RANGE, 0, query.first, query.last))
    if query.entity:
        parsed = xapian.Query(xapian.Query.OP_FILTER, parsed, xapian.Query(f"XE{entity_id(query.entity)}"))
    return parsed


def ask_xapian(home, queries):
    base = xapian.Database(str(home / "xapian"))
    stemmer = xapian.Stem("en")
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_database(base)
    times = []
    for query in queries:
        began = time.process_time()
        enquire = xapian.Enquire(base)
        enquire.set_query(xapian_query(parser, query))
        found = enquire.get_mset(0, PAGE, base.get_doccount() if query.kind == "phrase" else 0)
        for hit in found:
            found.snippet(json.loads(hit.document.get_data())["text"], 400, stemmer)
        times.append(time.process_time() - began)
    return times


# ---- the table ----

def engines():
    yield "osint-search", "index", index_ours, ask_ours
    yield "SQLite FTS5", "fts5.db", index_fts5, ask_fts5
    if xapian:
        yield "Xapian", "xapian", index_xapian, ask_xapian
    else:
        print("Xapian is left out: no module \"xapian\" (python3-xapian) for this python3", file=sys.stderr)


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def print_table(queries, times):
    kinds = list(dict.fromkeys(query.kind for query in queries))
    print("CPU ms" + "".join(f"{name:>26}" for name in times))
    print(f"{'':<6}" + f"{'p50':>10}{'p99':>8}{'max':>8}" * len(times))
    for kind in kinds:
        line = f"{kind:<6}"
        for each in times.values():
            some = [1000 * spent for query, spent in zip(queries, each) if query.kind == kind]
            line += f"{percentile(some, .5):>10.1f}{percentile(some, .99):>8.1f}{max(some):>8.1f}"
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200000, metavar="N", help="how many articles (200000)")
    parser.add_argument("--keep", required=True, metavar="DIR", help="where corpus and indexes are and stay")
    parser.add_argument("--only", metavar="NAME", help="one engine, by the beginning of its name")
    parser.add_argument("--queries", type=int, metavar="N", help="at most N of each kind")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"skipped: no {DATA}")
        return 77
    home = pathlib.Path(options.keep) / str(options.articles)
    home.mkdir(parents=True, exist_ok=True)
    queries, given = [], {}
    for query in read_queries():
        given[query.kind] = given.get(query.kind, 0) + 1
        if not options.queries or given[query.kind] <= options.queries:
            queries.append(query)
    times = {}
    for name, made, index, ask in engines():
        if options.only and not name.lower().startswith(options.only.lower()):
            continue
        if not (home / made).exists():
            index(home, vary.vary(DATA / "news10k.jsonl.gz", options.articles))
        times[name] = ask(home, queries)
    print(f"{options.articles} articles, {len(queries)} queries")
    print_table(queries, times)
    return 0


if __name__ == "__main__":
    sys.exit(main())
