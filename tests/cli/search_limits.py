"""The limits of a query: what is refused, what ends early and says so, and that pages are cut from one order."""
import json
import unittest

from search_program import SearchTest

SMALL = 420   # articles with a phrase in every third
LARGE = 1800  # articles whose words are never neighbours: more text than a query may read
FILLER = "Nothing of interest is told in this sentence about the weather of some other place. " * 120


def corpus():
    lines = []
    for number in range(SMALL):
        words = "amber gate" if number % 3 == 0 else "gate of amber"
        lines.append(json.dumps({"id": f"small{number:04}", "language": "en", "title": f"Small {number}",
                                 "text": f"The {words} was seen {'again ' * (number % 7)}today. " * (1 + number % 5)}))
    for number in range(LARGE):
        lines.append(json.dumps({"id": f"large{number:04}", "language": "en", "title": f"Large {number}",
                                 "text": f"Copper {FILLER} lantern."}))
    return "\n".join(lines) + "\n"


class Limits(SearchTest):
    articles = {"articles.ndjson": corpus()}

    def search(self, *arguments, **keys):
        """The articles differ in a word or two; each is to be a result."""
        return super().search("--copies=show", *arguments, **keys)

    def refused(self, query, reason):
        result = self.search("--", query, code=2)
        self.assertIn(reason, result.stderr)
        self.assertIn("^", result.stderr)

    def test_refused_with_a_caret(self):
        self.refused(" ".join(f"w{number}" for number in range(10000)), "words")
        self.refused('"' + " ".join(f"w{number}" for number in range(2500)) + '"', "words")
        self.refused("(" * 1000 + "amber" + ")" * 1000, "nested")
        self.refused(" ".join("a" * 100 for _ in range(1000)), "longer")
        self.refused(" OR ".join(f"{letter}*" for letter in "abcdefghij"), "letters")
        self.refused(" OR ".join(f"abc{number}*" for number in range(30)), "wildcards")

    def test_wide_ors_are_refused(self):
        self.refused("amber (" + " OR ".join(["copper"] * 1990) + ")", "an OR of 1990 words")
        self.refused("amber NOT (" + " OR ".join(["copper"] * 1990) + ")", "an OR of 1990 words")
        self.assertEqual(self.json(" OR ".join(["copper"] * 60))["total"]["articles"], LARGE)

    def test_the_closest_of_many_words_are_found_by_the_rarest(self):
        answer = self.json(" ".join(["copper", "unheardof", *(str(number) for number in range(100, 200))]))
        self.assertIn("of 101 words the 64 rarest are what the closest are found by", answer["query"]["notes"])
        for hit in answer["results"]:
            self.assertRegex(hit["article"]["title"], " 1[0-9][0-9]$")

    def test_large_queries_are_answered(self):
        words = [f"w{number}" for number in range(1990)]
        self.assertEqual(self.json(" OR ".join([*words, "amber"]))["total"], {"articles": SMALL, "exact": True})
        self.assertEqual(self.json('"' + " ".join(words) + '"', code=1)["total"], {"articles": 0, "exact": True})
        self.assertEqual(self.json("(" * 190 + "amber" + ")" * 190)["total"]["articles"], SMALL)
        self.assertEqual(self.json("NOT (" * 101 + "copper" + ")" * 101)["total"]["articles"], SMALL)

    def test_saved_queries_count_with_the_rest(self):
        config = self.home / "config.ini"
        config.write_text("[queries]\nmany=" + " ".join(f"w{number}" for number in range(1500)) + "\n")
        half = " ".join(f"v{number}" for number in range(800))
        self.refused_with_config(config, f'"{half}" query:many')
        self.refused_with_config(config, "query:many query:many")

    def refused_with_config(self, config, query):
        self.assertIn("words", self.search("--config", config, "--", query, code=2).stderr)

    def test_reading_stops_and_says_so(self):
        answer = self.json("copper ADJ/2 lantern", code=1)
        self.assertEqual(answer["results"], [])
        self.assertEqual(answer["total"], {"articles": 0, "exact": False})
        self.assertEqual(len(answer["query"]["notes"]), 1)
        self.assertRegex(answer["query"]["notes"][0],
                         f"^stopped after reading [0-9]+ of about {LARGE} articles that may match")
        self.assertEqual(self.json("copper ADJ/2 lantern", code=1)["query"]["notes"], answer["query"]["notes"])
        self.assertIn("stopped after reading", self.search("--count", "copper ADJ/2 lantern", code=1).stderr)

    def test_who_asks_for_all_has_all_read(self):
        answer = self.json("--limit=all", "--passages=1", "copper ADJ/2 lantern")
        self.assertEqual(answer["query"]["notes"], ["no article has all of this; these come closest"])
        self.assertEqual(len(answer["results"]), LARGE)

    def test_phrases_are_not_read_for_in_vain(self):
        answer = self.json('"copper lantern"', code=1)
        self.assertEqual(answer["total"], {"articles": 0, "exact": True})
        self.assertEqual(answer["query"]["notes"], [])
        self.assertEqual(self.search("--count", '"amber gate"').stdout, f"{SMALL // 3}\n")

    def test_totals(self):
        self.assertEqual(self.json("amber")["total"], {"articles": SMALL, "exact": True})
        self.assertEqual(self.json('"amber gate"')["total"], {"articles": SMALL // 3, "exact": True})
        about = self.json("amber NEAR/3 gate")["total"]
        self.assertFalse(about["exact"])
        self.assertLess(abs(about["articles"] - SMALL), SMALL // 10)
        self.assertEqual(self.search("--count", "amber NEAR/3 gate").stdout, f"{SMALL}\n")

    def test_pages_are_cut_from_the_export(self):
        for query in ("amber", '"amber gate"', "gate NEAR/3 amber", "amber SAME/s seen", "amber zebra"):
            for sort in ("relevance", "newest"):
                arguments = ("--format=trec", f"--sort={sort}")
                whole = self.search(*arguments, "--limit=all", query).stdout.splitlines()
                pages = [line for offset in range(0, len(whole), 70)
                         for line in self.search(*arguments, "--limit=70", f"--offset={offset}", query)
                         .stdout.splitlines()]
                self.assertGreaterEqual(len(whole), SMALL // 3)
                self.assertEqual(pages, whole, f"{query} {sort}")
                self.assertEqual(len({line.split()[2] for line in whole}), len(whole))


if __name__ == "__main__":
    unittest.main()
