"""Did you mean: another spelling from the index, only where it finds more, never applied by itself."""
import json
import unittest

from search_program import SearchTest

BIRDS = ("Falcons hunt above the harbour and the Governments of both islands protect them.",
         "The government of the island said that falcons were hunting there.",
         "A falcon was seen. The international harbour is closed.",
         "Researchers in Zürich counted falcons; Khabarova led them.")
NAMES = ("wooden-heron\tthreat-actor\tWooden Heron\tREDKNIGHT\n"
         "nobody\tthreat-actor\tGhostwriter\n")


def articles():
    lines = [{"id": f"bird{number}", "language": "en", "title": f"Birds of the harbour, part {number}",
              "authors": ["Zofia Kowalska"], "text": text} for number, text in enumerate(BIRDS)]
    lines.append({"id": "heron", "language": "en", "text": "The group Wooden Heron rented servers."})
    lines.append({"id": "typo", "language": "en", "text": "One paper wrote goverment and once sparow."})
    lines += [{"id": f"many{number}", "language": "en", "text": "The government pays for every sparrow. Parrots too."}
              for number in range(120)]
    lines.append({"id": "ja", "language": "ja", "text": "警視庁は捜査した。"})
    return "".join(json.dumps(line) + "\n" for line in lines)


class Suggestions(SearchTest):
    articles = {"birds.ndjson": articles()}
    entities = NAMES

    def suggestion(self, query):
        """Whether anything is found or not."""
        try:
            return self.json("--limit=1", query)["suggestion"]
        except AssertionError:
            return self.json("--limit=1", query, code=1)["suggestion"]

    def test_missing_words(self):
        for query, better in (
                ("falkon", "falcon"),
                ("flacons", "falcons"),
                ("Falkon", "Falcon"),
                ("FALKON", "Falcon"),
                ("internationl", "international"),
                ("zurihc", "zürich"),
                ("governmnet", "government"),
                ("khabarovva", "khabarova"),
                ("haarbuor", "harbour")):
            self.assertEqual(self.suggestion(query), better, query)

    def test_the_rest_stays_as_typed(self):
        for query, better in (
                ("falkon harbor", "falcon harbour"),
                ("falkon   AND (harbour | xyzzyq) lang:en", "falcon   AND (harbour | xyzzyq) lang:en"),
                ('"falkon was seen" -parot', '"falcon was seen" -parot'),
                ("title:harbor", "title:harbour"),
                ("title:(harbor birds)", "title:(harbour birds)"),
                ("author:kowalsca", "author:kowalska"),
                ("falkon NEAR/5 seen", "falcon NEAR/5 seen"),
                ("falkon-harbour", None),
                ("body:falkon", "body:falcon")):
            self.assertEqual(self.suggestion(query), better, query)

    def test_names_that_articles_do_not_use(self):
        self.assertEqual(self.suggestion("redknight"), 'entity:"REDKNIGHT"')
        self.assertEqual(self.suggestion("redkinght"), 'entity:"REDKNIGHT"')
        self.assertIsNone(self.suggestion("ghostwritter"))

    def test_rare_words(self):
        self.assertEqual(self.suggestion("goverment"), "government")
        self.assertEqual(self.suggestion("sparow"), "sparrow")

    def test_none(self):
        """Nothing near, nothing that finds anything, plenty found, or nothing that can be told."""
        for query in ("falcon", "parrots", "government", "xyzzyq", "falkon id:heron", "falkon seen heron sparrows",
                      "falc*", "falkon~1", "NOT falkon", "fal", "falk0n", "警視丁", "entity:wooden-heron", "*"):
            self.assertIsNone(self.suggestion(query), query)

    def test_never_applied(self):
        answer = json.loads(self.search("--format=json", "falkon", code=1).stdout)
        self.assertEqual((answer["results"], answer["query"]["read_as"]), ([], "falkon"))
        self.assertIn("did you mean: falcon\n", self.search("falkon", code=1).stderr)
        self.assertIn("Did you mean: falcon", self.on_terminal("--color=never", "falkon", code=1))

    def test_another_search_finds_it(self):
        for query in ("falkon harbor", "governmnet", "redkinght", "title:harbor"):
            self.assertGreater(self.json(self.suggestion(query))["total"]["articles"], 0)


if __name__ == "__main__":
    unittest.main()
