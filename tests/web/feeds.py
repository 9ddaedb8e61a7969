"""Atom, OpenSearch, robots.txt and the forms for programs, held against their rules from outside."""
import subprocess
import unittest
import urllib.parse
import xml.etree.ElementTree as xml

from atom import ATOM, check_feed
from webpage import BIN, INDEX, NAUGHTY, ask, environment

HOST = {"HTTP_HOST": "search.example.org", "HTTPS": "on"}
ROOT = "https://search.example.org/cgi-bin/osint-search.cgi"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def get(address):
    """The answer to an absolute address below the mount point, or one beside the page of results."""
    parts = urllib.parse.urlsplit(urllib.parse.urljoin(ROOT + "/", address))
    path = urllib.parse.unquote(parts.path.removeprefix("/cgi-bin/osint-search.cgi"))
    return ask(path, variables=HOST | {"QUERY_STRING": parts.query})


def links_of(element, rel):
    return [link.get("href") for link in element.findall(ATOM + "link") if link.get("rel") == rel]


def feed_link(page):
    return urllib.parse.urljoin(ROOT + "/", *[link["href"] for link in page.all("link")
                                              if link.get("type") == "application/atom+xml"])


class Feeds(unittest.TestCase):
    def checked(self, address):
        answer = get(address)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/atom+xml"))
        return check_feed(answer.body, address)

    def test_of_queries(self):
        for query in ("tick", "*", "entity:tick lang:ja", "zzzyyyxxx", "quarantine", "espion* OR \"a & b\" <b>"):
            for more in ("", "&sort=newest", "&show=articles", "&copies=show"):
                with self.subTest(query + more):
                    quoted = urllib.parse.quote(query, safe=":/,")
                    self.checked(f"{ROOT}/?q={quoted}{more}&format=atom")

    def test_passages_and_marks(self):
        feed, contents = self.checked(f"{ROOT}/?q=entity:tick&format=atom")
        self.assertEqual(len(feed.findall(ATOM + "entry")), 10)
        for content in contents:
            self.assertTrue(content.marked)
            self.assertTrue(content.links)
        for link in contents[0].links:
            answer = get(link)
            anchor = urllib.parse.urlsplit(link).fragment
            self.assertIn(f'id="{anchor}"', answer.text)

    def test_of_entities(self):
        for id in ("tick", "japan", "cve:CVE-2016-7836", "ipv4:192.0.2.77"):
            with self.subTest(id):
                feed, _ = self.checked(f"{ROOT}/entity/{id}?format=atom")
                self.assertEqual(links_of(feed, "alternate"), [f"{ROOT}/entity/{id}"])
        self.checked(f"{ROOT}/entity/?id=url:http://example.com/a%3Fb&format=atom")

    def test_ids_do_not_depend_on_the_way_there(self):
        ids = [[entry.findtext(ATOM + "id") for entry in xml.fromstring(answer.body).iter(ATOM + "entry")]
               for answer in (get("/?q=entity:tick&format=atom"), get("/?q=entity:tick&sort=oldest&format=atom"),
                              ask(q="entity:tick", format="atom"), ask("/entity/tick", format="atom"))]
        self.assertEqual(ids[0], ids[2])
        self.assertTrue(set(ids[0]) & set(ids[1]))
        feeds = [xml.fromstring(answer.body).findtext(ATOM + "id") for answer in (
            get("/?q=entity:tick&format=atom"), get("/?q=entity:tick&page=2&format=atom"),
            ask("/entity/tick", format="atom"), ask(q="tick", show="entity", format="atom"))]
        self.assertEqual(feeds[0], feeds[1])
        self.assertEqual(feeds[2], feeds[3])
        self.assertNotEqual(feeds[0], feeds[2])

    def test_paging(self):
        address, entries = f"{ROOT}/?q=entity:tick&sort=newest&format=atom", []
        before = None
        while address:
            feed, _ = self.checked(address)
            self.assertEqual(links_of(feed, "previous"), [before] if before else [])
            entries += [entry.findtext(ATOM + "id") for entry in feed.findall(ATOM + "entry")]
            before, address = address, next(iter(links_of(feed, "next")), None)
        self.assertEqual(len(entries), len(set(entries)))
        self.assertEqual(len(entries), ask(q="entity:tick", format="json").json["total"]["articles"])

    def test_hostile_articles(self):
        seen = 0
        address = f"{ROOT}/?q=quarantine&format=atom"
        while address:
            feed, contents = self.checked(address)
            seen += len(contents)
            address = next(iter(links_of(feed, "next")), None)
        self.assertGreaterEqual(seen, len(NAUGHTY))

    def test_pages_announce_them(self):
        for address in ("/?q=tick", "/?q=tick&page=2", "/?q=tick&show=timeline", "/entity/tick"):
            link = feed_link(get(address).page)
            self.assertIn("sort=newest" if "?q" in address else "/entity/tick", link)
            self.checked(link)

    def test_without_a_host_there_are_no_addresses(self):
        answer = ask(variables={"SERVER_NAME": None, "QUERY_STRING": "q=tick&format=atom"})
        feed = xml.fromstring(answer.body)
        self.assertEqual(feed.findall(ATOM + "link"), [])
        self.assertNotIn(b"href=&#34;/", answer.body)

    def test_rules_are_held(self):
        good = get("/?q=tick&format=atom").text
        check_feed(good.encode(), f"{ROOT}/?q=tick&format=atom")
        for old, new in (("urn:uuid:", "uuid:"), ("<updated>", "<updated>x"), ("&#60;p&#62;", "&#60;script&#62;"),
                         ("<updated>2", "<updated>9"), ("rel=\"self\"", "rel=\"me\""), ("</title>", "</title><x/>"),
                         ("href=\"https://", "href=\"//"), ("<title>", "<title> </title><title>")):
            with self.assertRaises((ValueError, KeyError), msg=(old, new)):
                check_feed(good.replace(old, new).encode(), f"{ROOT}/?q=tick&format=atom")


class OpenSearch(unittest.TestCase):
    """OpenSearch 1.1, draft 6, "OpenSearch description document"."""

    def setUp(self):
        self.answer = ask("/opensearch.xml", variables=HOST)
        self.document = xml.fromstring(self.answer.body)

    def text(self, name):
        element, = self.document.findall(OPENSEARCH + name)
        return element.text

    def test_elements(self):
        self.assertEqual(self.answer.headers["Content-Type"], "application/opensearchdescription+xml")
        self.assertEqual(self.document.tag, OPENSEARCH + "OpenSearchDescription")
        self.assertTrue(0 < len(self.text("ShortName")) <= 16)
        self.assertTrue(0 < len(self.text("Description")) <= 1024)
        self.assertTrue(0 < len(self.text("LongName")) <= 48)
        self.assertEqual((self.text("InputEncoding"), self.text("OutputEncoding")), ("UTF-8", "UTF-8"))
        self.assertEqual(self.text("Language"), "*")
        self.assertEqual(self.text("AdultContent"), "false")
        self.assertIn(self.text("SyndicationRight"), ("open", "limited", "private", "closed"))
        self.assertEqual(self.document.findall(OPENSEARCH + "Contact"), [])

    def test_templates(self):
        urls = {(url.get("type"), url.get("rel", "results")): url.get("template")
                for url in self.document.findall(OPENSEARCH + "Url")}
        self.assertEqual(set(urls), {("text/html", "results"), ("application/atom+xml", "results"),
                                     ("application/json", "results"),
                                     ("application/opensearchdescription+xml", "self")})
        for (kind, rel), template in urls.items():
            self.assertTrue(template.startswith(ROOT + "/"), template)
            self.assertEqual("{searchTerms}" in template, rel == "results")
            for page in ("", "2"):
                address = template.replace("{searchTerms}", "tick").replace("{startPage?}", page)
                self.assertNotIn("{", address)
                answer = get(address)
                self.assertEqual(answer.status, 200)
                self.assertTrue(answer.headers["Content-Type"].startswith(kind), (kind, address))

    def test_image_and_example(self):
        image, = self.document.findall(OPENSEARCH + "Image")
        self.assertGreater(int(image.get("width")), 0)
        self.assertEqual(image.get("width"), image.get("height"))
        self.assertEqual(get(image.text).headers["Content-Type"], image.get("type"))
        query, = self.document.findall(OPENSEARCH + "Query")
        self.assertEqual(query.get("role"), "example")
        self.assertEqual(ask(q=query.get("searchTerms")).status, 200)

    def test_every_page_announces_it(self):
        for path in ("/", "/help", "/entity/tick", "/nothing"):
            link, = [link for link in ask(path).page.all("link") if link["rel"] == "search"]
            self.assertEqual(link["href"], "/cgi-bin/osint-search.cgi/opensearch.xml")
            self.assertEqual(link["title"], self.text("ShortName"))


class Crawlers(unittest.TestCase):
    def test_robots(self):
        for mount, path in (("/cgi-bin/osint-search.cgi", "/cgi-bin/osint-search.cgi/"), ("", "/")):
            answer = ask("/robots.txt", variables={"SCRIPT_NAME": mount})
            rules = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
            self.assertEqual(rules, ["User-agent: *", f"Disallow: {path}"])

    def test_every_answer_says_so(self):
        for answer in (ask(), ask(q="tick"), ask("/entity/tick"), ask(q="tick", format="atom"), ask("/nothing")):
            self.assertEqual(answer.headers["X-Robots-Tag"], "noindex, nofollow")


    def test_links_that_narrow_are_not_to_be_followed(self):
        for address in ("/?q=tick", "/?q=tick&show=entities", "/?q=tick&show=timeline", "/?q=tick lang:en NOT nhk"):
            asked = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["q"][0]
            for link in get(address.replace(" ", "%20")).page.all("a"):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(link["href"]).query).get("q", [asked])[0]
                is_search = link["href"].startswith(("?", "/cgi-bin/osint-search.cgi/?"))
                if is_search and query.startswith(asked) and query != asked:
                    self.assertIn("nofollow", link.get("rel", ""), link)


class Programs(unittest.TestCase):
    def test_same_bytes_as_the_command_line(self):
        for query, more, arguments in (
                ("entity:tick", {}, ()), ("tick", {"sort": "newest"}, ("--sort=newest",)),
                ("tick", {"show": "articles"}, ("--show=articles", )),
                ("tick", {"copies": "show", "page": "2"}, ("--copies=show", "--offset=10")),
                ("zzzyyyxxx", {}, ()), ("japan", {"show": "timeline", "by": "month"}, ("--show=timeline", "--by=month"))):
            for form in ("json", "ndjson", "csv", "markdown"):
                with self.subTest(query=query, form=form, **more):
                    answer = ask(q=query, format=form, **more)
                    printed = subprocess.run([BIN / "osint-search", "--db", INDEX, f"--format={form}", *arguments, query],
                                             env=environment(), stdin=subprocess.DEVNULL, capture_output=True)
                    self.assertEqual(answer.body, printed.stdout)


if __name__ == "__main__":
    unittest.main()
