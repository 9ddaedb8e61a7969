"""Entity lists: what is stored, what is tagged again."""
import json
import unittest

from program import ProgramTest

TEXT = "The group known as Wooden Heron was named on Monday. Heron Two is another name for it, police said."


class Entities(ProgramTest):
    def setUp(self):
        super().setUp()
        self.list = self.home / "list.tsv"
        self.list.write_text("wooden-heron\tthreat-actor\tWooden Heron\n")
        self.write("a.json", json.dumps({"id": "a", "text": TEXT, "entities": ["Iron Crane"]}))
        self.write("b.json", json.dumps({"id": "b", "text": "Nothing of the kind happened on Tuesday."}))

    def entities(self):
        return {each["id"]: each["articles"] for each in self.stats()["entities"]}

    def test_stored_list_is_kept(self):
        self.mirror("--entities", self.list, self.corpus, added=2)
        self.assertEqual(self.entities(), {"wooden-heron": 1})
        self.write("c.json", json.dumps({"id": "c", "text": TEXT}))
        self.mirror(added=1, unchanged=2)
        self.assertEqual(self.entities(), {"wooden-heron": 2})

    def test_same_list_again_does_nothing(self):
        self.mirror("--entities", self.list, self.corpus, added=2)
        result = self.mirror("--entities", self.list, self.corpus, unchanged=2)
        self.assertNotIn("tagged again", result.stdout)

    def test_changed_list_tags_again_without_the_corpus(self):
        self.mirror("--entities", self.list, self.corpus, added=2)
        self.list.write_text("wooden-heron\tthreat-actor\tWooden Heron\n"
                             "heron-two\tthreat-actor\tHeron Two\n"
                             "monday\tother\tMonday\n"
                             "iron-crane\torganization\tIron Crane\n")
        empty = self.home / "empty"
        empty.mkdir()
        result = self.index("--entities", self.list, empty)
        self.assertIn("; 1 of 2 tagged again", result.stdout)
        self.assertLessEqual({"wooden-heron": 1, "heron-two": 1, "monday": 1}.items(), self.entities().items())
        self.assert_sound(2)

    def test_list_survives_a_full_build(self):
        self.mirror("--entities", self.list, self.corpus, added=2)
        self.mirror("--full", self.corpus, added=2)
        self.assertEqual(self.entities(), {"wooden-heron": 1})
        self.assertEqual(len(self.dry_run(self.corpus / "a.json")[0]["mentions"]), 1)

    def test_broken_list_changes_nothing(self):
        self.mirror("--entities", self.list, self.corpus, added=2)
        broken = self.home / "broken.json"
        broken.write_text('{"values": [\n{"value": "A",\n}')
        self.write("c.json", json.dumps({"id": "c", "text": TEXT}))
        result = self.index("--entities", broken, self.corpus, code=3)
        self.assertRegex(result.stderr, r"broken\.json:\d+:")
        self.index("--entities", self.home / "none", self.corpus, code=3)
        self.assert_sound(2)

    def test_unknown_hand_tag_is_a_warning_until_a_list_knows_it(self):
        path = self.corpus / "a.json"
        codes = [each["code"] for each in self.dry_run("--entities", self.list, path)[0]["warnings"]]
        self.assertEqual(codes, ["entity-unknown"])
        self.list.write_text("iron-crane\torganization\tIron Crane\n")
        self.assertEqual(self.dry_run("--entities", self.list, path)[0]["warnings"], [])

    def test_dry_run_needs_no_index(self):
        mentions = self.dry_run("--entities", self.list, self.corpus)[0]["mentions"]
        self.assertEqual([(each["entity"], each["text"]) for each in mentions], [("wooden-heron", "Wooden Heron")])
        self.assertEqual(TEXT[mentions[0]["start"]:mentions[0]["end"]], "Wooden Heron")
        self.assertFalse(self.db.exists())


GROUPS = {"values": [
    {"value": "Wooden Heron", "meta": {"osint-id": "heron", "osint-type": "threat-actor", "synonyms": ["Grey Gull", "Unit 7"]}},
    {"value": "Stone Crane", "meta": {"osint-id": "crane", "osint-type": "threat-actor", "synonyms": ["Red Rook"]}}]}
ARTICLES = {"gull": "Grey Gull was seen on Monday. Police said that Grey Gull was at work again.",
            "unit": "Unit 7 bought servers, and so did Stone Crane.",
            "rook": "Nobody but Red Rook has such a tool.",
            "none": "Nothing of the kind happened to Blue Finch."}
MARKED = """<articles><article id="marked"><title>A report</title><body>
<p>It was <mention ref="Unit 7">the office by the river</mention> that bought them.</p></body></article></articles>"""


class Corrections(ProgramTest):
    """A small list of one's own beside a large one; the corpus is out of reach when it changes."""

    def setUp(self):
        super().setUp()
        self.large = self.home / "large.json"
        self.large.write_text(json.dumps(GROUPS))
        self.own = self.home / "own.json"
        for name, text in ARTICLES.items():
            self.write(f"{name}.json", json.dumps({"id": name, "title": "A report", "text": text}))
        self.write("marked.xml", MARKED)
        self.mirror("--entities", self.large, self.corpus, added=5)

    def correct(self, *values, tagged):
        """Only with the own list's values are articles tagged otherwise, and as if they had always been there."""
        self.own.write_text(json.dumps({"values": values}))
        away = self.home / "away"
        self.corpus.rename(away)
        empty = self.home / "empty"
        empty.mkdir(exist_ok=True)
        result = self.index("--entities", self.large, "--entities", self.own, empty)
        self.assertIn(f"; {tagged} of 5 tagged again", result.stdout)
        away.rename(self.corpus)
        self.index("--check")
        self.assert_as_new()
        return result

    def everything(self, db):
        found = self.run_program("osint-search", "--db", db, "--format=json", "-n", "all", "--passages=99", "--explain", "*")
        stats = json.loads(self.run_program("osint-index", "--db", db, "--stats", "--format=json").stdout)
        return json.loads(found.stdout)["results"], stats["entities"]

    def assert_as_new(self):
        fresh = self.home / "fresh"
        self.run_program("osint-index", "--db", fresh, "--full", "--entities", self.large, "--entities", self.own, self.corpus)
        self.assertEqual(self.everything(self.db), self.everything(fresh))

    def with_mentions(self, query):
        out = self.run_program("osint-search", "--format=trec", query).stdout
        return {line.split()[2] for line in out.splitlines()}

    def test_add_an_alias(self):
        self.correct({"value": "Stone Crane", "meta": {"osint-id": "crane", "synonyms": ["Blue Finch"]}}, tagged=3)
        self.assertEqual(self.with_mentions("entity:crane"), {"unit", "rook", "none"})

    def test_rename(self):
        self.correct({"value": "Gulls", "meta": {"osint-id": "heron", "osint-name": "Gulls"}}, tagged=3)
        self.assertEqual(self.with_mentions("entity:Gulls"), {"gull", "unit", "marked"})
        self.assertIn("Gulls", [each["name"] for each in self.stats()["entities"]])

    def test_merge(self):
        self.correct({"value": "Wooden Heron", "meta": {"osint-id": "heron", "osint-merge": ["crane"]}}, tagged=4)
        self.assertEqual(self.with_mentions("entity:heron"), {"gull", "unit", "rook", "marked"})
        self.assertEqual(self.with_mentions("entity:heron entity:=\"Red Rook\""), {"rook"})

    def test_split(self):
        self.correct({"value": "Unit 7", "meta": {"osint-id": "unit-7", "osint-type": "military-unit",
                                                  "osint-own-names": ["Unit 7"]}}, tagged=3)
        self.assertEqual(self.with_mentions("entity:heron"), {"gull"})
        self.assertEqual(self.with_mentions("unit:unit-7"), {"unit", "marked"})

    def test_forbid(self):
        self.correct({"value": "Wooden Heron", "meta": {"osint-id": "heron", "osint-not-alias": ["Grey Gull"]}}, tagged=3)
        self.assertEqual(self.with_mentions("entity:heron"), {"unit", "marked"})

    def test_leave_out(self):
        self.correct({"value": "Wooden Heron", "meta": {"osint-id": "heron", "osint-drop": "true"}}, tagged=3)
        self.assertEqual(self.with_mentions("entity:crane"), {"unit", "rook"})

    def test_pin_and_unpin(self):
        self.correct({"value": "Stone Crane", "meta": {"osint-id": "crane", "osint-pins": ["gull\tGrey Gull\t2", "marked\toffice"],
                                                       "osint-unpins": ["unit\tStone Crane"]}}, tagged=4)
        self.assertEqual(self.with_mentions("entity:crane"), {"gull", "rook", "marked"})
        self.assertEqual(self.with_mentions("entity:heron"), {"gull", "unit"})
        self.assertEqual(self.with_mentions("mentions:heron=1"), {"gull", "unit"})
        self.correct(tagged=4)
        self.assertEqual(self.with_mentions("entity:heron"), {"gull", "unit", "marked"})

    def test_pins_that_fit_nowhere_are_reported(self):
        result = self.correct({"value": "Stone Crane",
                               "meta": {"osint-id": "crane", "osint-pins": ["gull\tGrey Gull\t3", "gull\tGull", "nowhere\tx"],
                                        "osint-unpins": ["none\tGrey Gull"]}}, tagged=4)
        said = [line for line in result.stderr.splitlines() if "[pin-unmatched]" in line]
        self.assertEqual(len(said), 3)
        self.assertRegex(said[0], r'crane is pinned to "Grey Gull" in the article gull, which has no such text')
        self.assertRegex(said[1], r'crane is pinned to "x" in the article nowhere, which is not there')
        self.assertRegex(said[2], r'crane is unpinned from "Grey Gull" in the article none, ')

    def test_same_lists_do_nothing(self):
        self.correct({"value": "Stone Crane", "meta": {"osint-id": "crane", "synonyms": ["Blue Finch"]}}, tagged=3)
        before = self.contents(self.db)
        result = self.index("--entities", self.large, "--entities", self.own, self.corpus)
        self.assertNotIn("tagged again", result.stdout)
        self.assertEqual(self.contents(self.db), before)


if __name__ == "__main__":
    unittest.main()
