"""Readers while runs commit and switch: no search fails, and every answer is that of a state that was committed.
OSINT_COMMITS and OSINT_SWITCHES say how many."""
import itertools
import json
import os
import subprocess
import threading
import unittest

from faulty import FaultTest, article
from program import BIN

COMMITS = int(os.environ.get("OSINT_COMMITS", "20"))
SWITCHES = int(os.environ.get("OSINT_SWITCHES", "2"))
QUERIES = 20


class Reader(threading.Thread):
    """Asks again and again until it is stopped; what is wrong with an answer goes into problems."""

    def __init__(self, test, arguments, queries=None):
        super().__init__()
        self.test, self.arguments, self.queries = test, arguments, queries
        self.stop, self.problems, self.seen, self.searches = threading.Event(), [], set(), 0

    def run(self):
        while not self.stop.is_set() and not self.problems:
            found = subprocess.run([BIN / "osint-search", "--format=ndjson", "-n", "all", *self.arguments], input=self.queries,
                                   capture_output=True, text=True, env=self.test.environment, timeout=120, check=False)
            if found.returncode != 0:
                self.problems.append(f"status {found.returncode}: {found.stderr}")
                return
            hits = map(json.loads, found.stdout.splitlines())
            answers = [list(group) for _, group in itertools.groupby(hits, key=lambda hit: hit.get("query"))]
            if self.queries is not None and len(answers) != QUERIES:
                self.problems.append(f"{len(answers)} answers: {found.stderr}")
            for answer in answers:
                self.look_at(answer)
            self.searches += len(answers)

    def look_at(self, answer):
        states = {int(hit["passages"][0]["text"].split()[1].rstrip(".")) for hit in answer}
        ids = sorted(hit["article"]["id"] for hit in answer)
        if len(states) != 1 or ids != sorted(self.test.ids(*states)):
            self.problems.append(f"states {states}: {ids}")
        self.seen |= states


class Readers(FaultTest):
    @staticmethod
    def ids(state):
        """All articles change from state to state, and some come and go."""
        return [f"a{i}" for i in range(20)] + [f"b{state % 3}-{i}" for i in range(state % 5)]

    def make(self, state, *arguments):
        self.write("all.ndjson", "".join(article(name, state) + "\n" for name in self.ids(state)))
        self.index("--quiet", *arguments, self.corpus)

    def test_no_search_fails(self):
        self.make(0)
        readers = [Reader(self, ["*"]),
                   Reader(self, ["--queries-from=-"], "".join(f"{i}\t*\n" for i in range(QUERIES)))]
        for reader in readers:
            reader.start()
        try:
            for state in range(1, COMMITS + 1):
                self.make(state, *["--full"] * (state % max(1, COMMITS // max(1, SWITCHES)) == 0))
        finally:
            for reader in readers:
                reader.stop.set()
                reader.join()
        for reader in readers:
            self.assertEqual(reader.problems, [])
            self.assertGreater(len(reader.seen), 2)
        print(f"{COMMITS} commits: {[reader.searches for reader in readers]} searches of "
              f"{[len(reader.seen) for reader in readers]} states")


if __name__ == "__main__":
    unittest.main()
