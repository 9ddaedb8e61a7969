#!/usr/bin/env python3
"""Pages a second of processor time: osint-index beside Readability.js on linkedom, in one run.

    extraction.py                  the 421 pages of news421, three rounds, the best of each
    extraction.py --pages DIR      other pages
    extraction.py --modules DIR    a folder to install the packages of npm into, or where they are installed

Ours is the whole program: its start, reading, extraction, language, sentences, passages and JSON. Theirs is without
node's start."""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
PAGES = TOP.parent / "shared/data/html/news421.tar.gz"
BIN = pathlib.Path(os.environ.get("OSINT_BIN", TOP / "build/release/bin"))
PACKAGES = ("@mozilla/readability", "linkedom")


def install(modules):
    modules.mkdir(parents=True, exist_ok=True)
    if all((modules / "node_modules" / package).exists() for package in PACKAGES):
        return
    (modules / "package.json").write_text('{"private": true}\n')
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *PACKAGES], cwd=modules, check=True)


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds_of_ours(paths):
    before = processor_time()
    result = subprocess.run([BIN / "osint-index", "--dry-run", "--format=json", "--jobs=1", "--db=/nonexistent", *paths],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"osint-index: exit status {result.returncode}")
    return processor_time() - before, result.stdout.count(b"\n")


def seconds_of_theirs(paths, modules):
    result = subprocess.run(["node", HERE / "readability.mjs", modules], input="\n".join(map(str, paths)),
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    answer = json.loads(result.stdout.splitlines()[-1])
    return answer["seconds"], answer["read"]


def measure(paths, modules, rounds):
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds_of_ours(paths))
        theirs.append(seconds_of_theirs(paths, modules))
    return min(ours), min(theirs)


def unpacked(directory):
    if not PAGES.exists():
        sys.exit(f"there is no {PAGES}; name pages with --pages")
    with tarfile.open(PAGES) as archive:
        archive.extractall(directory, filter="data")
    return pathlib.Path(directory)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=pathlib.Path)
    parser.add_argument("--modules", type=pathlib.Path, default=TOP / "build/readability")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    install(options.modules)
    with tempfile.TemporaryDirectory(prefix="osint-bench-") as directory:
        paths = sorted((options.pages or unpacked(directory)).rglob("*.html"))
        (ours, articles), (theirs, read) = measure(paths, options.modules.resolve(), options.rounds)
    print(f"{len(paths)} pages, pages a second of processor time")
    print(f"osint-index      {len(paths) / ours:8.1f}   {articles} articles")
    print(f"Readability.js   {len(paths) / theirs:8.1f}   {read} articles")
    print(f"times as fast    {theirs / ours:8.1f}")


main()
