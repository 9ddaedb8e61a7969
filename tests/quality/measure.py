"""What the quality tests share: an index of one's own, many queries at once, and nDCG."""
import collections
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
BIN = pathlib.Path(os.environ.get("OSINT_BIN", PROJECT / "build/release/bin"))
ENTITY_OPTIONS = [f"--entities={path}" for path in sorted((PROJECT / "corpus/entities").glob("*.json"))]
SKIPPED = 77


class Index:
    """An index in a directory that goes away with it, unless one to keep is named."""

    def __init__(self, keep=None):
        self.temporary = None if keep else tempfile.mkdtemp(prefix="osint-quality-")
        self.db = pathlib.Path(keep or self.temporary) / "index"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.db.parent)}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.temporary:
            shutil.rmtree(self.temporary, ignore_errors=True)

    def run(self, program, *arguments, stdin=None, codes=(0,)):
        result = subprocess.run([BIN / program, "--db", self.db, *map(str, arguments)], input=stdin, text=True,
                                capture_output=True, env=self.environment)
        if result.returncode not in codes:
            raise SystemExit(f"{program} {arguments}: exit {result.returncode}\n{result.stderr}")
        return result

    def add(self, *arguments, stdin=None, codes=(0,)):
        return self.run("osint-index", "--quiet", *arguments, stdin=stdin, codes=codes)

    def search(self, query, *options):
        """The JSON answer to one query."""
        return json.loads(self.run("osint-search", "--format=json", *options, "--", query, codes=(0, 1)).stdout)

    def search_all(self, queries, *options):
        """The output for {name: query}, and the messages for those that were refused."""
        lines = "".join(f"{name}\t{' '.join(query.split())}\n" for name, query in queries.items())
        result = self.run("osint-search", "--queries-from=-", *options, stdin=lines, codes=(0, 1, 2))
        return result.stdout, [line for line in result.stderr.splitlines() if line.startswith("osint-search: ")]


def ranking_of(trec):
    """{query name: article ids, best first} from --format=trec."""
    ranking = collections.defaultdict(list)
    for line in trec.splitlines():
        name, _, article, *_ = line.split(" ")
        ranking[name].append(article)
    return ranking


def ndcg(ranked, relevance, depth=10):
    """Normalised discounted cumulative gain of a list of articles, gains linear (Järvelin and Kekäläinen 2002)."""
    def discounted(gains):
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:depth]))

    ideal = discounted(sorted((gain for gain in relevance.values() if gain > 0), reverse=True))
    return discounted([max(0, relevance.get(article, 0)) for article in ranked]) / ideal
