"""Options, exit codes, many queries at once."""
import json
import os
import pathlib
import re
import subprocess
import unittest

from program import BIN
from search_program import SearchTest


class Options(SearchTest):
    def test_exit_codes(self):
        self.search("harbour")
        self.search("zzyzx", code=1)
        self.search("autor:x", code=2)
        self.search("--nope", "harbour", code=2)
        self.search(code=2)
        self.search("--db", self.home / "none", "harbour", code=3)
        self.search("--help")
        self.assertRegex(self.search("--version").stdout, r"^osint-search \d")

    def test_bad_query_has_a_caret(self):
        result = self.search("autor:x", code=2)
        self.assertEqual(result.stderr, 'osint-search: unknown field "autor", nearest is "author"\n'
                                        "  autor:x\n  ^~~~~\n")
        self.assertEqual(result.stdout, "")

    def test_arguments_are_one_query(self):
        self.assertEqual(self.json("false", "names")["query"]["text"], "false names")
        self.assertEqual(self.ids('"false', 'names"'), ["heron"])

    def test_options_behind_the_query_and_words_with_a_dash(self):
        self.assertEqual(self.search("harbour", "--count").stdout, "2\n")
        self.assertEqual(self.search("--count", "--", "harbour", "-crane").stdout, "1\n")
        self.assertEqual(self.search("--count", "harbour NOT crane").stdout, "1\n")
        self.assertIn("NOT word", self.search("harbour", "-insect", code=2).stderr)

    def test_limit_offset_sort(self):
        newest = ["ja", "crane", "heron", "wader"]
        query = "(date:2019.. OR date:..2018)"
        self.assertEqual(self.ids(query, "--sort=newest"), newest)
        self.assertEqual(self.ids(query, "--sort=oldest"), newest[::-1])
        self.assertEqual(self.ids(query, "--sort=newest", "-n2", "--offset=1"), newest[1:3])
        self.assertEqual(self.ids(query, "--sort=newest", "--limit", "all"), newest)
        self.assertEqual(self.json(query, "--limit=0")["total"]["articles"], 4)
        self.assertEqual(self.ids(query, "--offset=9"), [])

    def test_like_an_article(self):
        query = self.json("--like=crane")["query"]["text"]
        self.assertRegex(query, r" NOT id:crane\Z")
        found = self.ids("--like=crane")
        self.assertTrue(found)
        self.assertNotIn("crane", found)
        self.assertEqual(self.ids(query), found)
        self.assertEqual(self.ids("--like=crane", "id:" + found[0]), found[:1])
        self.assertIn('no article has the id "none"', self.search("--like=none", code=2).stderr)

    def test_passages_and_articles(self):
        self.assertLessEqual(len(self.json("id:crane", "--passages=1")["results"][0]["passages"]), 1)
        for result in self.json("*", "--show=articles")["results"]:
            self.assertEqual(len(result["passages"]), 1)

    def test_all_passages_of_a_long_article(self):
        all_of_them = self.json("id:crane harbour", "--passages=all")["results"][0]["passages"]
        self.assertEqual(self.json("id:crane harbour", "--passages=9999")["results"][0]["passages"], all_of_them)

    def test_numbers_that_are_none(self):
        for option in ("--limit", "--offset", "--passages"):
            for number in ("-1", "x", "1.5", "", "0x10", "99999999999999999999"):
                result = self.search(f"{option}={number}", "harbour", code=2)
                self.assertIn(f"osint-search: {option}={number}: ", result.stderr)
                self.assertEqual(result.stdout, "")

    def test_paths(self):
        paths = {str(self.shared / "corpus" / name) for name in ("crane.md", "wader.txt")}
        self.assertEqual(set(self.search("-l", "harbour").stdout.splitlines()), paths)
        self.assertEqual(set(self.search("-0", "harbour").stdout.rstrip("\0").split("\0")), paths)
        self.assertEqual(self.search("-l", "zzyzx", code=1).stdout, "")

    def test_closest_is_said(self):
        result = self.search("crane zzyzx")
        self.assertIn("note: no article has all of this; these come closest", result.stderr)
        answer = self.json("crane zzyzx")
        self.assertEqual(answer["results"][0]["missing"], ["zzyzx"])
        self.assertIn("no article has all of this; these come closest", answer["query"]["notes"])
        self.assertIn("missing: zzyzx\n", self.on_terminal("crane zzyzx", NO_COLOR="1"))

    def test_mended_query_is_noted(self):
        self.assertRegex(self.search('"false names').stderr, "^osint-search: note: .*quote")

    def test_explain(self):
        for result in self.json("harbour", "--explain")["results"]:
            self.assertTrue(result["explanation"])
            for passage in result["passages"]:
                self.assertIn("harbour", passage["explanation"])
        for line in self.search("harbour", "--explain").stdout.splitlines():
            self.assertRegex(line, r"^/.*:\d+:.*\t.*harbour")

    def analysis(self, query, *options):
        return self.search("--analyze", *options, query).stdout.splitlines()

    def test_analyze(self):
        self.assertEqual(self.analysis('entity:"grey wader" ("false names" OR crane*) NOT insect')[2:],
                         ["entity    Wooden Heron (wooden-heron), asked for as grey wader; also searched as "
                          "Wooden Heron, HERON TWO",
                          "tree      AND",
                          '            filter entity:"grey wader"',
                          "                   under any name: wooden-heron",
                          "            OR",
                          '              phrase "false names"',
                          "                     terms fals, name",
                          "              prefix crane*",
                          "                     terms crane",
                          "            NOT",
                          "              word   insect",
                          "                     stem insect (en)",
                          "work      the index gives candidates; each is read to see whether it matches"])
        self.search("--analyze", "zzyzx")

    def test_analyze_resolves_dates(self):
        self.assertIn("          from 2021-04-20 00:00 UTC, before 2021-06-01 00:00 UTC",
                      [line.replace("       ", "", 1) for line in self.analysis("date:2021-04-20..2021-05")])
        self.assertTrue(any(line.endswith("from 2021-01-01 00:00 UTC") for line in self.analysis("date:2021..")))
        self.assertEqual(self.analysis("date:2021")[-1], "work      the index alone knows what matches")

    def test_analyze_has_another_spelling(self):
        self.assertEqual(self.analysis("habrour")[-1], "nearest   harbour")

    def test_analyze_names_what_is_not_required(self):
        lines = self.analysis("the harbour", "--color=never")
        self.assertEqual(lines[lines.index("            word   the") + 1].strip(), "a common word: not required")
        self.assertTrue(any(line.startswith("note ") for line in lines))

    def test_output_that_fails(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run([BIN / "osint-search", "harbour"], stdout=full, stderr=subprocess.PIPE,
                                    text=True, env=self.environment)
        self.assertEqual(result.returncode, 3)
        self.assertEqual(result.stderr, "osint-search: standard output: No space left on device\n")

    def test_reader_that_leaves(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run([BIN / "osint-search", "harbour"], stdout=writer, stderr=subprocess.PIPE,
                                text=True, env=self.environment)
        os.close(writer)
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_manual_lists_every_option(self):
        page = (pathlib.Path(__file__).parents[2] / "search/osint-search.1").read_text()
        for line in self.search("--help").stdout.splitlines():
            for word in line.split()[:2] if line.startswith("  ") else []:
                if word.startswith("--"):
                    name = word.split("=")[0].split("[")[0].strip("-")
                    self.assertIn(f"Fl Fl {name}", page)
                elif word.startswith("-"):
                    self.assertIn(f".It Fl {word[1]}", page)


class Batch(SearchTest):
    def batch(self, text, *arguments, code=0):
        file = self.home / "queries"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.search("--queries-from", file, *arguments, code=code)

    def test_names(self):
        result = self.batch("first\tharbour\n\nwaders\r\n\"false names\"\n", "--count")
        self.assertEqual(result.stdout, "first\t2\n3\t1\n4\t1\n")

    def test_lines_as_they_come(self):
        result = self.batch(b"\xef\xbb\xbfone\tharbour\r\n\r\n  \t\r\n\tcrane\nspaced name \tharbour\tcrane\n"
                            b"one\tcrane\nempty\t \nlast\tharbour", "--count", code=2)
        self.assertEqual(result.stdout, "one\t2\n4\t1\nspaced name \t1\none\t1\nlast\t2\n")
        self.assertRegex(result.stderr, "^osint-search: .*queries:7: the query is empty\n")

    def test_every_bad_line_is_reported(self):
        result = self.batch("autor:x\nharbour\n  tick AND\nname\tentity:nobody\n", code=2)
        self.assertEqual(re.findall(r"queries:(\d+): ", result.stderr), ["1", "3", "4"])
        self.assertEqual(len(re.findall(r"^ +\^~*$", result.stderr, re.M)), 3)
        for form in ("json", "ndjson", "csv", "trec", "markdown", "bibtex", "csl-json"):
            result = self.batch("autor:x\nharbour\nentity:nobody\n", f"--format={form}", code=2)
            self.assertEqual(re.findall(r"queries:(\d+): ", result.stderr), ["1", "3"], form)
            self.assertTrue(result.stdout)
        for option in ("--facets", "--show=timeline", "--show=articles", "-l", "--analyze"):
            result = self.batch("autor:x\nharbour\n", option, code=2)
            self.assertIn("queries:1: ", result.stderr)
            self.assertTrue(result.stdout)

    def test_standard_input(self):
        self.assertEqual(self.search("--queries-from=-", "--count", stdin="harbour").stdout, "1\t2\n")

    def test_bad_lines_are_reported_and_the_rest_runs(self):
        result = self.batch("a\tharbour\nb\tautor:x\n(\"\nc\tzzyzx\nd\tx\0y\n", "--count", code=2)
        self.assertEqual(result.stdout.splitlines()[0], "a\t2")
        self.assertIn("c\t0", result.stdout.splitlines())
        self.assertIn('queries:2: unknown field "autor", nearest is "author"\n  autor:x\n  ^~~~~\n', result.stderr)
        self.assertIn("queries:5: a NUL byte in a query\n", result.stderr)

    def test_exit_codes(self):
        self.batch("zzyzx\nqqqq\n", code=1)
        self.batch("zzyzx\nharbour\n")
        self.batch("", code=1)
        self.search("--queries-from", self.home / "none", code=2)
        self.search("--queries-from", self.home, code=2)

    def test_forms(self):
        text = "a\tharbour\nautor:x\nb\tcrane\n"
        answers = json.loads(self.batch(text, "--format=json", code=2).stdout)
        self.assertEqual([(each["query"]["name"], each["query"]["text"]) for each in answers],
                         [("a", "harbour"), ("b", "crane")])
        lines = [json.loads(line) for line in self.batch(text, "--format=ndjson", code=2).stdout.splitlines()]
        self.assertEqual([line.pop("query") for line in lines], ["a", "a", "b"])
        self.assertEqual(lines, [result for each in answers for result in each["results"]])
        self.assertEqual([line.split()[0] for line in self.batch(text, "--format=trec", code=2).stdout.splitlines()],
                         ["a", "a", "b"])
        for line in self.batch(text, code=2).stdout.splitlines():
            self.assertRegex(line, r"^[ab]\t/.*:\d+:")
        self.assertEqual(json.loads(self.batch("", "--format=json", code=1).stdout), [])


if __name__ == "__main__":
    unittest.main()
