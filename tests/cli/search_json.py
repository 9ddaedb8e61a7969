"""What osint-json(5) says is what there is: every object has the keys that the page gives it."""
import json
import pathlib
import re
import unittest

from search_program import SearchTest

PAGE = (pathlib.Path(__file__).resolve().parents[2] / "search/osint-json.5").read_text()
TOKEN = re.compile(r'\s*("(?:\w|-|/)+"|[{}\[\],:]|\w+)')


def parse(text, at=0):
    """An object of the page's notation: keys with what is said of their values, None when nothing is."""
    token = TOKEN.match(text, at)
    kind, at = token[1], token.end()
    if kind == "[":
        inner, at = parse(text, at)
        return [inner], TOKEN.match(text, at).end()
    if kind != "{":
        return None, at
    keys = {}
    while True:
        key = TOKEN.match(text, at)
        at, keys[key[1].strip('"')] = key.end(), None
        separator = TOKEN.match(text, at)
        if separator[1] == ":":
            keys[key[1].strip('"')], at = parse(text, separator.end())
            separator = TOKEN.match(text, at)
        at = separator.end()
        if separator[1] == "}":
            return keys, at


def objects_of_page():
    blocks = re.findall(r"\.Bd -literal.*\n((?:.*\n)*?)\.Ed", PAGE.partition(".Sh EXAMPLES")[0])
    inline = re.findall(r"^\.Ql (\{.*\})", PAGE, re.M)
    return [parse(block)[0] for block in blocks], [parse(each.replace(r"\(dq", '"'))[0] for each in inline]


def with_keys(objects, *keys):
    return next(each for each in objects if set(keys) <= set(each))


class Json(SearchTest):
    def follow(self, value, spec, where="answer"):
        if isinstance(spec, list) and isinstance(value, list):
            for each in value:
                self.follow(each, spec[0], where)
        elif isinstance(spec, dict):
            self.assertEqual(list(value), list(spec), where)
            for key, inner in spec.items():
                self.follow(value[key], inner, f"{where}.{key}")

    def setUp(self):
        super().setUp()
        views, self.inline = objects_of_page()
        self.hits, self.timeline, self.entities_view, self.network, self.card = views

    def test_the_page_is_read(self):
        self.assertEqual(set(self.hits), {"format", "query", "total", "results", "facets", "suggestion"})
        self.assertEqual(set(self.timeline["results"][0]), {"period", "precision", "articles"})
        self.assertGreaterEqual(len(self.inline), 5)

    def test_hits(self):
        for query, code in (('entity:"grey wader"', 0), ("harbour zzyzx", 0), ("zzyzx", 1), ("*", 0)):
            for show in ("passages", "articles"):
                without = {key: spec for key, spec in self.hits.items() if key != "facets"}
                answer = self.json(f"--show={show}", query, code=code)
                self.follow(answer, without)
                for hit in answer["results"]:
                    self.follow(hit["article"], with_keys(self.inline, "sha256"))
                    for passage in hit["passages"]:
                        self.assertIn("highlights", passage)
                        self.follow(passage["mentions"], [with_keys(self.inline, "entity", "start")])
                self.follow(answer["query"]["entities"], [with_keys(self.inline, "matched_by")])

    def test_passages(self):
        section = PAGE.partition(".Ss passages\n")[2].partition("\n.Ss ")[0]
        keys = [key for names in re.findall(r"^\.It (.*)", section, re.M) for key in names.split(" , ")]
        keys.remove("page")  # of documents that have pages
        for passage in self.json("harbour", "--explain")["results"][0]["passages"]:
            self.assertEqual(list(passage), keys)
        for passage in self.json("harbour")["results"][0]["passages"]:
            self.assertEqual(list(passage), [key for key in keys if key != "explanation"])

    def test_facets(self):
        self.follow(self.json("--facets", "*"), self.hits)
        facets = self.json("--facets", "*")["facets"]
        for key in ("entity", "type", "source", "language", "year"):
            self.assertTrue(facets[key])
            for each in facets[key]:
                keys = set(with_keys(self.inline, "value", "filter"))
                self.assertEqual(set(each), keys | ({"name", "type"} if key == "entity" else set()))
        self.assertEqual(list(facets["more"]), ["entity", "type", "source", "language", "year", "tag"])

    def test_timeline(self):
        self.follow(self.json("--show=timeline", "*"), self.timeline)
        self.follow(self.json("--show=timeline", "zzyzx", code=1), self.timeline)

    def test_entities(self):
        self.follow(self.json("--show=entities", "*"), self.entities_view)
        self.follow(self.json("--show=entities", "zzyzx", code=1), self.entities_view)

    def test_network(self):
        answer = self.json("--show=network", "*")
        self.follow(answer, self.network)

    def test_card(self):
        answer = self.json("--show=entity", "heron two")
        self.follow(answer, self.card)
        card, = answer["results"]
        self.follow(card["names"], [with_keys(self.inline, "only", "lists")])
        self.assertTrue(card["newest"])
        self.follow(card["newest"], [with_keys(self.inline, "article", "passages")])

    def test_a_batch_has_names(self):
        answers = json.loads(self.search("--format=json", "--queries-from=-", stdin="a\tharbour\n").stdout)
        spec = {**self.hits, "query": {"name": None, **self.hits["query"]}}
        del spec["facets"]
        self.follow(answers, [spec])


if __name__ == "__main__":
    unittest.main()
