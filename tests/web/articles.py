"""The page of a stored article: its text, the ways to other matches and results, where it came from."""
import html.parser
import re
import unittest
import urllib.parse

from webpage import ask

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Text(html.parser.HTMLParser):
    """The text content of the element that holds the article's text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.content = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return
        if self.depth or dict(attributes).get("class") == "text":
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= self.depth > 0

    def handle_data(self, data):
        if self.depth:
            self.content += data


def follow(link):
    parts = urllib.parse.urlsplit(link)
    path = urllib.parse.unquote(parts.path.removeprefix("/cgi-bin/osint-search.cgi"))
    return ask(path, variables={"QUERY_STRING": parts.query})


def results(query, **parameters):
    """The links of a query's results, in order."""
    page = ask(q=query, **parameters).text
    return [match.replace("&amp;", "&") for match in re.findall(r'<h2><a href="([^"]*)"', page)]


def link_of(page, **attributes):
    found = [each for each in page.all("a") if all(each.get(name) == value for name, value in attributes.items())]
    return found[0]["href"] if found else None


class Stored(unittest.TestCase):
    def test_text_content_is_the_text(self):
        links = results("*") + results("lang:ja") + results("entity:tick servers") + results("quarantine")
        for link in links:
            record = follow(link.partition("?")[0] + "?format=json").json
            text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", "\ufffd", record["text"])
            self.assertEqual(Text(follow(link).text).content, text, link)

    def test_passages_lead_to_the_source(self):
        link = results("servers lang:en")[0]
        record = follow(link.partition("?")[0] + "?format=json").json
        there = follow(link).page.all("a", "there")
        self.assertEqual(len(there), len(record["passages"]))
        for attributes, passage in zip(there, record["passages"]):
            self.assertEqual(set(attributes["rel"].split()), {"noreferrer", "noopener", "nofollow", "external"})
            url, _, directive = attributes["href"].partition("#:~:text=")
            self.assertEqual(url, record["url"])
            self.assertNotRegex(directive, r"[-&\s]")
            ends = [urllib.parse.unquote(end) for end in directive.split(",")]
            text = record["text"][passage["start"]:passage["end"]]
            self.assertTrue(text.startswith(ends[0]) and text.endswith(ends[-1]), ends)

    def test_described_mentions_are_told(self):
        page = ask("/article/sw-2021-servers").page
        titles = [attributes["title"] for attributes in page.all("span", "said") if "title" in attributes]
        self.assertTrue([title for title in titles if re.search(r"described, not named; \d+ % sure", title)])
        self.assertIn("Described, not named", page.words_only)

    def test_where_it_came_from(self):
        record = ask("/article/sw-2021-servers", format="json").json
        page = ask("/article/sw-2021-servers").page
        words = page.words_only
        for key in ("sha256", "path", "publisher", "id", "url", "media_type"):
            self.assertIn(record[key], words)
        for label in ("First indexed", "Copies", f"{record['bytes']:,} bytes", "Who is cited", "More like this"):
            self.assertIn(label, words)
        links = page.links()
        for form in ("json", "bibtex", "csl-json"):
            address = next(link for link in links if link.endswith(f"/article/sw-2021-servers?format={form}"))
            self.assertEqual(follow(address).status, 200)
        self.assertTrue([link for link in links if "/article/eg-2021-servers" in link])
        self.assertTrue([link for link in links if "?q=tag:" in link])

    def test_links_of_the_page_lead_somewhere(self):
        page = ask("/article/sw-2021-servers", q="tick servers", at="2").page
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for link in set(page.links()):
            if link.startswith("#"):
                self.assertIn(link[1:], ids)
            elif not link.startswith("http"):
                self.assertIn(follow(link).status, (200, 303), link)


class Ways(unittest.TestCase):
    def test_through_all_results(self):
        for parameters in ({}, {"sort": "newest"}, {"copies": "show"}, {"show": "articles"}):
            query = "police"
            expected = results(query, **parameters) + results(query, page="2", **parameters)
            link, walked = expected[0], []
            while link and len(walked) < len(expected):
                page = follow(link).page
                if walked:
                    self.assertEqual(link_of(page, rel="prev"), walked[-1])
                else:
                    self.assertIsNone(link_of(page, rel="prev"))
                walked.append(link)
                link = link_of(page, rel="next")
            self.assertEqual(walked, expected, parameters)

    def test_keys(self):
        page = follow(results("police")[1]).page
        keys = {attributes["accesskey"]: attributes for attributes in page.all("a") if "accesskey" in attributes}
        self.assertLessEqual({"j", "k", "n"}, set(keys))
        for key, attributes in keys.items():
            self.assertIn(f"access key {key}", attributes["title"])

    def test_back_to_the_page_of_results(self):
        link = results("*", page="2")[0]
        back = next(link for link in follow(link).page.links() if "page=2" in link)
        self.assertIn(link, results("*", page="2"))
        self.assertEqual(follow(back).status, 200)

    def test_another_index_has_no_neighbours(self):
        path = urllib.parse.urlsplit(results("police")[0]).path.removeprefix("/cgi-bin/osint-search.cgi")
        for at in ("4", "999", "10000"):
            page = ask(path, q="police", at=at).page
            self.assertIsNone(link_of(page, rel="prev"))
            self.assertIsNone(link_of(page, rel="next"))
        for at in ("0", "x", "10001"):
            self.assertEqual(ask(path, q="police", at=at).status, 400)

    def test_through_all_matches(self):
        link = results("tick servers")[1]
        page = follow(link.replace("&p=", "&x=")).page
        ids = [attributes["id"] for _, attributes in page.elements if re.fullmatch(r"m\d+", attributes.get("id", ""))]
        self.assertEqual(ids, [f"m{number}" for number in range(1, len(ids) + 1)])
        self.assertGreater(len(ids), 2)
        walked = []
        while (link := link_of(page, accesskey="n")) and len(walked) < 100:
            walked.append(urllib.parse.urlsplit(link).fragment)
            page = follow(link).page
            here = [attributes.get("id") for _, attributes in page.elements
                    if "here" in (attributes.get("class") or "").split()]
            self.assertEqual(here, walked[-1:])
        self.assertEqual(walked, ids)
        self.assertEqual(urllib.parse.urlsplit(link_of(page, accesskey="p")).fragment, ids[-2])

    def test_matches_go_on_from_the_passage(self):
        page = ask("/article/sw-2021-servers", q="tick servers", p="3").page
        self.assertIn("Match 2 of 3", page.words_only)

    def test_japanese(self):
        answer = ask("/article/sw-2021-servers", q="tick servers", at="2", p="3",
                     variables={"HTTP_ACCEPT_LANGUAGE": "ja"})
        words = answer.page.words_only
        for text in ("次の結果", "一致 2／3", "初回の索引登録", "引用元"):
            self.assertIn(text, words)
        for text in ("Next", "Match", "First indexed", "Who is"):
            self.assertNotIn(text, words)


if __name__ == "__main__":
    unittest.main()
