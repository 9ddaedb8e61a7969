"""The network of an answer by CGI variables: every line and every row leads to the passages that prove it."""
import json
import re
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

from entities import follow, on_command_line, path_of
from webpage import NAUGHTY, ask

TICK = {"show": "network", "q": "entity:tick"}


class Page(unittest.TestCase):
    def test_picture_and_table(self):
        page = ask("/", **TICK).page
        self.assertEqual([each["aria-hidden"] for each in page.all("svg")], ["true", "true"])
        self.assertEqual(len(page.all("table", "pairs")), 1)
        for words in ("Unit 61419", "Qingdao", "pairs are drawn"):
            self.assertIn(words, page.words_only)

    def test_pairs_are_those_of_the_command_line(self):
        edges = json.loads(on_command_line("--show=network", "--format=json", "entity:tick"))["edges"]
        page = ask("/", **TICK).body.decode()
        rows = re.findall(r'<th scope="rowgroup">.*?href="\S*?/entity/([^"?]+)".*?/entity/([^"?]+)"', page)
        self.assertEqual(rows, [(each["source"], each["target"]) for each in edges[:len(rows)]])
        self.assertEqual(len(rows), 20)

    def test_every_pair_leads_to_its_passages(self):
        links = {link for link in ask("/", **TICK).page.links() if "SAME/p" in path_of(link)[1].get("q", "")}
        self.assertGreater(len(links), 40)
        for link in sorted(links)[::5]:
            with self.subTest(link):
                self.assertTrue(follow(link).page.all("li", "hit"))

    def test_every_other_link_leads_somewhere(self):
        links = {link.partition("#")[0] for link in ask("/", **TICK).page.links() if "SAME/p" not in link}
        for link in sorted(link for link in links if link and not link.startswith("http"))[::4]:
            with self.subTest(link):
                self.assertEqual(follow(link).status, 200)

    def test_pages(self):
        second = ask("/", **TICK, page="2").page
        self.assertFalse(second.all("svg"))
        self.assertTrue(second.all("table", "pairs"))
        self.assertIn("No two entities", ask("/", **TICK, page="900").page.words_only)

    def test_of_one_type(self):
        page = ask("/", **TICK, type="military-unit").page
        self.assertIn("Unit 61419", page.words_only)
        self.assertNotIn("Qingdao", "".join(page.words_only.split("Narrow to")[:1]))

    def test_nothing(self):
        self.assertIn("Nothing found", ask("/", show="network", q="tardigrade").page.words_only)

    def test_naughty(self):
        for query in NAUGHTY[:60]:
            self.assertIn(ask("/", show="network", q=query).status, (200, 400))


class Formats(unittest.TestCase):
    def test_as_on_the_command_line(self):
        for form in ("json", "ndjson", "csv", "dot", "graphml", "svg"):
            self.assertEqual(ask("/", **TICK, format=form).body,
                             on_command_line("--show=network", f"--format={form}", "entity:tick"), form)

    def test_media_types(self):
        picture = ask("/", **TICK, format="svg")
        self.assertEqual(picture.headers["Content-Type"].split(";")[0], "image/svg+xml")
        self.assertTrue(ElementTree.fromstring(picture.body).tag.endswith("svg"))
        self.assertEqual(ask("/", q="tick", format="svg").status, 400)


if __name__ == "__main__":
    unittest.main()
