"""Near-identical copies: folded in every view and form, or each by itself."""
import csv
import io
import json
import unittest
import xml.etree.ElementTree as xml

from search_program import ENTITIES, SearchTest

REPORT = """The ferry company of Example Town will sell two of its five ships, it said on Tuesday. Both were built \
in the shipyard of Sample Bay and have crossed the strait every day for almost thirty years.

A spokesperson named the price of fuel as the reason. In the last winter the company paid twice as much for oil as in \
the year before, while the number of passengers stayed the same. The council had refused to let it raise its fares.

The two oldest ships will leave the harbour in autumn. Their crews, about sixty people in all, are to work on the \
other ships or in the new ticket office, and nobody is to lose a job before the end of next year.

The town's museum has asked for one of the wheels. Wooden Heron, a group of hackers, had stopped the sale of tickets \
for a day in March, but the company said that this had nothing to do with its decision.
"""
FOOT = ("This report was taken over from Sample Wire by agreement. Letters to the editor are welcome at the usual "
        "address, and will be shortened where needed.\n")
OTHER = """The bakers of Example Town have baked a loaf of forty metres for the feast of the harbour. It was carried \
through the streets by the pupils of both schools, and eaten before the ferry had blown its horn.

A jury of three cooks measured the loaf twice. The old record, of thirty-one metres, had stood for eleven years and \
belonged to the fishermen, who had baked theirs in an oven that they had dug into the beach.
"""


def article(name, text, **keys):
    return json.dumps({"id": name, "text": text, "language": "en", **keys})


ARTICLES = {
    "wire.json": article("wire", REPORT, title="Ferry company sells two ships", publisher="Sample Wire",
                         published="2021-04-20", url="https://wire.example/ferries"),
    "gazette.json": article("gazette", "Example Town, Wednesday.\n\n" + REPORT + "\n" + FOOT,
                            title="Two ferries are for sale", publisher="Example Gazette", published="2021-04-22"),
    "post.json": article("post", REPORT.replace("twice as much", "two times as much").replace("autumn", "the fall"),
                         title="Fewer ferries", publisher="Example Post", published="2021-05-03"),
    "loaf.json": article("loaf", OTHER, title="A long loaf", publisher="Example Gazette", published="2021-06-01"),
}
COPIES = {"wire", "gazette", "post"}


class Copies(SearchTest):
    articles = ARTICLES
    entities = ENTITIES

    def test_json(self):
        answer = self.json("ferry", "--sort=newest")
        self.assertEqual(answer["total"], {"articles": 2, "exact": True, "folded": 2})
        loaf, post = answer["results"]
        self.assertEqual((loaf["article"]["id"], loaf["copies"]), ("loaf", []))
        self.assertNotIn("earliest", loaf)
        self.assertEqual((post["article"]["id"], post["earliest"], post["copies_more"]), ("post", False, 0))
        wire, gazette = post["copies"]
        self.assertEqual({key: wire[key] for key in ("id", "publisher", "url", "published", "matches", "earliest")},
                         {"id": "wire", "publisher": "Sample Wire", "url": "https://wire.example/ferries",
                          "published": "2021-04-20", "matches": True, "earliest": True})
        self.assertEqual((gazette["id"], gazette["url"], gazette["earliest"]), ("gazette", None, False))
        line = json.loads(self.search("--format=ndjson", "ferry", "--sort=oldest", "-n1").stdout)
        self.assertEqual((line["article"]["id"], line["earliest"]), ("wire", True))
        self.assertEqual([each["id"] for each in line["copies"]], ["gazette", "post"])

    def test_shown_each(self):
        answer = self.json("ferry", "--copies=show")
        self.assertEqual(answer["total"], {"articles": 4, "exact": True})
        self.assertEqual({hit["article"]["id"] for hit in answer["results"]}, {"loaf", *COPIES})
        self.assertEqual([hit["copies"] for hit in answer["results"]], [[]] * 4)

    def test_counts_and_paths(self):
        for query, folded, shown in (("ferry", 2, 4), ("ships", 1, 3), ('"crossed the strait"', 1, 3), ("*", 2, 4),
                                     ("ferry source:gazette", 2, 2), ("id:post", 1, 1), ("loaf", 1, 1)):
            with self.subTest(query):
                self.assertEqual(self.search("--count", query).stdout, f"{folded}\n")
                self.assertEqual(self.search("--count", "--copies=show", query).stdout, f"{shown}\n")
                self.assertEqual(len(self.search("-l", query).stdout.splitlines()), folded)
                self.assertEqual(len(self.search("-l", "--copies=show", query).stdout.splitlines()), shown)
        self.assertEqual(self.search("--count", "ferry").stderr, "osint-search: note: 2 copies folded; --copies=show\n")
        self.assertEqual(self.search("--count", "loaf").stderr, "")

    def test_pages_add_up(self):
        ids = [hit["article"]["id"] for offset in range(2)
               for hit in self.json("ferry", "-n1", f"--offset={offset}")["results"]]
        self.assertEqual(len(set(ids)), 2)
        self.assertEqual(len(COPIES.intersection(ids)), 1)
        self.assertEqual(self.json("ferry", "--offset=2")["results"], [])

    def test_query_that_finds_one_of_them(self):
        for query in ("id:gazette", "source:gazette ships", '"by agreement"', "ships date:2021-04-22"):
            with self.subTest(query):
                hit, = self.json(query)["results"]
                self.assertEqual(hit["article"]["id"], "gazette")
                self.assertEqual([(copy["id"], copy["matches"]) for copy in hit["copies"]],
                                 [("wire", False), ("post", False)])

    def test_every_count_is_that_of_the_narrowed_query(self):
        facets = self.json("ferry", "--facets")["facets"]
        self.assertEqual(facets["articles"], 2)
        counts = [each for name in ("entity", "type", "source", "language", "year", "tag") for each in facets[name]]
        counts += self.json("ferry", "--show=entities")["results"]
        counts += [{"articles": row["articles"], "filter": "date:" + row["period"]} for by in ("day", "month", "year")
                   for row in self.json("ferry", "--show=timeline", f"--by={by}")["results"]]
        for each in counts:
            with self.subTest(each["filter"]):
                self.assertEqual(self.search("--count", f"ferry {each['filter']}").stdout, f"{each['articles']}\n")
        card, = self.json("--show=entity", "entity:wooden-heron")["results"]
        self.assertEqual((card["articles"], card["mentions"], card["first"]), (1, 1, "2021-04-20"))

    def test_forms(self):
        sort = ("ferry", "--sort=newest")
        rows = list(csv.DictReader(io.StringIO(self.search("--format=csv", "--show=articles", *sort).stdout, newline="")))
        self.assertEqual([(row["id"], row["copies"]) for row in rows], [("loaf", ""), ("post", "wire; gazette")])
        self.assertEqual([line.split()[2] for line in self.search("--format=trec", *sort).stdout.splitlines()],
                         ["loaf", "post"])
        markdown = self.search("--format=markdown", *sort).stdout
        self.assertIn(": 2 articles, 2 copies folded.\n", markdown)
        self.assertIn("\n2 copies; the earliest: Sample Wire \u00b7 2021-04-20 \u00b7 en\n\n* Sample Wire", markdown)
        line = "Copies: Sample Wire \u00b7 2021-04-20 \u00b7 en; Example Gazette \u00b7 2021-04-22 \u00b7 en"
        self.assertIn(line, self.search("--format=bibtex", *sort).stdout)
        self.assertEqual(json.loads(self.search("--format=csl-json", *sort).stdout)[1]["note"], line)
        feed = xml.fromstring(self.search("--format=atom", *sort).stdout)
        contents = [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}content")]
        self.assertNotIn("Copies:", contents[0])
        self.assertIn(line, contents[1])

    def test_terminal(self):
        shown = self.on_terminal("--color=never", "ferry", "--sort=newest", columns=200)
        self.assertIn("2 copies; the earliest: Sample Wire \u00b7 2021-04-20 \u00b7 en\n", shown)
        self.assertIn(f"\n      Sample Wire \u00b7 2021-04-20 \u00b7 en {self.shared}/corpus/wire.json\n", shown)
        self.assertIn("2 articles\n2 copies folded; each by itself: --copies=show\n", shown)
        oldest = self.on_terminal("--color=never", "ships", "source:wire", columns=200)
        self.assertIn("2 copies; this is the earliest\n", oldest)
        self.assertIn("Example Gazette \u00b7 2021-04-22 \u00b7 en (not found by this query)", oldest)
        self.assertNotIn("folded", oldest)
        explained = self.on_terminal("ships", "--explain", columns=200)
        self.assertIn("copies", explained)
        self.assertNotIn("copies", self.on_terminal("ferry", "--copies=show"))

    def test_bad_choice(self):
        refused = self.search("--copies=all", "ferry", code=2)
        self.assertIn("--copies=all: must be one of fold, show", refused.stderr)

    def test_added_and_removed(self):
        self.environment["OSINT_DB"] = str(self.db)
        for name, text in ARTICLES.items():
            self.write(name, text)
        self.index(self.corpus)
        self.assertEqual(self.search("--count", "ships").stdout, "1\n")
        (self.corpus / "wire.json").unlink()
        self.index(self.corpus)
        hit, = self.json("ships", "--sort=oldest")["results"]
        self.assertEqual((hit["article"]["id"], [each["id"] for each in hit["copies"]]), ("gazette", ["post"]))
        (self.corpus / "post.json").unlink()
        self.index(self.corpus)
        hit, = self.json("ships")["results"]
        self.assertEqual((hit["article"]["id"], hit["copies"]), ("gazette", []))


if __name__ == "__main__":
    unittest.main()
