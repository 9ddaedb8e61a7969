"""Recipes: what is taken from where on pages of a site, what is stored, what is read again."""
import json
import unittest

from program import STORY, ProgramTest

PAGE = f"""<!DOCTYPE html><html><head><title>Site name | Page</title>
<link rel="canonical" href="https://news.example.org/%s"></head><body>
<article><p>{STORY.replace(chr(10) * 2, "</p><p>")}</p></article>
<div class="real"><h2>Real title</h2><p class="when">3 May 2021</p><div class="words">Real words of the page %s.
<span class="ad">Buy this.</span></div></div></body></html>
"""
RECIPES = """[host example.org]
title = .real h2
date = .when
text = .words
remove = .ad
"""


class Recipes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.recipes = self.home / "sites.ini"
        self.recipes.write_text(RECIPES)
        for name in "ab":
            self.write(f"{name}.html", PAGE % (name, name))

    def article(self, name="a", *options):
        found, = self.dry_run(*options, self.corpus / f"{name}.html")
        return found

    def codes(self, article):
        return [warning["code"] for warning in article["warnings"]]

    def test_dry_run(self):
        plain, found = self.article(), self.article("a", "--recipes", self.recipes)
        self.assertIn("crane", plain["text"])
        self.assertEqual((found["title"], found["published"], found["text"]),
                         ("Real title", "2021-05-03", "Real words of the page a."))
        self.assertEqual(self.codes(found), [])

    def test_what_is_not_found_is_looked_for_as_elsewhere(self):
        self.recipes.write_text("[host example.org]\ntext = .nothing\n")
        found = self.article("a", "--recipes", self.recipes)
        self.assertIn("crane", found["text"])
        self.assertIn("recipe-no-match", self.codes(found))

    def test_are_kept(self):
        self.mirror("--recipes", self.recipes, self.corpus, added=2)
        self.mirror(unchanged=2)
        self.assertEqual(self.article()["title"], "Real title")
        self.write("c.html", PAGE % ("c", "c"))
        self.mirror(added=1, unchanged=2)
        self.assertEqual(self.indexed_titles(), ["Real title"] * 3)
        self.mirror("--full", self.corpus, added=3)
        self.assertEqual(self.indexed_titles(), ["Real title"] * 3)
        self.assert_sound(3)

    def test_changed_ones_read_documents_again(self):
        self.mirror(added=2)
        self.mirror("--recipes", self.recipes, self.corpus, replaced=2)
        self.mirror("--recipes", self.recipes, self.corpus, unchanged=2)
        self.recipes.write_text(RECIPES.replace(".real h2", ".when"))
        self.mirror("--recipes", self.recipes, self.corpus, replaced=2)
        self.assertEqual(self.indexed_titles(), ["3 May 2021"] * 2)
        self.mirror("--recipes", "/dev/null", self.corpus, replaced=2)
        self.mirror(unchanged=2)
        self.assertNotIn("Real title", self.indexed_titles())

    def test_what_was_out_of_sight_when_they_changed_is_read_again_later(self):
        other = self.home / "other"
        other.mkdir()
        (other / "z.html").write_text(PAGE % ("z", "z"))
        self.mirror(self.corpus, other, added=3)
        self.mirror("--recipes", self.recipes, self.corpus, replaced=2)
        self.mirror(other, replaced=1)
        self.mirror(self.corpus, other, unchanged=3)

    def test_document_refused_in_part(self):
        self.write("d.ndjson", json.dumps({"id": "d", "text": STORY}) + "\n{broken\n")
        self.mirror("--recipes", self.recipes, self.corpus, code=1, added=3, refused=1)
        self.mirror(code=1, unchanged=3, refused=1)
        self.mirror("--recipes", "/dev/null", self.corpus, code=1, replaced=3, refused=1)

    def test_from_the_configuration(self):
        config = self.home / "config.ini"
        config.write_text(f"recipes = {self.recipes}\n")
        self.assertEqual(self.article("a", "--config", config)["title"], "Real title")
        self.recipes.unlink()
        self.index("--config", config, self.corpus, code=3)

    def test_broken_ones_change_nothing(self):
        self.mirror("--recipes", self.recipes, self.corpus, added=2)
        self.recipes.write_text("[host example.org]\n\ntext = p..x\n")
        for options in ([], ["--dry-run"]):
            result = self.index(*options, "--recipes", self.recipes, self.corpus, code=2)
            self.assertEqual(result.stderr, f"osint-index: {self.recipes}:3: text: a name is expected at character 3\n")
        self.recipes.write_text("[host example.org]\ntext = //document('x')\n")
        result = self.index("--recipes", self.recipes, self.corpus, code=2)
        self.assertEqual(result.stderr.count("\n"), 1)
        self.index("--recipes", self.home / "none", self.corpus, code=3)
        self.mirror(unchanged=2)

    def indexed_titles(self):
        answer = json.loads(self.run_program("osint-search", "--format=json", "--limit=100", "*").stdout)
        return [result["article"]["title"] for result in answer["results"]]


if __name__ == "__main__":
    unittest.main()
