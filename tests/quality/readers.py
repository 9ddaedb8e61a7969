#!/usr/bin/env python3
"""What the readers make of documents whose contents are known, in one table of figures beside their floors.

    readers.py                   every set, of large ones every n-th document
    readers.py --all             every document
    readers.py --set htmldate    one set
    readers.py --unpacked DIR    the sets are kept in DIR, and taken from there when they are

Exits with 1 where a figure is below its floor, with 77 where no set is there."""
import argparse
import collections
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time

from measure import BIN, SHARED, SKIPPED

DATA = SHARED / "data"
TOOLS = SHARED / "tools"
HERE = pathlib.Path(__file__).parent
WORDS = re.compile(r"\w+")


class Reading:
    """What osint-index --dry-run says of files: articles and refusals by path below the folder."""

    def __init__(self, folder, paths):
        self.folder = folder
        self.articles = collections.defaultdict(list)
        self.refusals = collections.defaultdict(list)
        rejects = folder / "rejects.jsonl"
        rejects.unlink(missing_ok=True)
        command = [BIN / "osint-index", "--dry-run", "--format=json", "--db=/nonexistent", f"--rejects={rejects}", "--",
                   *paths]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run(command, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if result.returncode not in (0, 1):
            sys.exit(f"osint-index: exit status {result.returncode}\n{result.stderr.decode(errors='replace')}")
        for article in map(json.loads, result.stdout.splitlines()):
            self.articles[self.name_of(article["path"])].append(article)
        if rejects.exists():
            for refusal in rows_of(rejects):
                self.refusals[self.name_of(refusal["path"])].append(refusal)

    def name_of(self, path):
        return os.path.relpath(path, self.folder)


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def scorer(name, *arguments):
    """What a tool beside the project prints."""
    return subprocess.run([sys.executable, "-B", TOOLS / name, *map(str, arguments)], capture_output=True, text=True,
                          check=True).stdout


def share(count, total):
    return count / total if total else 1.0


def words_of(text):
    return collections.Counter(WORDS.findall((text or "").lower()))


# ---- one function a set: (folder, step) -> ([(figure, value)], processor time) ----

def pages(folder, step):
    """Saved pages with truth.jsonl, scored by eval_extraction.py."""
    rows = rows_of(folder / "truth.jsonl")[::step]
    reading = Reading(folder, [folder / row["file"] for row in rows])
    truth, found = folder / "truth-sample.jsonl", folder / "found.jsonl"
    truth.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open(found, "w", encoding="utf-8") as file:
        for row in rows:
            article = next(iter(reading.articles[row["file"]]), {})
            file.write(json.dumps({**article, "id": row["id"], "date": article.get("published")}) + "\n")
    figures = []
    for line in scorer("eval_extraction.py", truth, found).splitlines():
        name, _, rest = line.partition(": ")
        value = re.search(r"F1 ([\d.]+)|right ([\d.]+)", rest)
        figures.append((name, float(value[1] or value[2])))
    return [*figures, *safety(reading)], reading.seconds


def feeds(folder, step):
    """Values of feeds and entries, as feed_values prints them."""
    program = os.environ.get("OSINT_FEED_VALUES", BIN.parent / "tests/quality/feed_values")
    names = sorted({row["file"] for row in rows_of(folder / "expect.jsonl")})
    before = time.process_time()
    result = subprocess.run([program, folder / "xml"], input="\n".join(names), capture_output=True, text=True,
                            check=True)
    found = folder / "found.jsonl"
    found.write_text(result.stdout, encoding="utf-8")
    text = re.search(r"text \d+ \(([\d.]+)%\)", scorer("eval_feeds.py", folder, found))
    return [("values", float(text[1]) / 100)], time.process_time() - before


def judged_by(script, figure, pattern):
    """A set that has a script of its own, which takes the set's folder."""
    def judge(folder, step):
        del step
        result = subprocess.run([sys.executable, "-B", HERE / script, *([] if script == "newsxml.py" else [folder])],
                                env={**os.environ, "OSINT_BIN": str(BIN)}, capture_output=True, text=True, check=False)
        return [(figure, float(re.findall(pattern, result.stdout)[-1]))], 0.0
    return judge


def archives(folder, step):
    """Web archives: an article, or a refusal with its place, for every page that a whole archive holds."""
    del step
    expected = json.loads((folder / "expect_warciojs.json").read_text(encoding="utf-8"))
    reading = Reading(folder, [folder / name for name in expected])
    wanted = given = 0
    for name, archive in expected.items():
        count = sum(is_page(record) for record in archive["records"])
        wanted += count
        given += min(count, len(reading.articles[name]) + len(reading.refusals[name]))
    return [("pages", share(given, wanted)), *safety(reading)], reading.seconds


def is_page(record):
    return (record["type"] in ("response", "resource") and (record["status"] or 200) == 200 and
            (record["ctype"] or "").startswith(("text/html", "text/plain")) and record["payload_bytes"] > 0)


def portable_documents(folder, step):
    """PDF: the words that pdftotext finds, and a refusal where it finds none."""
    del step
    rows = json.loads((folder / "expect_pdftotext.json").read_text(encoding="utf-8"))
    reading = Reading(folder, [folder / row["file"] for row in rows])
    right = 0
    for row in rows:
        words = sum(words_of(article["text"]).total() for article in reading.articles[row["file"]])
        right += words >= 0.7 * row["words"] if row["words"] > 5 else True
    return [("text", share(right, len(rows))), *safety(reading)], reading.seconds


def anything(folder, step):
    """Every file gives articles or refusals, and none ends a reader."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")[::step]
    reading = Reading(folder, paths)
    said = sum(bool(reading.articles[name] or reading.refusals[name]) for name in map(reading.name_of, paths))
    return [("answered", share(said, len(paths))), *safety(reading)], reading.seconds


def safety(reading):
    ended = [refusal for refusals in reading.refusals.values() for refusal in refusals
             if refusal["code"].startswith("reader-")]
    for refusal in ended:
        print(f"{refusal['path']}: {refusal['message']} [{refusal['code']}]")
    return [("unharmed", 1.0 - share(len(ended), max(1, len(reading.articles) + len(reading.refusals))))]


# name: (archive, function, of how many documents one is read, floors)
SETS = {
    "news421": ("html/news421", pages, 3, {"f4": 0.92, "title": 0.94, "date": 0.90, "unharmed": 1.0}),
    "wcxb-dev-articles": ("html/wcxb-dev-articles", pages, 2, {"fw": 0.94, "title": 0.90, "date": 0.90, "unharmed": 1.0}),
    "htmldate-dev": ("html/htmldate-dev", pages, 2, {"date": 0.92, "unharmed": 1.0}),
    "feedparser": ("feeds/feedparser", feeds, 1, {"values": 0.95}),
    "newsxml": ("files/newsxml", judged_by("newsxml.py", "values", r"right ([\d.]+), floor"), 1, {"values": 0.98}),
    "charset": ("files/charset", judged_by("encodings.py", "encoding", r"= ([\d.]+), at least"), 1, {"encoding": 0.97}),
    "lang": ("files/lang", judged_by("languages.py", "language", r"= ([\d.]+)"), 1, {"language": 0.96}),
    "warc": ("files/warc", archives, 1, {"pages": 1.0, "unharmed": 1.0}),
    "pdf": ("files/pdf", portable_documents, 1, {"text": 0.95, "unharmed": 1.0}),
    "mail": ("files/mail", anything, 1, {"answered": 1.0, "unharmed": 1.0}),
    "json": ("files/json", anything, 2, {"answered": 1.0, "unharmed": 1.0}),
    "robust": ("files/robust", anything, 4, {"answered": 1.0, "unharmed": 1.0}),
}


def unpack(archive, keep, scratch):
    """The folder with the set's files."""
    place = pathlib.Path(keep or scratch) / archive.name.split(".")[0]
    if not place.exists():
        place.mkdir(parents=True)
        with tarfile.open(archive) as file:
            file.extractall(place, filter="data")
    inner = [path for path in place.iterdir() if path.is_dir()]
    return inner[0] if len(list(place.iterdir())) == 1 and inner else place


def measure(name, options, scratch):
    """Whether no figure is below its floor; None when the set is missing."""
    path, function, step, floors = SETS[name]
    archive = DATA / f"{path}.tar.gz"
    if not archive.exists():
        return None
    figures, seconds = function(unpack(archive, options.unpacked, scratch), 1 if options.all else step)
    good = True
    for figure, value in figures:
        floor = floors.get(figure)
        fine = floor is None or value >= floor
        good = good and fine
        print(f"{name:18} {figure:10} {value:6.3f}  {'' if floor is None else f'{floor:.2f}':5} "
              f"{'' if fine else 'too low':8} {seconds:6.1f} s", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--all", action="store_true", help="every document")
    parser.add_argument("--unpacked", help="a folder to keep the sets in")
    options = parser.parse_args()
    print(f"{'set':18} {'figure':10} {'value':>6}  floor")
    with tempfile.TemporaryDirectory(prefix="osint-quality-") as scratch:
        results = [measure(name, options, scratch) for name in options.set or SETS]
    if all(result is None for result in results):
        print(f"skipped: there are no sets in {DATA}")
        sys.exit(SKIPPED)
    sys.exit(0 if all(result is not False for result in results) else 1)


main()
