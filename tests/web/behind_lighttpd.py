"""osint-search.cgi behind a web server: mounted at the root and in a folder."""
import re
import sys
import unittest
import urllib.parse

from server import fetch, find_lighttpd, lighttpd
from webpage import Page

SKIPPED = 77


class Mounted:
    """What must hold wherever the program is mounted."""
    mount = None

    @classmethod
    def setUpClass(cls):
        cls.server = lighttpd(cls.mount)
        cls.port, cls.home = cls.server.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def get(self, target, **keys):
        return fetch(self.port, target, **keys)

    def page(self, target):
        status, _, body = self.get(target)
        self.assertEqual(status, 200, target)
        return Page(body.decode("utf-8"))

    def test_every_page_is_reached_by_links(self):
        start = self.page(self.mount + "/")
        style = [element["href"] for element in start.all("link") if element.get("rel") == "stylesheet"][0]
        self.assertEqual(self.get(style)[0], 200)
        results = self.page(start.links("chip")[0])
        self.assertTrue(results.all("mark"))
        articles = [link for link in results.links() if "/article/" in link]
        article = self.page(articles[0].partition("#")[0])
        self.assertTrue(article.all("span", "passage"))
        self.assertTrue(self.page(results.links()[-1]).all("table"))

    def test_form(self):
        form = self.page(self.mount + "/").all("form")[0]
        results = self.page(form["action"] + "?" + urllib.parse.urlencode({"q": 'tick "Unit 61419"'}))
        self.assertEqual(results.all("input")[0]["value"], 'tick "Unit 61419"')

    def test_head(self):
        status, headers, body = self.get(self.mount + "/?q=tick", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])

    def test_unchanged(self):
        _, headers, _ = self.get(self.mount + "/?q=tick")
        status, again, body = self.get(self.mount + "/?q=tick", headers={"If-None-Match": headers["ETag"]})
        self.assertEqual((status, body, again["ETag"]), (304, b"", headers["ETag"]))

    def test_failures_pass_through(self):
        for method, target, expected in (("POST", "/", 405), ("GET", "/nothing", 404), ("GET", "/article/x", 404),
                                         ("GET", "/?q=date:never", 400), ("GET", "/?q=" + "a" * 7000, 414)):
            status, headers, body = self.get(self.mount + target, method=method)
            self.assertEqual(status, expected, target[:40])
            self.assertIn("nosniff", headers["X-Content-Type-Options"])
            self.assertIn(b"in the server", body)

    def test_failure_id_is_in_the_log(self):
        _, _, body = self.get(self.mount + "/nothing-here")
        page = Page(body.decode("utf-8")).words_only
        logged = ""
        for name in ("error.log", "breakage.log"):
            with open(f"{self.home}/{name}", "a+") as log:
                log.seek(0)
                logged += log.read()
        ids = [word for word in re.findall(r"\b[0-9a-f]{8}\b", page) if word in logged]
        self.assertEqual(len(ids), 1, logged)

    def test_percent_encoding(self):
        japanese = urllib.parse.quote("サーバー")
        page = self.page(self.mount + "/?q=" + japanese)
        self.assertEqual(page.all("input")[0]["value"], "サーバー")
        odd = [link for link in self.page(self.mount + "/?q=odd+identifiers").links() if "/article/" in link][0]
        self.assertIn("An odd id", self.page(odd.partition("#")[0]).words_only)


class AtRoot(Mounted, unittest.TestCase):
    mount = ""


class InFolder(Mounted, unittest.TestCase):
    mount = "/cgi-bin/osint-search.cgi"


if __name__ == "__main__":
    if find_lighttpd() is None:
        print("skipped: no lighttpd here")
        sys.exit(SKIPPED)
    unittest.main()
