#!/usr/bin/env python3
"""What a page of osint-search.cgi costs, from process start to its end, beside a bare Xapian query and Omega.

    page.py --index DIR [--omega DIR] [--queries N] [--only KIND] [--program PATH]

Runs osint-search.cgi as a web server does, with the request in the environment, for queries of
../shared/data/bench/queries.tsv, and "*" and words that are in very many articles, and prints processor time (user and
system, of the process) in milliseconds: median and slowest hundredth of each kind. Beside it, in the same run, programs
take turns with each query: bench_bare, which asks Xapian for ten articles of the same index and prints their titles,
and Omega with its own template, when --omega names a database that scriptindex made (its CGI program is
/usr/lib/cgi-bin/omega/omega). Needs the target bench_bare."""
import argparse
import os
import pathlib
import sys
import tempfile
import urllib.parse

import search

OMEGA = pathlib.Path("/usr/lib/cgi-bin/omega/omega")
FREQUENT = ("*", "said", "year", "government", "company", "said year", "new people", "million OR company")


class Frequent:
    """A query that is in no list: kind and text as of search.Query."""
    kind = "frequent"

    def __init__(self, text):
        self.text = text


def wanted_queries(options):
    given = {}
    for query in [Frequent(text) for text in FREQUENT] + search.read_queries():
        given[query.kind] = given.get(query.kind, 0) + 1
        if (not options.only or query.kind == options.only) and given[query.kind] <= options.queries:
            yield query


def our_text(query):
    return query.text if isinstance(query, Frequent) else search.our_query(query)


class Program:
    def __init__(self, path, environment, parameter, text_of):
        self.path, self.environment, self.parameter, self.text_of = path, environment, parameter, text_of

    def cost(self, query, out):
        """Milliseconds of processor time, and bytes that came."""
        text = urllib.parse.quote_plus(self.text_of(query))
        environment = {**self.environment, "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/cgi", "PATH_INFO": "/",
                       "SERVER_PROTOCOL": "HTTP/1.1", "GATEWAY_INTERFACE": "CGI/1.1",
                       "QUERY_STRING": f"{self.parameter}={text}"}
        os.ftruncate(out, 0)
        os.lseek(out, 0, os.SEEK_SET)
        child = os.posix_spawn(self.path, [str(self.path)], environment,
                               file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
        _, status, used = os.wait4(child, 0)
        if status != 0:
            sys.exit(f"{self.path}: status {status} for {self.text_of(query)}")
        return 1000 * (used.ru_utime + used.ru_stime), os.lseek(out, 0, os.SEEK_END)


def programs(options, home):
    index = os.path.abspath(options.index)
    yield "osint-search.cgi", Program(options.program, {"OSINT_DB": index}, "q", our_text)
    yield "bare Xapian", Program(search.BIN / "bench_bare", {"OSINT_DB": index}, "q", our_text)
    if options.omega and OMEGA.exists():
        settings = home / "omega.conf"
        omega = pathlib.Path(options.omega).resolve()
        settings.write_text(f"database_dir {omega.parent}\ntemplate_dir /var/lib/xapian-omega/templates\n"
                            f"log_dir {home}\ncdb_dir {home}\ndefault_db {omega.name}\n")
        yield "Omega", Program(OMEGA, {"OMEGA_CONFIG_FILE": str(settings)}, "P", lambda query: query.text)


def measure(options, queries, home, out):
    """Every program asks a query once for the disk and --runs times to be measured; the least of these counts."""
    costs = {}
    for name, program in programs(options, home):
        costs[name] = []
    for query in queries:
        for name, program in programs(options, home):
            program.cost(query, out)
            costs[name].append(min(program.cost(query, out) for _ in range(options.runs)))
    return costs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", required=True, metavar="DIR", help="an index of news articles, as search.py makes one")
    parser.add_argument("--omega", metavar="DIR", help="a database by scriptindex of the same articles")
    parser.add_argument("--program", metavar="PATH", type=pathlib.Path, default=search.BIN / "osint-search.cgi")
    parser.add_argument("--queries", type=int, default=40, metavar="N", help="at most N of each kind (40)")
    parser.add_argument("--only", metavar="KIND", help="queries of one kind")
    parser.add_argument("--runs", type=int, default=2, metavar="N", help="how often each is asked (2)")
    parser.add_argument("--each", action="store_true", help="print each query, too")
    options = parser.parse_args()
    if not search.DATA.exists():
        print(f"skipped: no {search.DATA}")
        return 77
    queries = list(wanted_queries(options))
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as out:
        costs = measure(options, queries, pathlib.Path(home), out.fileno())
    for number, query in enumerate(queries if options.each else []):
        print(*(f"{cost[number][0]:8.1f} {cost[number][1]:7}" for cost in costs.values()), our_text(query))
    search.print_table(queries, {name: [each[0] / 1000 for each in cost] for name, cost in costs.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
