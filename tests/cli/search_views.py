"""What is counted over an answer: facets and timelines. And queries that are saved under a name."""
import csv
import io
import json
import unittest

from search_program import SearchTest

# Every article has the word "ferry"; what differs are the dates.
DATES = {"y1": "2020", "y2": "2020", "m1": "2020-03", "m2": "2020-03", "d1": "2020-03-05", "d2": "2020-03-05",
         "t1": "2020-03-05T23:30:00-05:00", "d3": "2020-12-31", "d4": "2021-01-01", "d5": "2021-06-30", "none": None}


def dated(name, date):
    record = {"id": name, "title": f"Ferry {name}", "language": "de" if name[0] == "y" else "en",
              "text": f"The ferry {name} left. Wooden Heron was on board."}
    if date:
        record["published"] = date
    if name[0] == "d":
        record["publisher"] = "Harbour, \"News\" & Co"
    if name[0] in "yd":
        record["tags"] = ["Crossings: \u00c9t\u00e9", "sea"] if name[0] == "d" else ["Sea"]
    return json.dumps(record)


class Views(SearchTest):
    articles = {"ferries.ndjson": "\n".join(dated(*item) for item in DATES.items()),
                "oar.txt": "Title: An oar\nID: oar\nPublished: 1999\n\nThe oar is on the shore.\n"}

    def rows(self, *arguments, code=0):
        return {(each["period"], each["precision"]): each["articles"]
                for each in self.json("--show=timeline", *arguments, code=code)["results"]}


class Timeline(Views):
    def test_by_month(self):
        self.assertEqual(self.rows("ferry", "--by=month"),
                         {("2020", "year"): 2, ("2020-03", "month"): 5, ("2020-12", "month"): 1,
                          ("2021-01", "month"): 1, ("2021-06", "month"): 1, (None, None): 1})

    def test_by_year(self):
        self.assertEqual(self.rows("ferry", "--by=year"),
                         {("2020", "year"): 8, ("2021", "year"): 2, (None, None): 1})

    def test_by_day_is_in_utc(self):
        self.assertEqual(self.rows("ferry", "--by=day"),
                         {("2020", "year"): 2, ("2020-03", "month"): 2, ("2020-03-05", "day"): 2,
                          ("2020-03-06", "day"): 1, ("2020-12-31", "day"): 1, ("2021-01-01", "day"): 1,
                          ("2021-06-30", "day"): 1, (None, None): 1})

    def test_agrees_with_date_filters(self):
        for by in ("year", "month", "day"):
            for (period, precision), articles in self.rows("ferry", f"--by={by}").items():
                if precision == by:
                    self.assertEqual(self.search("--count", f"ferry date:{period}").stdout, f"{articles}\n", period)

    def test_unit_is_chosen_by_the_span_and_the_dates(self):
        self.assertEqual(self.json("--show=timeline", "ferry")["by"], "month")
        self.assertEqual(self.json("--show=timeline", "ferry OR oar")["by"], "year")
        self.assertEqual(self.json("--show=timeline", "(id:d3 OR id:d4)")["by"], "day")
        self.assertEqual(self.json("--show=timeline", "(id:y1 OR id:y2 OR id:d1)")["by"], "year")

    def test_json_keeps_query_and_total(self):
        answer = self.json("--show=timeline", "ferry")
        self.assertEqual(list(answer), ["format", "query", "total", "by", "counted", "results", "suggestion"])
        self.assertEqual(answer["total"], {"articles": 11, "exact": True})
        self.assertEqual(answer["counted"], {"articles": 11, "exact": True})
        self.assertEqual(sum(each["articles"] for each in answer["results"]), 11)

    def test_phrases_are_confirmed(self):
        self.assertEqual(self.rows('"ferry d4"'), {("2021-01-01", "day"): 1})
        self.assertEqual(self.rows('"left ferry"', code=1), {})

    def test_as_many_as_are_read(self):
        """1,000 articles are read to count phrases, and all when all are asked for."""
        many = [json.dumps({"id": f"p{i}", "published": f"20{i % 9:02}", "text": f"A grebe dives at {i} of a buoy."})
                for i in range(3000)]
        (self.home / "many.ndjson").write_text("\n".join(many))
        self.index("--db", self.home / "many", self.home / "many.ndjson")
        self.environment["OSINT_DB"] = str(self.home / "many")
        for arguments in (["--show=timeline", "--limit=all"], ["--facets", "--limit=all", "--passages=1"]):
            answer = self.json("body:grebe NEAR/9 buoy", *arguments)
            counted = answer.get("counted") or {key: answer["facets"][key] for key in ("articles", "exact")}
            self.assertEqual(counted, {"articles": 3000, "exact": True})
            self.assertEqual(answer["total"], counted)
        few = self.json("id:p7 OR id:p8 OR id:p2999", "--facets")["facets"]
        self.assertEqual([(each["value"], each["articles"]) for each in few["year"]],
                         [("2008", 1), ("2007", 1), ("2002", 1)])
        self.assertEqual([each["articles"] for each in few["type"]], [3])
        facets = self.json("body:grebe NEAR/9 buoy", "--facets")["facets"]
        self.assertEqual(sum(each["articles"] for each in facets["year"]), facets["articles"])
        self.assertEqual(facets["exact"], facets["articles"] == 3000)

    def test_what_comes_close_is_not_counted(self):
        answer = self.json("--show=timeline", "ferry zzyzx", code=1)
        self.assertEqual((answer["results"], answer["total"]["articles"]), ([], 0))
        self.assertEqual(self.search("--show=timeline", "ferry zzyzx", code=1).stdout, "")

    def test_limit_offset_and_sort_are_of_rows(self):
        self.assertEqual(list(self.rows("ferry", "--by=month", "-n2", "--offset=1")),
                         [("2020-03", "month"), ("2020-12", "month")])
        self.assertEqual(list(self.rows("ferry", "--by=month", "--sort=newest")),
                         [("2021-06", "month"), ("2021-01", "month"), ("2020-12", "month"), ("2020-03", "month"),
                          ("2020", "year"), (None, None)])
        self.assertEqual(self.rows("ferry", "-n0"), {})

    def test_text(self):
        self.assertEqual(self.search("--show=timeline", "ferry").stdout,
                         "2020 (month unknown)\t2\n2020-03\t5\n2020-12\t1\n2021-01\t1\n2021-06\t1\nundated\t1\n")
        shown = self.on_terminal("--show=timeline", "ferry", columns=50, NO_COLOR="1")
        self.assertEqual(shown.splitlines()[2:],
                         ["2020 (month unknown)  2  " + "\u2588" * 10,
                          "2020-03               5  " + "\u2588" * 25,
                          "\u2026  8 months without articles",
                          "2020-12               1  " + "\u2588" * 5,
                          "2021-01               1  " + "\u2588" * 5,
                          "\u2026  4 months without articles",
                          "2021-06               1  " + "\u2588" * 5,
                          "undated               1  " + "\u2588" * 5, "", "11 articles"])
        for line in self.on_terminal("--show=timeline", "ferry", columns=30, NO_COLOR="1").splitlines()[2:]:
            self.assertLessEqual(len(line), 30)

    def test_few_empty_periods_are_rows(self):
        shown = self.on_terminal("--show=timeline", "--by=day", "id:d1 OR id:t1", "--sort=newest", NO_COLOR="1")
        self.assertRegex(shown, r"2020-03-06  1 .*\n2020-03-05  1 ")
        shown = self.on_terminal("--show=timeline", "--by=year", "oar OR ferry", NO_COLOR="1")
        self.assertIn("\n\u2026  20 years without articles\n", shown)
        shown = self.on_terminal("--show=timeline", "--by=month", "id:d4 OR id:d3 OR id:d5", NO_COLOR="1")
        self.assertNotIn("2021-02", shown)

    def test_csv_and_markdown_and_ndjson(self):
        text = self.search("--show=timeline", "--format=csv", "ferry", "-n2").stdout
        self.assertEqual(list(csv.reader(io.StringIO(text))),
                         [["period", "precision", "articles"], ["2020", "year", "2"], ["2020-03", "month", "5"]])
        self.assertIn("| Period | Articles |\n| --- | ---: |\n| 2020 (month unknown) | 2 |\n| 2020-03 | 5 |\n",
                      self.search("--show=timeline", "--format=markdown", "ferry").stdout)
        lines = [json.loads(line)
                 for line in self.search("--show=timeline", "--format=ndjson", "ferry").stdout.splitlines()]
        self.assertEqual(lines, self.json("--show=timeline", "ferry")["results"])

    def test_batch(self):
        stdin = "a\tferry d4\nb\toar\n"
        for format, expected in (("text", "a\t2021-01-01\t1\nb\t1999\t1\n"),
                                 ("csv", "query,period,precision,articles\na,2021-01-01,day,1\nb,1999,year,1\n")):
            self.assertEqual(self.search("--show=timeline", f"--format={format}", "--queries-from=-",
                                         stdin=stdin).stdout.replace("\r\n", "\n"), expected)
        lines = self.search("--show=timeline", "--format=ndjson", "--queries-from=-", stdin=stdin).stdout.splitlines()
        self.assertEqual([json.loads(line)["query"] for line in lines], ["a", "b"])


class Facets(Views):
    def facets(self, *arguments, code=0):
        return self.json("--facets", *arguments, code=code)["facets"]

    def counts(self, facet, *arguments):
        return [(each["value"], each["articles"]) for each in self.facets(*arguments)[facet]]

    def test_counts_are_of_all_that_match(self):
        facets = self.facets("ferry", "-n1")
        self.assertEqual((facets["articles"], facets["exact"]), (11, True))
        self.assertEqual(self.counts("year", "ferry"), [("2021", 2), ("2020", 8)])
        self.assertEqual(self.counts("language", "ferry"), [("en", 9), ("de", 2)])
        self.assertEqual(self.counts("source", "ferry"), [("Harbour, \"News\" & Co", 5)])
        self.assertEqual(self.counts("type", "ferry OR oar"), [("application/x-ndjson", 11), ("text/plain", 1)])
        self.assertEqual(self.counts("tag", "ferry"), [("sea", 7), ("crossings: ete", 5)])
        self.assertEqual(facets["entity"], [{"value": "wooden-heron", "name": "Wooden Heron", "type": "threat-actor",
                                             "articles": 11, "filter": "entity:wooden-heron"}])
        self.assertEqual(set(facets["more"].values()), {0})

    def test_filters_narrow_to_what_was_counted(self):
        facets = self.facets("ferry OR oar")
        for facet in ("entity", "type", "source", "language", "year", "tag"):
            self.assertTrue(facets[facet])
            for each in facets[facet]:
                found = self.search("--count", f"(ferry OR oar) {each['filter']}").stdout
                self.assertEqual(found, f"{each['articles']}\n", each)

    def test_phrases_are_confirmed(self):
        self.assertEqual(self.counts("year", '"ferry d4"'), [("2021", 1)])
        self.assertEqual(self.counts("language", '"left ferry" OR "ferry y1"'), [("de", 1)])

    def test_nothing_and_the_closest(self):
        self.assertEqual(self.facets("zzyzx", code=1)["articles"], 0)
        self.assertIsNone(self.facets("ferry zzyzx"))
        self.assertNotIn("facets", self.json("ferry"))

    def test_text(self):
        shown = self.on_terminal("--facets", "-n0", "ferry", NO_COLOR="1")
        self.assertEqual(shown.split("\n\n")[1].splitlines(),
                         ["type           application/x-ndjson 11", "source         Harbour, \"News\" & Co 5",
                          "language       en 9, de 2", "year           2021 2, 2020 8",
                          "tag            sea 7, crossings: ete 5",
                          "threat-actor   Wooden Heron 11"])
        piped = self.search("--facets", "ferry", "-n1")
        self.assertRegex(piped.stdout, r"^/[^\n]*:1:[^\n]*\n$")
        self.assertIn("osint-search: language: en 9, de 2\n", piped.stderr)

    def test_with_a_timeline(self):
        answer = self.json("--facets", "--show=timeline", "ferry")
        self.assertEqual(answer["facets"], self.facets("ferry"))
        self.assertTrue(answer["results"])


class Saved(Views):
    def setUp(self):
        super().setUp()
        config = self.home / "config.ini"
        config.write_text("db = " + str(self.shared / "index") + "\n[queries]\nferries = ferry -oar\n"
                          "old ones = query:ferries date:..2020\nloop = oar OR query:pool\npool = query:loop\n"
                          "broken = ferry OR\nstranger = ferry entity:nobody\nquoted = \"ferry d4\" OR \"x \\\" y\"\n"
                          "字 = oar\n")
        self.environment["OSINT_CONFIG"] = str(config)
        del self.environment["OSINT_DB"]

    def test_stands_as_if_in_brackets(self):
        self.assertEqual(self.json("query:ferries lang:de")["query"]["read_as"], "ferry NOT oar lang:de")
        self.assertEqual(self.search("--count", "NOT query:ferries").stdout, "1\n")
        self.assertEqual(self.search("--count", 'query:"old ones"').stdout, "8\n")
        self.assertEqual(self.search("--count", "query:字").stdout, "1\n")
        self.assertEqual(self.ids("query:quoted"), ["d4"])

    def test_analysis_shows_what_came_of_it(self):
        text = self.search("--analyze", 'query:"old ones"').stdout
        self.assertIn("read as   ferry NOT oar date:..2020\n", text)
        self.assertIn("before 2021-01-01 00:00 UTC", text)

    def test_errors(self):
        for query, message in (("query:ferris", 'no saved query is called "ferris"; did you mean "ferries"?'),
                               ("x query:loop", 'the saved query "loop" contains itself'),
                               ("query:broken", 'in the saved query "broken": "OR" has nothing after it to join'),
                               ("query:stranger", 'in the saved query "stranger": no entity is called "nobody"')):
            result = self.search(query, code=2)
            self.assertIn(f"osint-search: {message}\n  {query}\n", result.stderr)
            self.assertRegex(result.stderr, r"\n +\^~+\n$")

    def test_in_a_batch(self):
        result = self.search("--count", "--queries-from=-", stdin="a\tquery:ferries\nb\tquery:nope\n", code=2)
        self.assertEqual(result.stdout, "a\t11\n")
        self.assertIn('standard input:2: no saved query is called "nope"', result.stderr)

    def test_option_and_missing_file(self):
        other = self.home / "other.ini"
        other.write_text("[queries]\nferries = oar\n")
        self.assertEqual(self.search("--config", other, "--db", self.shared / "index", "--count",
                                     "query:ferries").stdout, "1\n")
        self.search("--config", self.home / "none", "--db", self.shared / "index", "ferry", code=3)


if __name__ == "__main__":
    unittest.main()
