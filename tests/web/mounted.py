"""What must hold of the page behind every web server, wherever it is mounted."""
import re
import sys
import time
import unittest
import urllib.parse

from server import Place, fetch, find_server
from webpage import Page

SKIPPED = 77


class Mounted:
    """A test of one server: mount, and start(place), which starts it."""
    mount = ""

    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        try:
            cls.start(cls.place)
            cls.place.wait_until_it_answers()
        except BaseException:
            cls.place.__exit__()
            raise

    @classmethod
    def tearDownClass(cls):
        cls.place.__exit__()

    def get(self, target, **keys):
        return fetch(self.place.port, target, **keys)

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
        for target, expected in (("/?q=tick", 200), ("/nothing", 404)):
            status, headers, body = self.get(self.mount + target, method="HEAD")
            self.assertEqual((status, body), (expected, b""))
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])

    def test_headers_are_intact(self):
        status, headers, body = self.get(self.mount + "/?q=tick&format=json")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertEqual(headers["Content-Length"], str(len(body)))
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["Vary"], "Accept-Language")
        self.assertEqual(headers.get_all("ETag"), [headers["ETag"]])
        self.assertNotIn("Status", headers)

    def test_unchanged(self):
        _, headers, _ = self.get(self.mount + "/?q=tick")
        status, again, body = self.get(self.mount + "/?q=tick", headers={"If-None-Match": headers["ETag"]})
        self.assertEqual((status, body, again["ETag"]), (304, b"", headers["ETag"]))

    def test_failures_pass_through(self):
        for method, target, expected in (("DELETE", "/", 405), ("GET", "/nothing", 404), ("GET", "/article/x", 404),
                                         ("GET", "/?q=date:never", 400), ("GET", "/?q=" + "a" * 7000, 414),
                                         ("GET", "/" + "a" * 1100, 414)):
            status, headers, body = self.get(self.mount + target, method=method)
            self.assertEqual(status, expected, target[:40])
            self.assertIn("nosniff", headers["X-Content-Type-Options"])
            self.assertIn(b"in the server", body)
            if status == 405:
                self.assertEqual(headers["Allow"], "GET, HEAD")

    def test_a_body_does_no_harm(self):
        for size in (0, 3, 100_000):
            status, _, body = self.get(self.mount + "/?q=tick", method="POST", body=b"x" * size)
            self.assertEqual(status, 405)
            self.assertIn(b"in the server", body)
        status, _, _ = self.get(self.mount + "/?q=tick", method="POST", body=b"x" * 400_000)
        self.assertIn(status, (405, 413, 500))  # some servers have limits of their own
        self.assertEqual(self.get(self.mount + "/?q=tick")[0], 200)

    def test_failure_id_is_in_the_log(self):
        _, _, body = self.get(self.mount + "/nothing-here")
        page = Page(body.decode("utf-8")).words_only
        for _ in range(40):  # a server writes its log when it finds the time
            logged = self.place.logs()
            ids = [word for word in re.findall(r"\b[0-9a-f]{8}\b", page) if word in logged]
            if ids:
                break
            time.sleep(0.05)
        self.assertEqual(len(ids), 1, logged)

    def test_percent_encoding(self):
        japanese = urllib.parse.quote("サーバー")
        page = self.page(self.mount + "/?q=" + japanese)
        self.assertEqual(page.all("input")[0]["value"], "サーバー")
        odd = [link for link in self.page(self.mount + "/?q=odd+identifiers").links() if "/article/" in link][0]
        self.assertIn("An odd id", self.page(odd.partition("#")[0]).words_only)

    def test_paths(self):
        for path, expected in (("/article/" + urllib.parse.quote("サーバー"), (404,)), ("/article/a%2Fb", (404,)),
                               ("/%2E%2E/%2e%2e/etc/passwd", (400, 403, 404)), ("/a/../article/x", (404,)),
                               ("/article/%FF", (400,)), ("/article//x", (404,))):
            status, _, body = self.get(self.mount + path)
            self.assertIn(status, expected, path)
            self.assertNotIn(b"root:", body)

    def test_nothing_is_configured_by_a_client(self):
        hostile = {"Proxy": "http://127.0.0.1:1", "OSINT_DB": "/nowhere", "OSINT-DB": "/nowhere",
                   "Osint-Config": "/nowhere", "X-Forwarded-Host": "evil.example", "Script-Name": "/elsewhere"}
        _, _, plain = self.get(self.mount + "/?q=tick")
        status, _, body = self.get(self.mount + "/?q=tick", headers=hostile)
        self.assertEqual((status, body), (200, plain))

    def test_long_headers(self):
        for size in (3000, 60_000):
            status, _, _ = self.get(self.mount + "/?q=tick", headers={"X-Long": "x" * size})
            self.assertIn(status, (200, 400, 413, 431))
        self.assertEqual(self.get(self.mount + "/?q=tick")[0], 200)


def main(*needed):
    for name in needed:
        if find_server(name) is None:
            print(f"skipped: no {name} here")
            sys.exit(SKIPPED)
    unittest.main()
