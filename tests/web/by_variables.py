"""osint-search.cgi by CGI variables: every status, header and route."""
import json
import os
import re
import subprocess
import unittest
import urllib.parse

from webpage import CGI, INDEX, NAUGHTY, WORK, Answer, ask, environment

ID = re.compile(r"^osint-search\.cgi: ([0-9a-f]{8}) (\d{3}) ")


class Statuses(unittest.TestCase):
    def assert_failure(self, answer, status):
        self.assertEqual(answer.status, status)
        lines = answer.log.splitlines()
        self.assertEqual(len(lines), 1, answer.log)
        match = ID.match(lines[0])
        self.assertTrue(match, lines[0])
        self.assertEqual(int(match[2]), status)
        self.assertIn(match[1], answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        return answer

    def test_methods(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "<script>"):
            answer = self.assert_failure(ask(method=method, q="tick"), 405)
            self.assertEqual(answer.headers["Allow"], "GET, HEAD")

    def test_bad_queries_have_a_caret(self):
        for query in ("entitty:tick", "entity:tickk", "date:2021-13", "ti*", "tick AND", "date:3m..", "x:<b>"):
            with self.subTest(query):
                answer = self.assert_failure(ask(q=query), 400)
                caret = re.search(r'<pre class="caret">(.*?)</pre>', answer.text, re.S)
                self.assertTrue(caret)
                self.assertIn("^", caret[1])
                self.assertEqual(answer.page.all("input")[0]["value"], query)

    def test_bad_query_for_programs(self):
        answer = self.assert_failure(ask(q="tick entitty:tick", format="json"), 400)
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        error = answer.json["error"]
        self.assertEqual(error["status"], 400)
        self.assertEqual(error["query"], "tick entitty:tick")
        self.assertEqual(error["start"], 5)

    def test_bad_parameters(self):
        for parameters in ({"page": "0"}, {"page": "x"}, {"show": "x"}, {"sort": "x"}, {"format": "exe"}):
            self.assert_failure(ask(q="tick", **parameters), 400)
        for query in ("q=%", "q=%ff", "q=%00", "q=a%0"):
            self.assert_failure(ask(variables={"QUERY_STRING": query}), 400)

    def test_not_found(self):
        for path in ("/nothing", "/article/nothing", "/article/", "/article", "/static/", "/static/main.c",
                     "/static/../../etc/passwd", "/help/", "//", "/article/../../../etc/passwd"):
            self.assert_failure(ask(path), 404)

    def test_too_long(self):
        self.assert_failure(ask(q="a" * 9000), 414)
        self.assert_failure(ask("/article/" + "a" * 2000), 414)

    def test_no_index(self):
        missing = {"OSINT_DB": str(WORK / "nowhere")}
        for path in ("/", "/article/x"):
            answer = self.assert_failure(ask(path, variables=missing, q="tick"), 503)
            self.assertTrue(int(answer.headers["Retry-After"]) > 0)
            self.assertNotIn("nowhere", answer.text)
            self.assertIn("nowhere", answer.log)
        self.assertEqual(ask("/help", variables=missing).status, 200)
        self.assertEqual(ask("/static/style.css", variables=missing).status, 200)

    def test_broken_index(self):
        broken = WORK / "broken"
        broken.mkdir(exist_ok=True)
        (broken / "current").write_text("not an index")
        self.assert_failure(ask(variables={"OSINT_DB": str(broken)}, q="tick"), 503)

    def test_log_is_one_line(self):
        answer = self.assert_failure(ask("/a\n\x1b[31mosint-search.cgi: 00000000 200\u2028"), 404)
        self.assertNotIn("\x1b", answer.log)

    def test_found_and_not_found_are_both_200(self):
        for query in ("tick", "zzzyyyxxx", "lang:ja", "*"):
            answer = ask(q=query)
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.log, "")


class Headers(unittest.TestCase):
    def test_every_answer_is_protected(self):
        for answer in (ask(), ask(q="tick"), ask(q="tick", format="json"), ask("/nothing"), ask("/help"),
                       ask("/static/style.css"), ask(method="POST"), ask(q="entitty:x")):
            policy = answer.headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertNotIn("script-src", policy)
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(answer.headers["Cross-Origin-Opener-Policy"], "same-origin")
            self.assertEqual(int(answer.headers["Content-Length"]), len(answer.body))
            self.assertNotIn("Set-Cookie", answer.headers)

    def test_media_types(self):
        self.assertEqual(ask().headers["Content-Type"], "text/html; charset=utf-8")
        self.assertEqual(ask("/static/style.css").headers["Content-Type"], "text/css; charset=utf-8")
        self.assertEqual(ask("/static/icon.svg").headers["Content-Type"], "image/svg+xml")
        self.assertEqual(ask("/robots.txt").headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertTrue(ask(q="tick", format="json").headers["Content-Type"].startswith("application/json"))

    def test_head(self):
        for path, parameters in (("/", {"q": "tick"}), ("/", {}), ("/nothing", {}), ("/help", {})):
            full, head = ask(path, **parameters), ask(path, method="HEAD", **parameters)
            self.assertEqual(head.body, b"")
            self.assertEqual(head.status, full.status)
            self.assertEqual(set(head.headers), set(full.headers))
            self.assertEqual(head.headers["Content-Length"], full.headers["Content-Length"])

    def test_unchanged(self):
        for path, parameters in (("/", {}), ("/", {"q": "tick"}), ("/", {"q": "tick", "format": "json"}),
                                 ("/static/style.css", {}), ("/help", {})):
            etag = ask(path, **parameters).headers["ETag"]
            self.assertRegex(etag, r'^"[0-9a-f]+"$')
            again = ask(path, variables={"HTTP_IF_NONE_MATCH": f'"x", W/{etag}'}, **parameters)
            self.assertEqual((again.status, again.body, again.headers["ETag"]), (304, b"", etag))
            self.assertNotIn("Content-Length", again.headers)

    def test_entity_tags_tell_questions_apart(self):
        questions = [{"q": "tick"}, {"q": "tick", "page": "2"}, {"q": "tick", "sort": "newest"}, {"q": "police"},
                     {"q": "tick", "show": "articles"}, {"q": "tick", "format": "json"}, {}]
        tags = [ask(**question).headers["ETag"] for question in questions]
        mounted = ask(variables={"SCRIPT_NAME": ""}, q="tick").headers["ETag"]
        self.assertEqual(len(set(tags + [mounted])), len(questions) + 1)

    def test_unchanged_is_answered_before_failing_queries(self):
        self.assertEqual(ask(variables={"HTTP_IF_NONE_MATCH": "*"}, q="entitty:x").status, 400)


class Search(unittest.TestCase):
    def test_entity(self):
        page = ask(q="entity:tick").page
        self.assertTrue(page.all("mark"))
        self.assertTrue(page.all("a", "on"))
        self.assertTrue(page.all("li", "hit"))
        self.assertIn("BRONZE BUTLER", page.words_only)
        self.assertIn("also searched as", page.words_only)

    def test_only_this_name(self):
        page = ask(q='entity:"BRONZE BUTLER"').page
        exact = [link for link in page.links() if "entity:%3D" in link]
        self.assertEqual(len(exact), 1)
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(exact[0]).query)["q"][0]
        self.assertEqual(query, 'entity:="BRONZE BUTLER"')
        narrower = ask(q=query)
        self.assertEqual(narrower.status, 200)
        self.assertTrue(narrower.page.all("li", "hit"))

    def test_entities_and_cards(self):
        counted = json.loads(ask(q="entity:tick", show="entities", format="json").body)
        self.assertIn("tick", [each["id"] for each in counted["results"]])
        card, = json.loads(ask(q="tick", show="entity", format="json").body)["results"]
        self.assertEqual(card["id"], "tick")
        self.assertTrue(card["newest"])
        self.assertEqual(ask(q="nobody at all", show="entity", format="json").status, 400)
        self.assertEqual(ask(q="entity:tick entity:japan", show="entity", format="json").status, 400)

    def test_links_lead_somewhere(self):
        page = ask(q="entity:tick").page
        links = {link.partition("#")[0] for link in page.links() if link.startswith("/cgi-bin/")}
        self.assertGreater(len(links), 10)
        for link in sorted(links):
            parts = urllib.parse.urlsplit(link)
            path = urllib.parse.unquote(parts.path.removeprefix("/cgi-bin/osint-search.cgi"))
            with self.subTest(link):
                expected = 303 if parts.query.startswith("like=") else 200
                self.assertEqual(ask(path, variables={"QUERY_STRING": parts.query}).status, expected)

    def test_page_filled_with_the_closest(self):
        answer = ask(q="why did the police in tokyo refer a man to prosecutors")
        self.assertIn("3 articles have all of this; behind come the closest", answer.text)
        self.assertIn("<span>1–10</span>", answer.text)
        self.assertNotIn("<mark>the</mark>", answer.text)

    def test_timeline(self):
        answer = ask(q="entity:tick", show="timeline")
        self.assertEqual(answer.status, 200)
        self.assertIn("Timeline", answer.text)
        self.assertRegex(answer.text, r'<th scope="row"><a [^>]*date:2021-04">April 2021</a></th><td>14</td>')
        self.assertIn("<title>April 2021: 14 articles</title>", answer.text)
        self.assertIn(">undated</th>", answer.text)
        for order, first in (("oldest", ">October 2017<"), ("newest", ">May 2021<")):
            rows = re.findall('<th scope="row">(.*?)</th>', ask(q="entity:tick", show="timeline", sort=order).text)
            self.assertIn(first, rows[0])
            self.assertEqual(rows[-1], "undated")
        months = json.loads(ask(q="entity:tick", show="timeline", format="json").text)
        self.assertEqual((months["by"], sum(row["articles"] for row in months["results"])), ("month", 25))
        self.assertEqual(ask(q="entity:tick", show="timeline", format="csv").text.partition("\r\n")[0],
                         "period,precision,articles")
        self.assertEqual(ask(q="entity:tick", show="timeline", format="atom").status, 400)
        self.assertEqual(ask(q="zzzyyyxxx tick", show="timeline").status, 200)

    def test_counts_beside_are_of_all_that_match(self):
        narrow = ask(q="entity:tick").page
        self.assertIn("English", narrow.words_only)
        self.assertRegex(narrow.words_only, r"English *16")

    def test_feed_knows_its_address(self):
        feed = ask(q="entity:tick", format="atom", variables={"HTTP_HOST": "search.example.org"})
        self.assertTrue(feed.headers["Content-Type"].startswith("application/atom+xml"))
        self.assertRegex(feed.text, r'<link rel="self" type="application/atom\+xml" href="https?://search\.example\.org'
                                    r'[^"]*q=entity:tick&#38;format=atom"/>')

    def test_saved_queries_are_of_the_configuration(self):
        config = WORK / "saved.ini"
        config.write_text("[queries]\ncase = entity:tick lang:ja\n")
        saved = {"OSINT_CONFIG": str(config)}
        answer = ask(q="query:case", variables=saved)
        self.assertEqual(answer.status, 200)
        self.assertIn("entity:tick lang:ja", answer.text)
        self.assertEqual(ask(q="query:case").status, 400)
        self.assertIn('did you mean "case"?', ask(q="query:cas", variables=saved).page.words_only)
        config.write_text("[queries]\ncase = entity:tick lang:en\n")
        again = ask(q="query:case", variables={**saved, "HTTP_IF_NONE_MATCH": answer.headers["ETag"]})
        self.assertEqual(again.status, 200)

    def test_nothing_found_says_what_would_be_without_each_filter(self):
        page = ask(q="prosecutors lang:fr source:nowhere").page
        self.assertIn("Nothing found", page.words_only)
        self.assertNotIn("Search without", page.words_only)
        page = ask(q="tick lang:fr").page
        count = ask(q="tick", format="json").json["total"]["articles"]
        self.assertIn(f"Search without “language: French” {count} articles", page.words_only)

    def test_facets_keep_to_a_value_or_leave_it_out(self):
        def follow(link):
            return ask(q=urllib.parse.parse_qs(link[1:])["q"][0], format="json").json["total"]["articles"]
        all_articles = ask(q="tick", format="json").json["total"]["articles"]
        links = [attributes["href"] for attributes in ask(q="tick").page.all("a")
                 if attributes.get("rel") == "nofollow" and "lang:de" in attributes["href"]]
        self.assertEqual(len(links), 2)
        self.assertEqual(sum(follow(link) for link in links), all_articles)

    def test_bars_lead_to_what_they_count(self):
        bars = re.findall(r'<a [^>]*href="\?q=([^"]*)"><title>[^:]*: (\d+) article', ask(q="entity:tick").text)
        self.assertGreater(len(bars), 3)
        for query, count in bars:
            found = ask(q=urllib.parse.unquote(query), format="json").json
            self.assertEqual(found["total"]["articles"], int(count), query)

    def test_a_page_of_results_is_light(self):
        for query in ("tick", "entity:tick", "*", "japan", "entity:tick OR japan NOT lang:ko",
                      "police hackers servers Japan"):
            self.assertLess(len(ask(q=query).body), 60_000, query)

    def test_filters_can_be_removed(self):
        page = ask(q="tick lang:en").page
        remove = [attributes for attributes in page.all("a") if attributes.get("aria-label", "").startswith("Remove")]
        self.assertEqual([attributes["href"] for attributes in remove], ["?q=tick"])

    def test_same_json_as_the_command_line(self):
        found = ask(q="entity:tick", format="json").json
        self.assertEqual(found["format"], "osint-search/1")
        self.assertEqual(found["query"]["text"], "entity:tick")
        program = CGI.parent / "osint-search"
        if not program.exists():
            self.skipTest("no osint-search beside the CGI program")
        result = subprocess.run([program, "--format=json", "entity:tick"], env=environment(), capture_output=True,
                                check=True)
        self.assertEqual(json.loads(result.stdout), found)

    def test_ndjson_is_one_object_a_line(self):
        lines = ask(q="entity:tick", format="ndjson").text.splitlines()
        self.assertTrue(lines)
        for line in lines:
            json.loads(line)

    def test_pages_do_not_overlap(self):
        first, second = ask(q="*"), ask(q="*", page="2")
        one = {link for link in first.page.links() if "/article/" in link}
        two = {link for link in second.page.links() if "/article/" in link}
        self.assertEqual(len(first.page.all("li", "hit")), 10)
        self.assertTrue(two)
        self.assertFalse(one & two)
        self.assertTrue([attributes for attributes in second.page.all("a") if attributes.get("rel") == "prev"])

    def test_copies(self):
        query = "source:courier prosecutors"
        folded = ask(q="prosecutors", format="json").json
        each = ask(q="prosecutors", copies="show", format="json").json
        self.assertEqual(folded["total"]["articles"] + folded["total"]["folded"], each["total"]["articles"])
        page = ask(q=query).page
        self.assertIn("2 copies", page.words_only)
        listed = [link for link in page.links() if "/article/eg-2021-servers" in link]
        self.assertEqual(len(listed), 1)
        self.assertIn("copies=show", "".join(ask(q="prosecutors").page.links()))
        shown = ask(q="prosecutors", copies="show", sort="newest").page
        self.assertIn("Fold them", shown.words_only)
        self.assertTrue(all("copies=show" in link for link in shown.links()
                            if "/article/" not in link and ("page=" in link or "format=" in link)))
        self.assertEqual(ask(q=query, copies="some").status, 400)
        self.assertNotEqual(ask(q=query).headers["ETag"], ask(q=query, copies="show").headers["ETag"])

    def test_past_the_end(self):
        answer = ask(q="tick", page="900")
        self.assertEqual(answer.status, 200)
        self.assertIn("past the end", answer.page.words_only)

    def test_sorting(self):
        for order, newest_first in (("newest", True), ("oldest", False)):
            times = [attributes["datetime"][:4] for attributes in ask(q="entity:tick", sort=order).page.all("time")]
            self.assertEqual(times, sorted(times, reverse=newest_first))

    def test_one_passage_an_article(self):
        page = ask(q="servers", show="articles").page
        self.assertEqual(len(page.all("blockquote")), len(page.all("li", "hit")))

    def test_start(self):
        page = ask().page
        self.assertIn("autofocus", page.all("input")[0])
        self.assertTrue(page.all("a", "chip"))
        for link in page.links("chip"):
            query = urllib.parse.urlsplit(link).query
            self.assertTrue(ask(variables={"QUERY_STRING": query}).page.all("li", "hit"), link)

    def test_examples_find_something(self):
        for language in ("en", "ja"):
            page = ask(variables={"HTTP_ACCEPT_LANGUAGE": language}).page
            examples = [link for link in page.links() if "?q=" in link]
            self.assertGreater(len(examples), 12)
            for link in examples:
                query = urllib.parse.urlsplit(link).query
                self.assertEqual(ask(variables={"QUERY_STRING": query}).status, 200, link)

    def test_more_like_an_article(self):
        answer = ask(like="sw-2021-servers")
        self.assertEqual(answer.status, 303)
        location = urllib.parse.urlsplit(answer.headers["Location"])
        self.assertEqual(location.path, "/cgi-bin/osint-search.cgi/")
        query, = urllib.parse.parse_qs(location.query)["q"]
        page = ask(q=query).page
        self.assertEqual(page.all("input")[0]["value"], query)
        titles = [link for link in page.links() if "/article/" in link and "#p" in link]
        self.assertFalse([link for link in titles if "/sw-2021-servers?" in link])
        first = json.loads(ask(q=query, format="json").body)["results"][:5]
        languages = {each["article"]["language"] for each in first}
        self.assertGreater(len(languages), 1)
        itself = json.loads(ask(q=query.rpartition(" NOT ")[0], format="json").body)["results"][0]
        self.assertEqual(itself["article"]["id"], "sw-2021-servers")
        self.assertEqual(ask(like="no such").status, 404)
        self.assertIn("q=%28lang:ja%29%20", ask(like="sw-2021-servers", q="lang:ja").headers["Location"])
        self.assertIn("format=json", ask(like="sw-2021-servers", format="json").headers["Location"])

    def test_citations(self):
        path = "/article/sw-2021-servers"
        text = ask(path, format="text")
        self.assertEqual(text.headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertRegex(text.text, r"\ASample Wire Tokyo desk: “.+”\. Sample Wire, 2021-04-20\. "
                                    r"https://\S+ \(accessed \d{4}-\d\d-\d\d\)\n\Z")
        self.assertTrue(ask(path, format="bibtex").text.startswith("@misc{sw-2021-servers,"))
        item, = json.loads(ask(path, format="csl-json").body)
        self.assertEqual(item["container-title"], "Sample Wire")
        self.assertEqual(ask(path, format="trec").status, 400)
        self.assertEqual(ask("/article/none", format="bibtex").status, 404)

    def test_mistakes_are_mended_by_a_link(self):
        for query, mended in {"entity:tikc japan": "entity:tick japan", "enttiy:tick": "entity:tick",
                              "lang:jp tick": "lang:ja tick", "mentions:tikc>=3": "mentions:tick>=3"}.items():
            answer = ask(q=query)
            self.assertEqual(answer.status, 400)
            link, = [link for link in answer.page.links() if "?q=" in link]
            self.assertEqual(urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["q"], [mended])
            self.assertEqual(ask(q=mended).status, 200)

    def test_failures_in_japanese(self):
        japanese = {"HTTP_ACCEPT_LANGUAGE": "ja"}
        failures = {"検索式を読み取れません": ask(q="entity:tikc", variables=japanese),
                    "アドレスを読み取れません": ask(page="x", variables=japanese),
                    "見つかりません": ask("/nowhere", variables=japanese),
                    "ここでは読むことしかできません": ask(method="POST", variables=japanese),
                    "アドレスが長すぎます": ask(q="x" * 9000, variables=japanese),
                    "索引を読めません": ask(q="x", variables={**japanese, "OSINT_DB": str(WORK / "nowhere")})}
        for heading, answer in failures.items():
            self.assertIn(heading, answer.text)
            self.assertNotRegex(answer.log, "[ぁ-ん]")
        query = failures["検索式を読み取れません"]
        self.assertIn("その名前は登録されていません。", query.text)
        self.assertIn('<p lang="en">No entity is called', query.text)

    def test_mount_points(self):
        for mount in ("", "/", "/cgi-bin/osint-search.cgi", "/a b"):
            page = ask(variables={"SCRIPT_NAME": mount}, q="tick").page
            prefix = urllib.parse.quote(mount.rstrip("/"))
            for link in page.links():
                self.assertTrue(link.startswith((prefix + "/", "?", "#", "https://", "http://")), link)
        hostile = ask(variables={"SCRIPT_NAME": "//evil.example"}, q="tick")
        self.assertNotIn("evil.example", hostile.text)

    def test_path_info_may_be_missing(self):
        self.assertIn("Newest articles", ask(variables={"PATH_INFO": None}).page.words_only)
        self.assertIn("Newest articles", ask(variables={"PATH_INFO": "", "QUERY_STRING": None}).page.words_only)


class Articles(unittest.TestCase):
    def first_link(self, query):
        return [link for link in ask(q=query).page.links() if "/article/" in link][0]

    def follow(self, link):
        parts = urllib.parse.urlsplit(link)
        path = urllib.parse.unquote(parts.path.removeprefix("/cgi-bin/osint-search.cgi"))
        return ask(path, variables={"QUERY_STRING": parts.query}), parts.fragment

    def test_anchor_and_marks(self):
        answer, fragment = self.follow(self.first_link("entity:tick"))
        page = answer.page
        self.assertRegex(fragment, r"^p\d+$")
        self.assertIn(fragment, [attributes.get("id") for attributes in page.all("span", "passage")])
        self.assertTrue(page.all("mark"))
        self.assertTrue(page.all("span", "actor"))
        self.assertTrue([attributes for attributes in page.all("a", "first") if attributes.get("title")])

    def test_every_passage_has_an_anchor(self):
        link = self.first_link("servers")
        record = self.follow(link.partition("?")[0] + "?format=json")[0].json
        ids = {attributes.get("id") for attributes in self.follow(link)[0].page.all("span", "passage")}
        for passage in record["passages"]:
            self.assertIn(f"p{passage['index']}", ids)

    def test_provenance(self):
        link = self.first_link("servers").partition("?")[0]
        record = self.follow(link + "?format=json")[0].json
        answer = self.follow(link)[0]
        words = answer.page.words_only
        for key in ("sha256", "path", "publisher", "id", "url"):
            self.assertIn(record[key], words)
        source = [attributes for attributes in answer.page.all("a") if attributes["href"] == record["url"]]
        self.assertEqual(set(source[0]["rel"].split()), {"noreferrer", "noopener", "nofollow", "external"})

    def test_text_is_whole(self):
        link = self.first_link("servers").partition("?")[0]
        record = self.follow(link + "?format=json")[0].json
        words = self.follow(link)[0].page.words_only
        for sentence in record["text"].split(". ")[:3]:
            self.assertIn(re.sub(r"\s+", " ", sentence)[-30:], re.sub(r"\s+", " ", words))

    def test_bad_query_is_only_not_marked(self):
        link = self.first_link("servers").partition("?")[0]
        answer = self.follow(link + "?q=entitty:x")[0]
        self.assertEqual(answer.status, 200)
        self.assertFalse(answer.page.all("mark"))

    def test_odd_ids(self):
        link = [link for link in ask(q="odd identifiers").page.links() if "/article/" in link][0]
        answer = self.follow(link)[0]
        self.assertEqual(answer.status, 200)
        self.assertIn("An odd id", answer.page.words_only)

    def test_no_title(self):
        answer = ask("/article/untitled")
        self.assertIn("Untitled quarantine story", re.search("<h1.*?</h1>", answer.text)[0])

    def test_not_modified(self):
        etag = ask("/article/untitled").headers["ETag"]
        self.assertEqual(ask("/article/untitled", variables={"HTTP_IF_NONE_MATCH": etag}).status, 304)
        self.assertNotEqual(ask("/article/untitled", q="story").headers["ETag"], etag)


class Hostile(unittest.TestCase):
    def assert_clean(self, answer):
        answer.page  # raises on anything that is not the program's own markup
        for character in answer.text:
            code = ord(character)
            self.assertFalse(code < 32 and character not in "\n\t" or 127 <= code < 160 or code in (0x202D, 0x202E),
                             f"U+{code:04X}")

    def test_titles_and_texts(self):
        self.assert_clean(ask(q="quarantine"))
        self.assert_clean(ask(q="quarantine", page="2"))
        for number in range(len(NAUGHTY)):
            answer = ask(f"/article/hostile-{number}", q="quarantine")
            self.assertEqual(answer.status, 200)
            self.assert_clean(answer)
            self.assertNotIn('href="javascript', answer.text)

    def test_text_is_shown_as_it_is(self):
        words = ask("/article/hostile-0").page.words_only
        self.assertIn("Quarantine begins with <script>alert(1)</script> and it ends", words)

    def test_queries(self):
        for text in NAUGHTY + ["\x00"[:0] + "q\x01", "\u2028", "\ufffe", '"' * 50, "(" * 50, "\\", "a\nb"]:
            for query in (text, f'"{text}"', f"title:{text}", f"entity:{text}"):
                answer = ask(q=query)
                self.assertIn(answer.status, (200, 400))
                self.assert_clean(answer)

    def test_paths(self):
        for text in NAUGHTY:
            self.assert_clean(ask("/" + text))
            self.assert_clean(ask("/article/" + text))

    def test_headers_cannot_be_split(self):
        answer = ask(variables={"SCRIPT_NAME": "/x\r\nSet-Cookie: a=b", "HTTP_HOST": "a\r\nX: y",
                                "HTTP_IF_NONE_MATCH": "\"a\"\r\nX: y"}, q="tick\r\nX: y")
        self.assertNotIn("X", answer.headers)
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assert_clean(answer)

    def test_opensearch(self):
        answer = ask("/opensearch.xml", variables={"HTTP_HOST": "\"/><x>", "SERVER_NAME": "search.example"})
        self.assertIn("http://search.example/cgi-bin/osint-search.cgi/?q={searchTerms}", answer.text)

    def test_a_request_changes_nothing(self):
        before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(INDEX.rglob("*"))}
        for parameters in ({"db": "/etc"}, {"config": "/etc/passwd"}, {"q": "tick", "OSINT_DB": "/etc"}):
            self.assertEqual(ask(**parameters).status, 200)
        self.assertEqual(ask(variables={"HTTP_OSINT_DB": "/etc"}, q="tick").status, 200)
        self.assertEqual(before, {path: (path.stat().st_mtime_ns, path.stat().st_size)
                                  for path in sorted(INDEX.rglob("*"))})


class ByHand(unittest.TestCase):
    def run_by_hand(self, *arguments, code):
        bare = {name: value for name, value in environment().items() if name != "GATEWAY_INTERFACE"}
        result = subprocess.run([CGI, *arguments], env=bare, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, code)
        return result

    def test_options(self):
        self.assertIn("Usage", self.run_by_hand("--help", code=0).stdout)
        self.assertRegex(self.run_by_hand("--version", code=0).stdout, r"^osint-search\.cgi \d+\.\d+")
        self.assertIn("Usage", self.run_by_hand(code=2).stderr)
        self.assertIn("Usage", self.run_by_hand("--db", "/etc", code=2).stderr)

    def test_a_query_string_is_no_option(self):
        result = subprocess.run([CGI, "--version"], capture_output=True, timeout=60,
                                env=environment(REQUEST_METHOD="GET", PATH_INFO="/", QUERY_STRING="--version"))
        self.assertEqual(Answer(result.stdout, "").status, 200)

    def test_neither_the_writer_nor_libxml2_is_linked(self):
        libraries = subprocess.run(["ldd", CGI], capture_output=True, text=True, check=True).stdout
        self.assertIn("libxapian", libraries)
        self.assertNotIn("libxml", libraries)
        symbols = subprocess.run(["nm", CGI], capture_output=True, text=True).stdout
        if "osint_site_answer" not in symbols:
            self.skipTest("the program is stripped")
        self.assertNotIn("osint_writer_", symbols)

    def test_closed_output_is_an_error(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run([CGI], stdout=full, stderr=subprocess.DEVNULL, timeout=60,
                                    env=environment(REQUEST_METHOD="GET", PATH_INFO="/help"))
        self.assertEqual(result.returncode, 1)


if __name__ == "__main__":
    unittest.main()
