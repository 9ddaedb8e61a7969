"""Cards and tables of entities by CGI variables: every form of them, and what does not exist."""
import json
import pathlib
import subprocess
import tempfile
import unittest
import urllib.parse

from webpage import BIN, INDEX, NAUGHTY, ask, environment


def on_command_line(*arguments):
    """What osint-search prints, byte for byte."""
    return subprocess.run([BIN / "osint-search", "--db", INDEX, *arguments], env=environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout


def path_of(address):
    """A link below the mount point, or beside a page of results, as a path and parameters."""
    parts = urllib.parse.urlsplit(address)
    path = urllib.parse.unquote(parts.path.removeprefix("/cgi-bin/osint-search.cgi")) or "/"
    return path, dict(urllib.parse.parse_qsl(parts.query))


def follow(address):
    path, parameters = path_of(address)
    return ask(path, **parameters)


class Card(unittest.TestCase):
    def test_page(self):
        page = ask("/entity/tick").page
        for words in ("BRONZE BUTLER", "Secureworks", "First seen", "Qingdao", "threat actor"):
            self.assertIn(words, page.words_only)
        self.assertTrue(page.all("mark"))
        self.assertEqual([link["href"] for link in page.all("link") if link.get("rel") == "alternate"],
                         ["/cgi-bin/osint-search.cgi/entity/tick?format=atom"])

    def test_every_link_leads_somewhere(self):
        links = {link.partition("#")[0] for link in ask("/entity/tick").page.links() if link.startswith("/cgi-bin")}
        for link in sorted(links):
            with self.subTest(link):
                self.assertEqual(follow(link).status, 200)

    def test_passages_of_both(self):
        links = [link for link in ask("/entity/tick").page.links() if "SAME/p" in path_of(link)[1].get("q", "")
                 and "/article/" not in link]
        self.assertTrue(links)
        for link in links:
            with self.subTest(link):
                self.assertTrue(follow(link).page.all("li", "hit"))

    def test_names_and_indicators(self):
        self.assertIn("Tick", ask("/entity/BRONZE BUTLER").page.words_only)
        self.assertIn("CVE-2016-7836", ask("/entity/cve:CVE-2016-7836").page.words_only)
        unseen = ask("/entity/ipv4:192.0.2.77")
        self.assertEqual(unseen.status, 200)
        self.assertIn("No article", unseen.page.words_only)

    def test_id_as_a_parameter(self):
        page = ask("/entity/", id="url:http://unseen.example.com/a/b?c").page
        self.assertIn("http://unseen.example.com/a/b?c", page.words_only)
        self.assertEqual(ask("/entity/", id="tick").body.count(b"<h1>"), 1)

    def test_by_query(self):
        page = ask(q="tick source:gazette", show="entity").page
        self.assertEqual(page.all("body")[0]["class"], "entity")
        self.assertEqual(ask(q="entity:tick entity:japan", show="entity").status, 400)

    def test_unknown(self):
        answer = ask("/entity/tikc")
        self.assertEqual(answer.status, 404)
        self.assertIn("/cgi-bin/osint-search.cgi/entity/tick", answer.page.links())
        for id in ("", " ", "\\", *NAUGHTY):
            with self.subTest(id):
                answer = ask("/entity/", id=id)
                self.assertEqual(answer.status, 404)
                self.assertTrue(answer.page.all("section", "failure"))

    def test_unchanged(self):
        etag = ask("/entity/tick").headers["ETag"]
        self.assertEqual(ask("/entity/tick", variables={"HTTP_IF_NONE_MATCH": etag}).status, 304)
        tags = {ask("/entity/", id=id).headers["ETag"] for id in ("tick", "japan")}
        self.assertEqual(len(tags | {etag}), 3)

    def test_forms_are_those_of_the_command_line(self):
        for form in ("json", "ndjson", "markdown"):
            with self.subTest(form):
                answer = ask("/entity/tick", format=form)
                self.assertEqual(answer.body, on_command_line("--show=entity", f"--format={form}", "entity:tick"))
        for form in ("csv", "trec", "bibtex", "exe"):
            self.assertEqual(ask("/entity/tick", format=form).status, 400)


class Table(unittest.TestCase):
    def test_rows(self):
        page = ask(q="entity:tick", show="entities").page
        self.assertTrue(page.all("table", "entities"))
        self.assertIn("/cgi-bin/osint-search.cgi/entity/japan", page.links())
        self.assertTrue(all("nofollow" in link["rel"] for link in page.all("a") if "type=" in link["href"]))

    def test_type(self):
        page = ask(q="entity:tick", show="entities", type="place").page
        cards = page.links("e")
        self.assertIn("/cgi-bin/osint-search.cgi/entity/japan", cards)
        self.assertNotIn("/cgi-bin/osint-search.cgi/entity/tick", cards)
        self.assertEqual(ask(q="tick", show="entities", type="planet").status, 400)

    def test_only_and_not(self):
        page = ask(q="entity:tick", show="entities").page
        for words, more in (("Only articles with Japan", "entity:japan"),
                            ("Only articles that do not name Japan", "NOT entity:japan")):
            link = [each["href"] for each in page.all("a") if each.get("aria-label") == words]
            parameters = path_of(link[0])[1]
            self.assertTrue(parameters["q"].endswith(f" {more}"), parameters)
            self.assertEqual(parameters["show"], "entities")
            self.assertEqual(follow(link[0]).status, 200)

    def test_past_the_end_and_nothing(self):
        self.assertEqual(ask(q="entity:tick", show="entities", page="900").status, 200)
        self.assertEqual(ask(q="zzzyyyxxx", show="entities").status, 200)

    def test_forms_are_those_of_the_command_line(self):
        for form in ("json", "ndjson", "csv", "markdown"):
            with self.subTest(form):
                answer = ask(q="japan", show="entities", format=form)
                self.assertEqual(answer.body, on_command_line("--show=entities", f"--format={form}", "japan"))
                typed = ask(q="japan", show="entities", type="place", format=form)
                self.assertEqual(typed.body, on_command_line("--show=entities", "--type=place",
                                                             f"--format={form}", "japan"))


MANY = 2050


class Many(unittest.TestCase):
    """An index with more articles than a page reads, and a name that two entities have."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="osint-many-")
        home = pathlib.Path(cls.folder.name)
        (home / "list.tsv").write_text("egret\tthreat-actor\tEgretGroup\tPaleWader\n"
                                       "quillzort\tmalware\tQuillzort\n"
                                       "egret-town\tplace\tEgret Town\tPaleWader\n")
        articles = [{"id": str(i), "title": f"Report {i}", "published": f"{2000 + i // 100}-01-02",
                     "text": f"Report {i} says that EgretGroup used Quillzort."} for i in range(MANY)]
        (home / "articles.ndjson").write_text("".join(json.dumps(article) + "\n" for article in articles))
        cls.index = home / "index"
        subprocess.run([BIN / "osint-index", "--db", cls.index, "--quiet", f"--entities={home / 'list.tsv'}",
                        home / "articles.ndjson"], env=environment(), stdin=subprocess.DEVNULL, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, path="/", **parameters):
        return ask(path, variables={"OSINT_DB": str(self.index)}, **parameters)

    def test_card_reads_the_newest(self):
        text = self.ask("/entity/quillzort").page.words_only
        for words in ("2,050", "newest 2,000 articles", "2000", "2020", "Report 2049"):
            self.assertIn(words, text)
        card, = self.ask("/entity/quillzort", format="json").json["results"]
        self.assertEqual((card["articles"], card["read"], card["mentions"]), (MANY, 2000, 2000))
        self.assertEqual((card["first"], card["last"]), ("2000-01-02", "2020-01-02"))
        self.assertEqual(sum(row["articles"] for row in card["timeline"]["rows"]), MANY)

    def test_table_counts_without_reading(self):
        page = self.ask(q="report", show="entities").page
        self.assertIn("up to 2,000 articles", page.words_only)
        self.assertIn("2,050", page.words_only)
        self.assertEqual(len(page.all("table", "entities")), 1)
        counted = self.ask(q="report", show="entities", format="json").json["counted"]
        self.assertEqual((counted["articles"], counted["exact"]), (2000, False))

    def test_one_name_of_two(self):
        answer = self.ask("/entity/PaleWader")
        self.assertEqual(answer.status, 404)
        self.assertIn("More than one entity", answer.page.words_only)
        for id in ("egret", "egret-town"):
            self.assertIn(f"/cgi-bin/osint-search.cgi/entity/{id}", answer.page.links())
        card = self.ask("/entity/egret").page
        self.assertIn("Also a name of", card.words_only)
        self.assertIn("/cgi-bin/osint-search.cgi/entity/egret-town", card.links())


class Weight(unittest.TestCase):
    def test_pages_are_light(self):
        for parameters in ({"q": "entity:tick", "show": "entities"}, {"q": "*", "show": "entities"}):
            self.assertLess(len(ask(**parameters).body), 60_000)
        self.assertLess(len(ask("/entity/tick").body), 60_000)


if __name__ == "__main__":
    unittest.main()
