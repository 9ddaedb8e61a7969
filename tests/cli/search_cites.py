"""Who is cited: asked by id, name, alias, words of a name and as unnamed; what is shown; what is refused."""
import json
import unittest

from search_program import SearchTest


def article(name, text, **keys):
    return json.dumps({"id": name, "language": "en", "text": text, **keys}) + "\n"


def sentences(number):
    return " ".join(f"The harbour was quiet on day {day}, and nobody had a story." for day in range(number))


class Cites(SearchTest):
    entities = ("oar\torganization\tDaily Oar\tThe Daily Oar\t櫂新聞\nhbc\torganization\tHarbor Broadcasting\tHBC\n"
                "heron\tthreat-actor\tWooden Heron\n")
    articles = {"cites.ndjson": "".join((
        article("oar", "Wooden Heron is back.\n\n" + sentences(25) + "\n\nThe boat sank, the Daily Oar reported, citing "
                       "unnamed sources."),
        article("ja", "櫂新聞によると、船は沈んだ。", language="ja"),
        article("both", "Wooden Heron sank the boat, according to the Daily Oar."),
        article("named", "The Daily Oar has a new building."),
        article("quillback", "Researchers at Quillback Labs said that the boat had sunk."),
        article("labs", "Researchers at Other Labs said so. According to Quillback, it sank."),
    ))}

    def found(self, query, code=0):
        return set(self.ids(query, "--limit=all")) if code == 0 else self.json(query, code=code)["results"]

    def test_by_any_name(self):
        for name in ("oar", '"Daily Oar"', "櫂新聞"):
            self.assertEqual(self.found(f"cites:{name}"), {"oar", "ja", "both"}, name)

    def test_an_entity_that_nobody_cites_finds_nothing(self):
        self.assertEqual(self.found("cites:hbc", code=1), [])

    def test_unnamed(self):
        self.assertEqual(self.found("cites:unnamed"), {"oar"})
        self.assertEqual(self.found("cites:oar NOT cites:unnamed"), {"ja", "both"})

    def test_words_of_one_name(self):
        self.assertEqual(self.found("cites:quillback"), {"quillback", "labs"})
        self.assertEqual(self.found('cites:"quillback labs"'), {"quillback"})
        self.assertEqual(self.json('cites:"quillback labs"')["total"], {"articles": 1, "exact": True})

    def test_in_one_passage_and_near(self):
        self.assertEqual(self.found("cites:oar SAME/p entity:heron"), {"both"})
        self.assertEqual(self.found("cites:oar entity:heron"), {"oar", "both"})
        self.assertEqual(self.found("sank NEAR/3 cites:oar"), {"oar", "both"})

    def test_the_passage_that_cites_is_shown(self):
        hit, = [each for each in self.json("cites:oar")["results"] if each["article"]["id"] == "oar"]
        passage, = hit["passages"]
        text = passage["text"]
        self.assertIn("the Daily Oar reported", [text[start:end] for start, end in passage["highlights"]][0])
        own = [(cited["origin"], cited["name"], cited["unnamed"], text[cited["start"]:cited["end"]])
               for cited in passage["cites"]]
        self.assertEqual(own, [("oar", "Daily Oar", False, "the Daily Oar reported"),
                               ("oar", "Daily Oar", True, "citing unnamed sources")])

    def test_it_is_said_who_is_searched(self):
        entity, = self.json("cites:櫂新聞")["query"]["entities"]
        self.assertEqual((entity["id"], entity["matched_by"]), ("oar", "櫂新聞"))

    def test_unknown_names_are_refused(self):
        for query, nearest in (("cites:dailyoer", "Daily Oar"), ("cites:quilback", "quillback"), ("cites:hcb", "hbc")):
            error = self.search(query, code=2).stderr
            self.assertIn("no article cites", error)
            self.assertIn("did you mean", error, query)
            self.assertIn(f'"{nearest}"'.lower(), error.lower())
            self.assertIn("^~~", error)
        self.assertIn("no entity is called so", self.search("cites:xyzzyx", code=2).stderr)

    def test_a_changed_list_changes_who_is_cited(self):
        self.write("a.ndjson", article("a", "The boat sank, according to Quillback."))
        self.environment["OSINT_DB"] = str(self.db)
        self.index(self.corpus)
        self.assertEqual(self.ids("cites:quillback"), ["a"])
        path = self.home / "new.tsv"
        path.write_text("q\torganization\tQuillback\tStachelmakrele\n")
        self.index("--entities", path, self.corpus)
        self.assertEqual(self.ids("cites:Stachelmakrele"), ["a"])
        self.index("--check")


if __name__ == "__main__":
    unittest.main()
