#!/usr/bin/env python3
"""How long a run takes when nothing, or next to nothing, is new.

    nothing_new.py --files 100000 [--entities LIST] [--keep DIR]

Makes so many small articles as files (a thousand a directory, every tenth with a sidecar), indexes them, and prints
processor time, elapsed time and peak memory of runs over them beside those of `find -printf`, which looks at every file
once, too. Uses osint-index in $OSINT_BIN, else build/release/bin."""
import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OSINT_BIN", PROJECT / "build/release/bin"))
TEXT = "Article {0}\n\nThe harbour of Example Town was closed on day {0} after a crane had fallen into the water.\n"


def make(corpus, files):
    for number in range(files):
        directory = corpus / f"{number // 1000:04}"
        if number % 1000 == 0:
            directory.mkdir(parents=True)
        (directory / f"{number:07}-an-article-of-that-day.txt").write_text(TEXT.format(number))
        if number % 10 == 0:
            (directory / f"{number:07}-an-article-of-that-day.meta.json").write_text('{"publisher": "Example Times"}')


def run(name, command):
    began = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    last = ""
    for line in process.stdout:
        last = line.strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(f"{name:26} {usage.ru_utime + usage.ru_stime:8.2f} {time.monotonic() - began:8.2f} "
          f"{usage.ru_maxrss / 1024:8.0f}   {last[:80]}", flush=True)
    if process.returncode != 0:
        raise SystemExit(f"{name}: exit {process.returncode}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100000)
    parser.add_argument("--entities", action="append", default=[])
    parser.add_argument("--keep", type=pathlib.Path, help="where corpus and index stay")
    options = parser.parse_args()
    home = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="osint-nothing-new-"))
    corpus, index = home / "corpus", home / "index"
    mirror = [BIN / "osint-index", "--db", index, *(f"--entities={each}" for each in options.entities)]
    if not corpus.exists():
        make(corpus, options.files)
        time.sleep(4)
    some = corpus / "0000/0000001-an-article-of-that-day.txt"
    print(f"{'':26} {'CPU s':>8} {'s':>8} {'MiB':>8}")
    if not (index / "current").exists():
        run("the first run", [*mirror, corpus])
    run("find -printf", ["find", corpus, "-printf", "%p %s %T@ %C@ %i\n"])
    run("nothing new", [*mirror, corpus])
    run("an empty directory", [*mirror[:3], "--db", home / "empty", make_empty(home)])
    some.touch()
    run("one file touched", [*mirror, corpus])
    some.write_text(TEXT.format("one"))
    run("one file changed", [*mirror, corpus])
    run("--rehash", [*mirror, "--rehash", corpus])
    (index / "seen").unlink()
    run("without the file `seen`", [*mirror, corpus])
    if options.keep is None:
        shutil.rmtree(home)


def make_empty(home):
    empty = home / "nothing"
    empty.mkdir(exist_ok=True)
    return empty


if __name__ == "__main__":
    main()
