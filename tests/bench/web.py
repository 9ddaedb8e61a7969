#!/usr/bin/env python3
"""The search page under load, as CGI and as FastCGI, beside Xapian Omega over the same articles, behind one lighttpd.

    web.py --keep /tmp/web --articles 10000 --seconds 60

Makes a corpus out of ../shared/data/bench/news10k.jsonl.gz (vary.py) and indexes it with osint-index and scriptindex.
Then wrk asks each with 16 connections for so many seconds, in turn, while osint-index adds an article and commits, run
after run. Prints requests a second, p50 and p99, what failed, and ratios to Omega. Exit status 1 when one of ours
failed. Needs wrk, lighttpd, and scriptindex and omega (xapian-omega)."""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import build

OMEGA = "/usr/lib/cgi-bin/omega/omega"
FIELDS = """id : boolean=Q unique=Q
title : index=S index field=caption
url : field
day : field value=0
text : index truncate=400 field=sample
"""
QUERIES = ("police", "court hearing", "water supply", "election result", "bank money", "school children",
           "government minister statement", "football season", "hospital doctors", "train station fire", "weather",
           "company market shares", "university research", "storm damage", "road traffic accident", "new law")
LIGHTTPD = """
server.document-root = "{home}"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{home}/error.log"
server.max-connections = 256
server.max-keep-alive-requests = 100000000
server.modules = ( "mod_alias", "mod_cgi", "mod_setenv", "mod_fastcgi" )
setenv.set-environment = ( "OSINT_DB" => "{home}/ours", "OMEGA_CONFIG_FILE" => "{home}/omega.conf" )
alias.url = ( "/cgi" => "{program}", "/omega" => "{omega}" )
$HTTP["url"] =~ "^/(cgi|omega)" {{ cgi.assign = ( "" => "" ) }}
fastcgi.server = ( "/fastcgi" => ((
    "socket" => "{home}/fastcgi.socket", "bin-path" => "{program}", "check-local" => "disable", "max-procs" => 2,
    "bin-environment" => ( "OSINT_DB" => "{home}/ours" )
)))
"""
SCRIPT = """
local targets = {{ {targets} }}
local next = 0
request = function()
  next = next % #targets + 1
  return wrk.format("GET", targets[next])
end
done = function(summary, latency)
  io.write(string.format('{{"requests":%d,"us":%d,"status":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,' ..
    '"bytes":%d,"p50":%d,"p99":%d}}', summary.requests, summary.duration, summary.errors.status,
    summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.timeout, summary.bytes,
    latency:percentile(50), latency:percentile(99)))
end
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Writer:
    """Adds an article and commits, run after run; what readers must bear."""

    def __init__(self, home):
        self.home, self.commits = home, 0
        (home / "more").mkdir(exist_ok=True)
        self.run()

    def run(self):
        number = len(os.listdir(self.home / "more"))
        (self.home / "more" / f"{number}.txt").write_text(
            f"Article {number}\n\nThe police told the court of a storm, number {number}.\n", encoding="utf-8")
        subprocess.run([build.BIN / "osint-index", "--quiet", "--db", self.home / "ours", "--entities", build.LIST,
                        self.home / "articles.ndjson", self.home / "more"], check=True)

    def go_on(self):
        while self.going:
            self.run()
            self.commits += 1

    def __enter__(self):
        self.going, self.thread = True, threading.Thread(target=self.go_on)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        self.thread.join()


def make_indexes(home, articles):
    build.make_corpus(home, articles)
    (home / "fields").write_text(FIELDS, encoding="utf-8")
    (home / "omega").mkdir()
    subprocess.run(["scriptindex", home / "omega/news", home / "fields", home / "dump"], check=True,
                   stdout=subprocess.DEVNULL)
    (home / "omega.conf").write_text(f"database_dir {home}/omega\ntemplate_dir /usr/share/xapian-omega/templates\n"
                                     f"log_dir {home}\ncdb_dir {home}\n", encoding="utf-8")


@contextlib.contextmanager
def lighttpd(home):
    port = free_port()
    config = home / "lighttpd.conf"
    config.write_text(LIGHTTPD.format(home=home, port=port, program=build.BIN / "osint-search.cgi", omega=OMEGA),
                      encoding="utf-8")
    server = subprocess.Popen([shutil.which("lighttpd", path=os.environ["PATH"] + ":/usr/sbin"), "-D", "-f", config],
                              start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def look(port, target, mark):
    """A load on failures would be fast."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{target}", timeout=30) as answer:
        body = answer.read()
    if body.count(mark) < 5:
        raise SystemExit(f"{target} has no results: {body[:2000]!r}")
    return len(body)


def load(home, port, pattern, options):
    targets = ", ".join(json.dumps(pattern + query.replace(" ", "+")) for query in QUERIES)
    script = home / "wrk.lua"
    script.write_text(SCRIPT.format(targets=targets), encoding="utf-8")
    output = subprocess.run(["wrk", "-t2", f"-c{options.connections}", f"-d{options.seconds}s", "--timeout", "30s", "-s",
                             script, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True).stdout
    return json.loads(output[output.rindex('{"requests"'):])


def failed(result):
    return sum(result[key] for key in ("status", "connect", "read", "write", "timeout"))


def measure(home, options):
    results, writer = {}, Writer(home)
    with lighttpd(home) as port:
        ways = {"Omega, CGI": ("/omega?DB=news&HITSPERPAGE=10&P=", b"%"), "CGI": ("/cgi/?q=", b"<mark>"),
                "FastCGI": ("/fastcgi/?q=", b"<mark>")}
        for name, (pattern, mark) in ways.items():
            size, before = look(port, pattern + "police", mark), writer.commits
            with contextlib.nullcontext(writer) if options.no_writer else writer:
                results[name] = load(home, port, pattern, options)
            results[name].update(commits=writer.commits - before, size=size)
    return results


def show(results):
    base = results["Omega, CGI"]
    print(f"{'':12}{'requests/s':>11}{'ratio':>7}{'p50 ms':>8}{'ratio':>7}{'p99 ms':>8}{'ratio':>7}{'failed':>8}"
          f"{'requests':>10}{'commits':>9}{'page kB':>9}")
    for name, each in results.items():
        rate, base_rate = each["requests"] / each["us"] * 1e6, base["requests"] / base["us"] * 1e6
        print(f"{name:12}{rate:11.1f}{rate / base_rate:7.2f}{each['p50'] / 1e3:8.1f}{each['p50'] / base['p50']:7.2f}"
              f"{each['p99'] / 1e3:8.1f}{each['p99'] / base['p99']:7.2f}{failed(each):8}{each['requests']:10}"
              f"{each['commits']:9}{each['size'] / 1e3:9.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=pathlib.Path, required=True, help="an empty or new folder for corpus and indexes")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--no-writer", action="store_true", help="without commits meanwhile")
    options = parser.parse_args()
    home = options.keep.absolute()
    if not (home / "omega").exists():
        home.mkdir(parents=True, exist_ok=True)
        make_indexes(home, options.articles)
    results = measure(home, options)
    show(results)
    return 1 if failed(results["CGI"]) + failed(results["FastCGI"]) else 0


if __name__ == "__main__":
    sys.exit(main())
