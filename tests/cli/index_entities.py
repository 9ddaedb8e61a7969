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


if __name__ == "__main__":
    unittest.main()
