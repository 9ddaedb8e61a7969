"""Columns (store/columns.h): what is counted by them is what is counted without, after every change of the index; and
whatever becomes of their file, answers are given."""
import json
import random
import subprocess
import unittest

from program import BIN
from search_program import SearchTest

DATES = (None, "2020", "2020-03", "2020-03-05", "2021-12-31T23:30:00-05:00", "2021-01-01", "1999")
PUBLISHERS = (None, "Sample Wire", "Example \"Gazette\"", "例文新聞")
TAGS = ("Sea", "harbour", "Été", "a:b")
SENTENCES = ("Wooden Heron rented a server.", "HERON TWO is in Example Town.", "Grey Wader wrote to 192.0.2.7.",
             "The ferry left the harbour in the night.", "Nobody was hurt.", "An oar is on the shore.",
             "The crane of the harbour fell into the water.", "See evil[.]example for more.")
QUERIES = ("*", "harbour OR oar", "crane -ferry", '"the harbour"', "nothing", "date:2020")
OTHER_LIST = "wooden-heron\tplace\tA Bird\tWooden Heron\tHERON TWO\noar\tother\tOar\n"


def article(chance, number):
    record = {"id": f"a{number}", "text": " ".join(chance.choices(SENTENCES, k=chance.randint(2, 6)))}
    if number % 5 == 0:  # copies
        record["text"] = " ".join(SENTENCES) + " It was said again and again that all of this is so, and more."
    for key, values in (("published", DATES), ("publisher", PUBLISHERS), ("language", ("en", "de", "pt-BR"))):
        value = chance.choice(values)
        if value:
            record[key] = value
    record["tags"] = chance.sample(TAGS, chance.choice((0, 1, 2)))
    return json.dumps(record)


class Columns(SearchTest):
    def setUp(self):
        super().setUp()
        self.chance = random.Random(11)
        self.corpus = self.home / "random"
        self.corpus.mkdir()
        self.environment["OSINT_DB"] = str(self.home / "index")
        self.list = self.home / "list.tsv"
        self.list.write_text(self.entities)

    def columns(self):
        return (self.home / "index/current").resolve() / "columns"

    def put(self, numbers):
        for number in numbers:
            (self.corpus / f"{number}.ndjson").write_text(article(self.chance, number) + "\n")

    def run_index(self, *arguments):
        self.run_program("osint-index", "--quiet", "--entities", self.list, *arguments, self.corpus)

    def counted(self, *arguments):
        answer = subprocess.run([BIN / "osint-search", "--format=json", *arguments], capture_output=True, text=True,
                                cwd=self.home, env=self.environment, timeout=60)
        self.assertIn(answer.returncode, (0, 1), answer.stderr[-500:])
        return {key: value for key, value in json.loads(answer.stdout).items() if key != "results" or "period" in str(value)}

    def counts(self):
        return [self.counted(*view, query) for query in QUERIES
                for view in (["--facets", "-n0"], ["--facets", "--copies=show", "-n0"], ["--show=timeline", "--by=day"],
                             ["--show=timeline", "--copies=show"])]

    def check(self):
        file = self.columns()
        kept = file.read_bytes()
        counted = self.counts()
        file.unlink()
        self.assertEqual(counted, self.counts())
        file.write_bytes(kept)

    def test_every_change(self):
        self.put(range(40))
        self.run_index()
        self.check()
        for _ in range(3):
            for number in self.chance.sample(range(40), 6):
                (self.corpus / f"{number}.ndjson").unlink(missing_ok=True)
            self.put(self.chance.sample(range(60), 8))
            self.run_index()
            self.check()
        before = self.columns().read_bytes()
        self.run_index()
        self.assertEqual(self.columns().read_bytes(), before)
        self.list.write_text(OTHER_LIST)
        self.run_index()
        self.check()
        self.assertIn(b"A Bird", self.columns().read_bytes())
        self.run_index("--full")
        self.check()

    def test_many_runs_are_merged(self):
        for name, numbers in (("one", range(0, 5000)), ("two", range(5000, 9500))):
            (self.corpus / f"{name}.ndjson").write_text("\n".join(article(self.chance, i) for i in numbers))
            self.run_index()
            self.check()

    def test_columns_of_another_commit_are_not_used(self):
        self.put(range(10))
        self.run_index()
        old = self.columns().read_bytes()
        self.put(range(10, 20))
        self.run_index()
        counted = self.counts()
        self.columns().write_bytes(old)
        self.assertEqual(self.counts(), counted)
        self.put(range(20, 22))
        self.run_index()
        self.check()

    def test_damaged(self):
        self.put(range(20))
        self.run_index()
        whole = self.columns().read_bytes()
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(self.chance.choice((1, 4, 100))):
                data[self.chance.randrange(len(data))] = self.chance.choice((0, 1, 255, self.chance.randrange(256)))
            self.columns().write_bytes(bytes(data[:self.chance.choice((len(data), len(data), 7))]))
            for view in ("--facets", "--show=timeline"):
                self.counted(view, "*", "-n0")


if __name__ == "__main__":
    unittest.main()
