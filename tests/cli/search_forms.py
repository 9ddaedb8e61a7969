"""The forms of the answer: terminal, pipe, JSON, NDJSON, TREC."""
import json
import unittest

from search_program import SearchTest


class Forms(SearchTest):
    def test_pipe_has_one_line_a_passage(self):
        result = self.search('"false names"')
        path = self.shared / "corpus/heron.txt"
        self.assertEqual(result.stdout,
                         f"{path}:1:The group known as Wooden Heron rented servers under false names, police said. "
                         "Another company calls the group HERON TWO.\n")
        self.assertEqual(result.stderr, "")

    def test_terminal(self):
        path = self.shared / "corpus/heron.txt"
        self.assertEqual(self.on_terminal("--color=never", '"false names"', 'actor:"grey wader"', columns=60),
                         'searched for "false names" actor:"grey wader"\n'
                         'grey wader is Wooden Heron: also searched as HERON TWO (1)\n'
                         "  Grey Wader: list list.tsv\n"
                         '  only this name: entity:="Grey Wader"\n'
                         "\n"
                         " 1. Hackers called Wooden Heron\n"
                         "    Sample Wire · 2020-02 · en\n"
                         f"    {path}\n"
                         "\n"
                         "    [1]  The group known as Wooden Heron rented servers\n"
                         "         under false names, police said. Another company\n"
                         "         calls the group HERON TWO.\n"
                         "\n"
                         "1 article\n")

    def test_colours(self):
        marked = "\033[1;31mfalse names\033[0m"
        self.assertIn(marked, self.on_terminal('"false names"'))
        self.assertNotIn("\033", self.on_terminal('"false names"', NO_COLOR="1"))
        self.assertNotIn("\033", self.on_terminal('"false names"', TERM="dumb"))
        self.assertIn(marked, self.on_terminal('"false names"', "--color", NO_COLOR="1"))
        self.assertNotIn("\033", self.search('"false names"').stdout)
        self.assertIn(marked, self.search('"false names"', "--color=always").stdout)

    def test_pager(self):
        self.assertIn("PAGED searched for harbour\n", self.on_terminal("harbour", PAGER="sed 's/^/PAGED /'",
                                                                       NO_COLOR="1"))
        self.assertNotIn("PAGED", self.on_terminal("harbour", "--pager=never", PAGER="sed 's/^/PAGED /'"))
        self.assertNotIn("PAGED", self.on_terminal("harbour", "--count", PAGER="sed 's/^/PAGED /'"))
        self.assertNotIn("PAGED", self.on_terminal("autor:x", PAGER="sed 's/^/PAGED /'", code=2))
        self.environment["PAGER"] = "sed 's/^/PAGED /'"
        self.assertNotIn("PAGED", self.search("harbour", "--pager=always").stdout)
        self.on_terminal("harbour", PAGER="true")

    def test_pager_can_be_a_pipeline(self):
        """Its programs end when nobody reads them, which osint-search itself does not."""
        self.assertNotIn("deaf", self.on_terminal("harbour", PAGER="sh -c 'kill -PIPE $$; echo deaf'"))
        self.on_terminal("zzyzx", PAGER="true", code=1)

    def test_nothing_a_terminal_acts_on(self):
        for arguments in ([], ["--show=articles"], ["--analyze"], ["--explain"], ["--format=json"],
                          ["--format=ndjson"], ["--format=trec"], ["-l"], ["--format=markdown"], ["--format=bibtex"],
                          ["--format=csl-json"], ["--format=atom"], ["--format=csv"], ["--show=timeline"],
                          ["--facets"]):
            query = "quux OR \x1b[31mred"
            for text in (self.search(*arguments, query).stdout,
                         self.on_terminal(*arguments, query, NO_COLOR="1")):
                if arguments == ["--format=csv"]:
                    text = text.replace("\r\n", "\n")
                self.assertNotRegex(text, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", arguments)
                self.assertTrue(text)

    def test_json(self):
        answer = self.json("harbour")
        self.assertEqual(list(answer), ["format", "query", "total", "results", "suggestion"])
        self.assertEqual(answer["format"], "osint-search/1")
        self.assertEqual(answer["total"], {"articles": 2, "exact": True})
        self.assertEqual([each["rank"] for each in answer["results"]], [1, 2])
        for result in answer["results"]:
            self.assertEqual(list(result), ["rank", "score", "missing", "article", "passages", "copies"])
            self.assertEqual(list(result["article"]), ["id", "title", "authors", "publisher", "url", "published",
                                                       "language", "path", "sha256"])
            for passage in result["passages"]:
                self.assertEqual(list(passage), ["index", "score", "text", "start", "end", "highlights",
                                                 "mentions", "cites"])
                for start, end in passage["highlights"]:
                    self.assertEqual(passage["text"][start:end], "harbour")

    def test_json_counts_code_points(self):
        passage = self.json("警視庁")["results"][0]["passages"][0]
        (start, end), = passage["highlights"]
        self.assertEqual(passage["text"][start:end], "警視庁")
        self.assertEqual(passage["end"] - passage["start"], len(passage["text"]))

    def test_json_mentions_and_names(self):
        answer = self.json('entity:"grey wader"')
        entity, = answer["query"]["entities"]
        names = {each["name"]: (each["articles"], each["lists"], each["users"], each["also"], each["only"])
                 for each in entity.pop("names")}
        self.assertEqual(names, {
            "Wooden Heron": (1, ["list.tsv"], [], [], 'entity:="Wooden Heron"'),
            "HERON TWO": (1, ["list.tsv"], [], [], 'entity:="HERON TWO"'),
            "Grey Wader": (1, ["list.tsv"], [], [], 'entity:="Grey Wader"')})
        self.assertEqual(entity, {"id": "wooden-heron", "name": "Wooden Heron", "matched_by": "grey wader",
                                  "also_searched": ["Wooden Heron", "HERON TWO"], "type": "threat-actor",
                                  "counted": {"articles": 2, "exact": True}})
        mentions = [(passage["text"][each["start"]:each["end"]], each["text"], each["entity"])
                    for result in answer["results"] for passage in result["passages"]
                    for each in passage["mentions"]]
        self.assertEqual(sorted(mentions), [("Grey Wader", "Grey Wader", "wooden-heron"),
                                            ("HERON TWO", "HERON TWO", "wooden-heron"),
                                            ("Wooden Heron", "Wooden Heron", "wooden-heron")])

    def test_json_of_nothing(self):
        answer = self.json("zzyzx", code=1)
        self.assertEqual((answer["results"], answer["total"]["articles"]), ([], 0))

    def test_ndjson_is_the_results(self):
        lines = self.search("--format=ndjson", "harbour").stdout.splitlines()
        self.assertEqual([json.loads(line) for line in lines], self.json("harbour")["results"])
        self.assertEqual(self.search("--format=ndjson", "zzyzx", code=1).stdout, "")

    def test_trec(self):
        results = self.json("harbour")["results"]
        lines = [line.split(" ") for line in self.search("--format=trec", "harbour").stdout.splitlines()]
        self.assertEqual([line[:4] + line[5:] for line in lines],
                         [["1", "Q0", each["article"]["id"], str(each["rank"]), "osint-search"]
                          for each in results])
        for line, each in zip(lines, results):
            self.assertAlmostEqual(float(line[4]), each["score"], 4)

    def test_forms_that_are_not_there(self):
        for format in ("stix", "misp", "graphml", "dot", "svg", "nonsense"):
            self.assertIn(f"--format={format} is not available for --show=passages",
                          self.search(f"--format={format}", "harbour", code=2).stderr)
        for format in ("csv", "trec", "bibtex", "csl-json"):
            self.assertIn(f"--format={format} is not available for --show=entity; there are text, json, ndjson, "
                          "atom, markdown", self.search("--show=entity", f"--format={format}", "heron two", code=2).stderr)
        for view in ("sources", "nonsense"):
            self.assertIn(f"--show={view}: must be one of passages, articles, timeline",
                          self.search(f"--show={view}", "harbour", code=2).stderr)
        for format in ("atom", "trec", "bibtex", "csl-json"):
            self.assertIn(f"--format={format} is not available for --show=timeline; there are text, json, ndjson, csv, "
                          "markdown", self.search("--show=timeline", f"--format={format}", "harbour", code=2).stderr)


if __name__ == "__main__":
    unittest.main()
