"""Forms for other programs: CSV, Markdown, BibTeX, CSL-JSON, Atom."""
import csv
import datetime
import html
import io
import json
import re
import subprocess
import unittest
import xml.etree.ElementTree as xml

from program import BIN
from search_program import ARTICLES, SearchTest

TITLE = "=HYPERLINK(\"x\") {Brace 100% of #1_a & b ~ ^ \\ <i>*bold*</i> [l](http://x) `c`"
TEXT = ("+1 gannet *saw* the [map](http://evil.example/) & said: <script>x</script> gannet_x {a} \"q\", `code` 3|4.\n\n"
        "1. A gannet list\n# no heading gannet\n- nor item gannet\n=== \n    gannet indented\n\n"
        "鳥gannetが飛ぶ。「gannet」と言う。gannet gannet, ferry.")
HOSTILE = {"id": "Weird ID/ä", "title": TITLE, "authors": ["Smith and Sons", "Doe, Jane", "@Evil {x"],
           "publisher": "-Sample & Co_", "url": "https://example.org/a{b}%20c?d=1&e=\"<f>", "language": "en",
           "published": "2021-04-20T23:30:00-05:00", "accessed": "2021-05", "text": TEXT}
BARE = {"id": "bare", "text": "A gannet without anything.", "url": "ftp://example.org/x"}
TWIN = {"id": "Bare", "title": "A gannet", "published": "2019", "text": "A gannet, two.", "language": "en"}


def of_articles(*articles):
    return "\n".join(map(json.dumps, articles))


class Exports(SearchTest):
    articles = {**ARTICLES, "gannets.ndjson": of_articles(HOSTILE, BARE, TWIN)}

    def export(self, format, *arguments, code=0, stdin=""):
        return self.search(f"--format={format}", *arguments, code=code, stdin=stdin).stdout

    def hits(self, *arguments):
        return self.json("--limit=all", *arguments)["results"]


def parsed(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Csv(Exports):
    def test_one_row_a_passage_or_an_article(self):
        rows = parsed(self.export("csv", "gannet", "--passages=all", "-n", "all"))
        hits = self.hits("gannet", "--passages=all")
        self.assertEqual([(row["rank"], row["id"], row["passage"], row["start"], row["end"]) for row in rows],
                         [(str(hit["rank"]), hit["article"]["id"], str(each["index"]), str(each["start"]),
                           str(each["end"])) for hit in hits for each in hit["passages"]])
        rows = parsed(self.export("csv", "gannet", "--show=articles"))
        self.assertEqual([row["id"] for row in rows], [hit["article"]["id"] for hit in hits])

    def test_is_rfc_4180(self):
        text = self.search("--format=csv", "gannet").stdout
        raw = self.raw("--format=csv", "gannet")
        self.assertEqual(raw.count(b"\r\n"), 1 + len(parsed(text)))
        self.assertTrue(raw.endswith(b"\r\n"))
        self.assertEqual({len(row) for row in csv.reader(io.StringIO(raw.decode(), newline=""), strict=True)}, {16})

    def raw(self, *arguments):
        return subprocess.run([BIN / "osint-search", *arguments], capture_output=True, check=True,
                              env=self.environment).stdout

    def test_texts_are_what_they_were_but_no_formulas(self):
        rows = {row["id"]: row for row in parsed(self.raw("--format=csv", "gannet", "--passages=all").decode())}
        row = rows["Weird ID/ä"]
        self.assertEqual((row["title"], row["publisher"]), ("'" + TITLE, "'-Sample & Co_"))
        self.assertEqual(row["authors"], "Smith and Sons; Doe, Jane; @Evil {x")
        for row in rows.values():
            for cell in row.values():
                self.assertNotIn(cell[:1] or " ", "=+-@")
        self.assertEqual(rows["bare"]["text"], "A gannet without anything.")

    def test_missing_words_and_reasons(self):
        rows = parsed(self.export("csv", "gannet zzyzx", "--explain"))
        self.assertEqual(rows[0]["missing"], "zzyzx")
        self.assertIn("gannet", rows[0]["explanation"])

    def test_batch_has_one_header(self):
        rows = parsed(self.export("csv", "--queries-from=-", stdin="a\tautor:x\nb\tharbour\nc\tgannet\n", code=2))
        self.assertEqual([row["query"] for row in rows if row["query"] != "c"], ["b", "b"])
        self.assertNotIn("query", [row["query"] for row in rows])

    def test_nothing_is_a_header(self):
        self.assertEqual(parsed(self.export("csv", "zzyzx", code=1)), [])
        self.assertTrue(self.export("csv", "zzyzx", code=1).startswith("rank,score,"))


class Markdown(Exports):
    def test_report(self):
        path = self.shared / "corpus/heron.txt"
        self.assertEqual(self.export("markdown", '"false names"', 'entity:"grey wader"'),
                         '# "false names" entity:"grey wader"\n\n'
                         'Searched for `"false names" entity:"grey wader"`: 1 article.\n\n'
                         "Wooden Heron was searched under 3 names:\n\n"
                         "* Wooden Heron: 1 article; list list.tsv\n"
                         "* HERON TWO: 1 article; list list.tsv\n\n"
                         "## 1\\. Hackers called Wooden Heron\n\n"
                         f"Sample Wire · 2020\\-02 · en · `{path}`\n\n".replace("\\-", "-") +
                         "> The group known as **Wooden Heron** rented servers under **false names**, police said. "
                         "Another company calls the group **HERON TWO**.\n")

    def test_nothing_of_an_article_is_markup(self):
        text = self.export("markdown", 'gannet id:"Weird ID/ä"', "--passages=all")
        self.assertIn("](<https://example.org/a{b}%20c?d=1&e=\"%3Cf%3E>)\n", text)
        quoted = [line[2:] for line in text.splitlines() if line.startswith("> ")]
        self.assertTrue(quoted)
        for line in text.splitlines():
            plain = re.sub(r"\\.", "", re.sub(r"^## 1\\\. \[|\]\(<\S+>\)$", "", line))
            if "Searched for" not in line and not line.startswith("# "):
                self.assertNotRegex(re.sub(r" · `.*`$", "", plain.removeprefix("> ")), r"[`\[\]<>|{}$&]", line)
        for line in quoted:
            self.assertNotRegex(line, r"^(#|-|\+|=|\s|\d+[.)])")
        self.assertIn("1\\. A **gannet** list", quoted)

    def test_bold_is_what_matched(self):
        text = self.export("markdown", 'gannet id:"Weird ID/ä"', "--passages=all")
        self.assertIn("鳥**gannet**が飛ぶ。「**gannet**」と言う。**gannet gannet**, ferry.", text)
        self.assertLessEqual(set(re.findall(r"\*\*(.*?)\*\*", text)), {"gannet", "gannet gannet", "gannet\\_x"})

    def test_missing_and_notes(self):
        text = self.export("markdown", "gannet zzyzx")
        self.assertIn("\nNote: no article has all of this; these come closest\n", text)
        self.assertIn("\nMissing: zzyzx\n", text)

    def test_batch(self):
        text = self.export("markdown", "--queries-from=-", stdin="first\tharbour\nsecond\tgannet\n")
        self.assertEqual(re.findall(r"^# (.*)$", text, re.M), ["first", "second"])


def bibtex_entries(text):
    """Key and fields of each entry, read by braces as BibTeX counts them."""
    entries, at = [], 0
    for start in re.finditer(r"^@misc\{([^,]+),\n", text, re.M):
        assert start.start() >= at, "an entry inside another"
        fields, at = {}, start.end()
        while text[at] != "}":
            name = re.compile(r"\s*(\w+) = ").match(text, at)
            at = name.end()
            if text[at] != "{":
                value = re.compile(r"[a-z]{3}").match(text, at)
                fields[name[1]], at = value[0], value.end()
            else:
                depth, begin = 0, at
                while True:
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                    at += 1
                    if depth == 0:
                        break
                fields[name[1]] = text[begin + 1:at - 1]
            at += 1 if text[at] == "," else 0
            at = re.compile(r"\s*").match(text, at).end()
        entries.append((start[1], fields))
    return entries


class Bibtex(Exports):
    def test_keys_are_valid_and_unique(self):
        keys = [key for key, _ in bibtex_entries(self.export("bibtex", "*", "-n", "all"))]
        self.assertEqual(len(keys), len(self.hits("*")))
        self.assertEqual(len({key.lower() for key in keys}), len(keys))
        for key in keys:
            self.assertRegex(key, r"^[a-z][a-z0-9:._-]*$")
        self.assertIn("bare", keys)

    def test_fields(self):
        (key, fields), = bibtex_entries(self.export("bibtex", 'id:"Weird ID/ä"'))
        self.assertRegex(key, r"^weird-id---*[0-9a-f]{12}$")
        self.assertEqual(fields["author"], "{Smith and Sons} and Doe, Jane and @Evil \\textbraceleft{}x")
        self.assertEqual(fields["howpublished"], "-Sample \\& Co\\_")
        self.assertEqual((fields["year"], fields["month"], fields["day"]), ("2021", "apr", "20"))
        self.assertEqual(fields["urldate"], "2021-05")
        self.assertEqual(fields["url"], "https://example.org/a%7Bb%7D%20c?d=1&e=%22%3Cf%3E")
        self.assertTrue(fields["title"].startswith("{=HYPERLINK(\"x\") \\textbraceleft{}Brace 100\\% of \\#1\\_a \\& b "
                                                   "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}"))

    def test_only_what_is_known(self):
        entries = dict(bibtex_entries(self.export("bibtex", "gannet")))
        self.assertEqual(set(entries["bare"]) - {"language"}, {"title"})
        twin = next(fields for key, fields in entries.items() if fields["title"] == "{A gannet}")
        self.assertEqual(set(twin), {"title", "year", "language"})

    def test_batch_cites_an_article_once(self):
        text = self.export("bibtex", "--queries-from=-", stdin="a\tharbour\nb\tcrane\nc\theron\n")
        self.assertEqual([key for key, _ in bibtex_entries(text)].count("crane"), 1)


CSL = {"id", "type", "title", "author", "container-title", "issued", "accessed", "URL", "language"}


class CslJson(Exports):
    def test_items(self):
        items = {item["id"]: item for item in json.loads(self.export("csl-json", "*", "-n", "all"))}
        self.assertEqual(set(items), {hit["article"]["id"] for hit in self.hits("*")})
        for item in items.values():
            self.assertLessEqual(set(item), CSL)
            self.assertIn(item["type"], ("article-newspaper", "webpage"))
        weird = items["Weird ID/ä"]
        self.assertEqual(weird["issued"], {"date-parts": [[2021, 4, 20]]})
        self.assertEqual(weird["accessed"], {"date-parts": [[2021, 5]]})
        self.assertEqual(weird["author"], [{"literal": name} for name in HOSTILE["authors"]])
        self.assertEqual(items["heron"]["issued"], {"date-parts": [[2020, 2]]})
        self.assertEqual(items["Bare"]["issued"], {"date-parts": [[2019]]})
        self.assertNotIn("issued", items["bare"])
        self.assertNotIn("URL", items["bare"])
        year = items["bare"]["accessed"]["date-parts"][0][0]
        self.assertIn(year, (datetime.date.today().year, datetime.date.today().year - 1))

    def test_is_one_array(self):
        self.assertEqual(json.loads(self.export("csl-json", "zzyzx", code=1)), [])
        items = json.loads(self.export("csl-json", "--queries-from=-", stdin="a\tzzyzx\nb\tharbour\nc\tcrane\n"))
        self.assertEqual(sorted(item["id"] for item in items), ["crane", "wader"])
        self.assertEqual(self.search("--format=csl-json", "autor:x", code=2).stdout, "")


ATOM = "{http://www.w3.org/2005/Atom}"
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"


class Atom(Exports):
    def feed(self, *arguments, code=0):
        return xml.fromstring(self.export("atom", *arguments, code=code))

    def check(self, element, required):
        for name in required:
            self.assertEqual(len(element.findall(ATOM + name)), 1, name)
        self.assertRegex(element.findtext(ATOM + "updated"), TIME)
        self.assertRegex(element.findtext(ATOM + "id"), r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]")

    def test_feed_is_valid(self):
        feed = self.feed("gannet OR harbour", "-n", "all")
        entries = feed.findall(ATOM + "entry")
        self.check(feed, ("id", "title", "updated"))
        self.assertEqual(len(entries), len(self.hits("gannet OR harbour")))
        for entry in entries:
            self.check(entry, ("id", "title", "updated", "content"))
            self.assertLessEqual(len(entry.findall(ATOM + "published")), 1)
        self.assertEqual(len({entry.findtext(ATOM + "id") for entry in entries}), len(entries))
        self.assertEqual(feed.findtext(ATOM + "updated"), max(entry.findtext(ATOM + "updated") for entry in entries))

    def test_ids_are_stable(self):
        ids = [entry.findtext(ATOM + "id") for entry in self.feed("gannet").findall(ATOM + "entry")]
        others = [entry.findtext(ATOM + "id") for entry in self.feed("gannet OR harbour").findall(ATOM + "entry")]
        self.assertLess(set(ids), set(others))
        self.assertEqual(self.feed("gannet").findtext(ATOM + "id"), self.feed("gannet", "-n1").findtext(ATOM + "id"))
        self.assertNotEqual(self.feed("gannet").findtext(ATOM + "id"), self.feed("harbour").findtext(ATOM + "id"))

    def test_content_is_escaped_twice(self):
        entry = self.feed('gannet id:"Weird ID/ä"', "--passages=all").find(ATOM + "entry")
        self.assertEqual(entry.findtext(ATOM + "title"), TITLE)
        self.assertEqual(entry.findtext(ATOM + "published"), HOSTILE["published"])
        content = entry.findtext(ATOM + "content")
        self.assertEqual(set(re.findall(r"<[^>]*>", content)), {"<p>", "</p>", "<b>", "</b>", "<br>"})
        text = html.unescape(re.sub(r"<[^>]*>", "", content))
        self.assertIn("& said: <script>x</script>", text)
        self.assertIn("<b>gannet</b>", content)
        self.assertEqual([link.get("href") for link in entry.findall(ATOM + "link")],
                         ["https://example.org/a%7Bb%7D%20c?d=1&e=%22%3Cf%3E"])

    def test_partial_dates_are_no_times(self):
        entries = {entry.findtext(ATOM + "title"): entry for entry in self.feed("gannet").findall(ATOM + "entry")}
        self.assertIsNone(entries["A gannet"].find(ATOM + "published"))
        self.assertEqual(entries["A gannet"].findall(ATOM + "link"), [])

    def test_empty_feed(self):
        feed = self.feed("zzyzx", code=1)
        self.check(feed, ("id", "title", "updated"))
        self.assertEqual(feed.findall(ATOM + "entry"), [])

    def test_no_character_that_xml_forbids(self):
        self.assertEqual(len(self.feed("quux").findall(ATOM + "entry")), 1)


if __name__ == "__main__":
    unittest.main()
