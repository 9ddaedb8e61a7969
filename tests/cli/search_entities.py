"""The entities of an answer, the card of one, and names: text, JSON, NDJSON, CSV and Markdown."""
import csv
import io
import json
import unittest

from search_program import SearchTest

ARTICLES = {
    "one.md": ("---\nid: one\ntitle: Servers under false names\npublisher: Sample Wire\npublished: 2021-04-20\n---\n\n"
               "Wooden Heron rented servers in Example Town, police said.\n\n"
               "Example Town has a harbour. The weather was fine.\n"),
    "two.md": ("---\nid: two\ntitle: Mails were read\npublished: 2019\n---\n\n"
               "HERON TWO read mails of the harbour of Example Town. Then HERON TWO left.\n"),
    "three.md": "---\nid: three\ntitle: Nothing\n---\n\nIn Example Town nothing happened.\n",
}


class Entities(SearchTest):
    articles = ARTICLES

    def rows(self, *arguments, code=0):
        return [(each["id"], each["articles"], each["mentions"], each["first"], each["last"])
                for each in self.json("--show=entities", *arguments, code=code)["results"]]

    def test_counts(self):
        self.assertEqual(self.rows("*"), [("example-town", 3, 4, "2019", "2021-04-20"),
                                          ("wooden-heron", 2, 3, "2019", "2021-04-20")])
        self.assertEqual(self.rows("date:2021"), [("example-town", 1, 2, "2021-04-20", "2021-04-20"),
                                                  ("wooden-heron", 1, 1, "2021-04-20", "2021-04-20")])
        self.assertEqual(self.rows("id:three"), [("example-town", 1, 1, None, None)])
        self.assertEqual(self.rows("zzyzx", code=1), [])

    def test_articles_are_those_that_the_filter_finds(self):
        for each in self.json("--show=entities", "*")["results"]:
            self.assertEqual(self.search("--count", each["filter"]).stdout, f"{each['articles']}\n")

    def test_reading_confirms(self):
        self.assertEqual(self.rows('"servers in"')[0][:3], ("example-town", 1, 2))

    def test_one_type(self):
        self.assertEqual([row[0] for row in self.rows("*", "--type=threat-actor")], ["wooden-heron"])
        self.assertIn("--type goes with --show=entities, --show=network and --names", self.search("--type=place", "*", code=2).stderr)
        self.assertIn("--type=nobody: must be one of threat-actor, ",
                      self.search("--show=entities", "--type=nobody", "*", code=2).stderr)

    def test_some_of_them(self):
        answer = self.json("--show=entities", "-n1", "--offset=1", "*")
        self.assertEqual([each["id"] for each in answer["results"]], ["wooden-heron"])
        self.assertEqual(answer["counted"], {"articles": 3, "exact": True, "more": 0})
        self.assertEqual(self.json("--show=entities", "-n1", "*")["counted"]["more"], 1)

    def test_text(self):
        self.assertEqual(self.search("--show=entities", "*").stdout,
                         "example-town\tplace\tExample Town\t3\t4\t2019\t2021-04-20\n"
                         "wooden-heron\tthreat-actor\tWooden Heron\t2\t3\t2019\t2021-04-20\n")
        self.assertEqual(self.on_terminal("--show=entities", "*", NO_COLOR="1"),
                         "searched for *\n\n"
                         "articles  mentions  first       last        entity\n"
                         "       3         4  2019        2021-04-20  Example Town (place, example-town)\n"
                         "       2         3  2019        2021-04-20  Wooden Heron (threat-actor, wooden-heron)\n\n"
                         "2 entities in 3 articles\n")

    def test_other_forms(self):
        rows = list(csv.reader(io.StringIO(self.search("--show=entities", "--format=csv", "*").stdout)))
        self.assertEqual(rows[0], ["id", "type", "name", "articles", "mentions", "undecided", "first", "last"])
        self.assertEqual(rows[2], ["wooden-heron", "threat-actor", "Wooden Heron", "2", "3", "0", "2019", "2021-04-20"])
        self.assertIn("| Wooden Heron | threat-actor | 2 | 3 | 2019 | 2021-04-20 |\n",
                      self.search("--show=entities", "--format=markdown", "*").stdout)
        lines = [json.loads(line)
                 for line in self.search("--show=entities", "--format=ndjson", "*").stdout.splitlines()]
        self.assertEqual(lines, self.json("--show=entities", "*")["results"])
        self.assertIn("there are text, json, ndjson, csv, markdown",
                      self.search("--show=entities", "--format=atom", "*", code=2).stderr)

    def test_several_queries(self):
        text = self.search("--show=entities", "--queries-from=-", stdin="a\tid:three\nb\tid:two\n").stdout
        self.assertEqual([line.split("\t")[:2] for line in text.splitlines()],
                         [["a", "example-town"], ["b", "wooden-heron"], ["b", "example-town"]])


class Card(SearchTest):
    articles = ARTICLES
    entities = ("wooden-heron\tthreat-actor\tWooden Heron\tHERON TWO\tGrey Wader\n"
                "example-town\tplace\tExample Town\nheron-place\tplace\tGrey Wader\n")

    def card(self, *query):
        card, = self.json("--show=entity", *query)["results"]
        return card

    def test_card(self):
        card = self.card("entity:wooden-heron")
        self.assertEqual((card["id"], card["type"], card["articles"], card["mentions"], card["first"], card["last"]),
                         ("wooden-heron", "threat-actor", 2, 3, "2019", "2021-04-20"))
        self.assertEqual([(each["name"], each["articles"], each["also"]) for each in card["names"]],
                         [("Wooden Heron", 1, []), ("HERON TWO", 1, []), ("Grey Wader", 0, ["heron-place"])])
        self.assertEqual(card["timeline"], {"by": "month", "rows": [
            {"period": "2019", "precision": "year", "articles": 1},
            {"period": "2021-04", "precision": "month", "articles": 1}]})
        self.assertEqual([each["article"]["id"] for each in card["newest"]], ["one", "two"])

    def test_proof(self):
        related, = self.card("entity:wooden-heron")["related"]
        self.assertEqual((related["id"], related["passages"], related["articles"]), ("example-town", 2, 2))
        passage, = related["proof"]["passages"]
        self.assertEqual([passage["text"][start:end] for start, end in passage["highlights"]],
                         {"one": ["Wooden Heron", "Example Town"],
                          "two": ["HERON TWO", "Example Town", "HERON TWO"]}[related["proof"]["article"]["id"]])

    def test_words_name_the_entity(self):
        for query in (["wooden", "heron"], ["heron two"], ["entity:wooden-heron"], ["Wooden-Heron date:2018.."],
                      ["actor:wooden-heron"]):
            self.assertEqual(self.card(*query)["articles"], 2, query)
        self.assertEqual(self.card("heron two", "date:2019")["articles"], 1)

    def test_one_entity_is_needed(self):
        for query, message in (("harbour", 'no entity is called "harbour"'),
                               ("wooden herron", 'did you mean "wooden-heron"?'),
                               ("date:2019", "a card is of one entity: name it"),
                               ("entity:wooden-heron entity:example-town",
                                "this asks for several: entity:wooden-heron (Wooden Heron, threat-actor), "
                                "entity:example-town (Example Town, place)"),
                               ("grey wader", "entity:wooden-heron (Wooden Heron, threat-actor), "
                                              "entity:heron-place (Grey Wader, place)")):
            result = self.search("--show=entity", query, code=2)
            self.assertIn(message, result.stderr)
            self.assertIn("^", result.stderr)
            self.assertEqual(result.stdout, "")

    def test_nothing_found_still_is_a_card(self):
        answer = self.json("--show=entity", "entity:wooden-heron date:1999", code=1)
        self.assertEqual((answer["results"][0]["articles"], answer["results"][0]["newest"]), (0, []))

    def test_text(self):
        lines = [line.split("\t") for line in self.search("--show=entity", "heron two").stdout.splitlines()]
        self.assertEqual(lines[:3], [["entity", "wooden-heron", "threat-actor", "Wooden Heron"],
                                     ["seen", "2019", "2021-04-20", "2", "3"],
                                     ["name", "Wooden Heron", "1", "", "list.tsv"]])
        self.assertEqual([line[0] for line in lines],
                         ["entity", "seen", "name", "name", "name", "period", "period", "related", "proof", "newest",
                          "newest"])
        shown = self.on_terminal("--show=entity", "heron two", NO_COLOR="1", columns=80)
        for part in ("\nWooden Heron (threat-actor, wooden-heron)\n  2019 to 2021-04-20, 2 articles, 3 mentions\n",
                     "\n  HERON TWO: 1 article; list list.tsv\n", "also the name of heron-place\n",
                     "\nTimeline\n2019 (month unknown)  1  ", "\nIn the same passages\n  Example Town (place): 2 passages in 2 articles\n",
                     "\nNewest\n  Servers under false names\n"):
            self.assertIn(part, shown)

    def test_markdown(self):
        text = self.search("--show=entity", "--format=markdown", "heron two").stdout
        for part in ("# Wooden Heron (threat-actor, wooden-heron)\n", "\n### Names\n\n* Wooden Heron: 1 article; ",
                     "\n| Period | Articles |\n", "#### Example Town (place): 2 passages in 2 articles\n",
                     "> **Wooden Heron** rented servers in Example Town"):
            self.assertIn(part, text)

    def test_options(self):
        self.assertEqual(len(self.json("--show=entity", "heron two", "-n1")["results"][0]["newest"]), 1)
        self.assertEqual(self.json("--show=entity", "heron two", "--by=year")["results"][0]["timeline"]["by"], "year")
        for option in ("--explain", "--facets"):
            self.assertIn(f"{option} is not available for --show=entity",
                          self.search("--show=entity", option, "heron two", code=2).stderr)


class Names(SearchTest):
    def test_where_a_name_comes_from(self):
        shown = self.on_terminal('entity:"grey wader"', NO_COLOR="1")
        self.assertIn("  Grey Wader (1): list list.tsv\n  only this name: entity:=\"Grey Wader\"\n", shown)
        entity, = self.json('entity:"grey wader"')["query"]["entities"]
        names = {each["name"]: each["articles"] for each in entity["names"]}
        self.assertEqual(names, {"Wooden Heron": 1, "HERON TWO": 1, "Grey Wader": 1})
        for name, articles in names.items():
            self.assertEqual(self.search("--count", f'entity:="{name}"').stdout, f"{articles}\n")

    def test_names_that_begin_so(self):
        self.assertEqual(self.search("--names=wo").stdout,
                         "wooden-heron\tWooden Heron\twooden-heron\tthreat-actor\n".replace("Wooden Heron", "wooden-heron"))
        self.assertEqual(self.search("--names=Heron_T").stdout, "heron-two\tHERON TWO\twooden-heron\tthreat-actor\n")
        self.assertEqual(self.search("--names=", "--type=place").stdout, "example-town\texample-town\texample-town\tplace\n")
        self.assertEqual(len(self.search("--names=", "-n2").stdout.splitlines()), 2)
        self.assertEqual(self.search("--names=zzyzx", code=1).stdout, "")
        for word in self.search("--names=").stdout.splitlines():
            self.search("--count", "entity:" + word.split("\t")[0])
        self.assertIn("--names takes no query", self.search("--names=a", "b", code=2).stderr)

    def test_explanations(self):
        lines = self.search("--explain", 'entity:"grey wader"').stdout
        self.assertIn('"Grey Wader" is Wooden Heron (wooden-heron): by name; list list.tsv', lines)


if __name__ == "__main__":
    unittest.main()
