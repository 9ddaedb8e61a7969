"""To which document an article id belongs."""
import json
import unittest

from program import STORY, ProgramTest, article


class ExplicitIds(ProgramTest):
    def test_twice_in_one_document(self):
        self.write("a.jsonl", "\n".join([article("one"), article("one", title="Again")]))
        result = self.mirror(code=1, added=1, refused=1)
        self.assertIn("[duplicate-id]", result.stderr)
        self.mirror(code=1, unchanged=1, refused=1)
        self.assertEqual([each["title"] for each in self.dry_run(self.corpus, code=1)], ["Title of one"])

    def test_in_two_documents_the_first_has_it(self):
        first = self.write("a.jsonl", article("one"))
        self.write("b.jsonl", article("one", title="Other"))
        result = self.mirror(code=1, added=1, refused=1)
        self.assertIn(str(first), result.stderr.split("b.jsonl: ")[1])
        self.mirror(code=1, unchanged=1, refused=1)

    def test_the_second_has_it_when_the_first_is_gone(self):
        first = self.write("a.jsonl", article("one"))
        self.write("b.jsonl", article("one", title="Other"))
        self.mirror(code=1, added=1, refused=1)
        first.unlink()
        self.mirror(replaced=1)
        self.mirror(unchanged=1)
        self.assert_sound(1)

    def test_one_that_is_indexed_keeps_it_against_one_before(self):
        self.write("b.jsonl", article("one"))
        self.mirror(added=1)
        self.write("a.jsonl", article("one", title="Other"))
        self.mirror(code=1, unchanged=1, refused=1)
        self.assert_sound(1)

    def test_moved_document(self):
        path = self.write("z.jsonl", article("one"))
        self.mirror(added=1)
        path.rename(self.corpus / "a.jsonl")
        self.mirror(replaced=1)
        self.mirror(unchanged=1)
        self.assert_sound(1)

    def test_article_moved_between_documents(self):
        self.write("a.jsonl", article("one"))
        self.write("b.jsonl", "\n".join(map(article, ["two", "three"])))
        self.mirror(added=3)
        self.write("a.jsonl", "\n".join(map(article, ["one", "two"])))
        self.write("b.jsonl", article("three"))
        self.mirror(replaced=3)
        self.mirror(unchanged=3)
        self.assert_sound(3)

    def test_outside_the_paths(self):
        self.write("a/x.jsonl", article("one"))
        self.write("b/y.jsonl", article("one", title="Other"))
        self.mirror(self.corpus / "a", added=1)
        self.mirror(self.corpus / "b", code=1, refused=1)
        self.assert_sound(1)

    def test_long_id(self):
        self.write("a.jsonl", "\n".join([article("語" * 66 + "1"), article("語" * 66 + "2"), article("x" * 9000)]))
        self.mirror(code=1, added=2, refused=1)
        self.assert_sound(2)


class Shared(ProgramTest):
    """One article in several documents."""

    def setUp(self):
        super().setUp()
        self.first = self.write("a.jsonl", article("one"))
        self.second = self.write("b.jsonl", "\n".join(map(article, ["two", "one"])))
        self.mirror(added=2, unchanged=1)
        self.mirror(unchanged=3)
        self.assert_sound(2)

    def path(self):
        result = self.run_program("osint-search", "--format=ndjson", "--copies=show", "id:one")
        return json.loads(result.stdout.splitlines()[0])["article"]["path"]

    def test_it_is_indexed_from_the_first(self):
        self.assertEqual(self.path(), str(self.first))

    def test_dry_run_prints_it_for_each_document(self):
        ids = [(each["id"], each["path"]) for each in self.dry_run(self.corpus)]
        self.assertEqual(ids, [("one", str(self.first)), ("two", str(self.second)), ("one", str(self.second))])

    def test_first_goes(self):
        self.first.unlink()
        self.mirror(replaced=2)
        self.assertEqual(self.path(), str(self.second))
        self.mirror(unchanged=2)
        self.assert_sound(2)

    def test_second_goes(self):
        self.second.unlink()
        self.mirror(removed=1, unchanged=1)
        self.assertEqual(self.path(), str(self.first))
        self.mirror(unchanged=1)
        self.assert_sound(1)

    def test_both_go(self):
        self.first.unlink()
        self.second.unlink()
        self.mirror(removed=2)
        self.assert_sound(0)

    def test_of_three_two_go(self):
        third = self.write("c.jsonl", article("one"))
        self.mirror(unchanged=4)
        self.first.unlink()
        self.mirror(replaced=2, unchanged=1)
        self.second.unlink()
        self.mirror(replaced=1, removed=1)
        self.assertEqual(self.path(), str(third))
        self.assert_sound(1)
        third.unlink()
        self.mirror(removed=1)

    def test_first_no_longer_has_it(self):
        self.first.write_text(article("three"))
        self.mirror(added=1, replaced=2)
        self.assertEqual(self.path(), str(self.second))
        self.mirror(unchanged=3)

    def test_second_no_longer_has_it(self):
        self.second.write_text(article("two"))
        self.mirror(replaced=1, unchanged=1)
        self.first.unlink()
        self.mirror(removed=1, unchanged=1)
        self.assert_sound(1)

    def test_first_changes_so_that_they_differ(self):
        self.first.write_text(article("one", title="Other"))
        result = self.mirror(code=1, replaced=2, refused=1)
        self.assertIn("b.jsonl: ", result.stderr)
        self.assertIn("[duplicate-id]", result.stderr)
        self.assertEqual(self.path(), str(self.first))
        self.assert_sound(2)

    def test_both_change_alike(self):
        self.first.write_text(article("one", title="Anew"))
        self.second.write_text("\n".join([article("two"), article("one", title="Anew")]))
        self.mirror(replaced=2, unchanged=1)
        self.mirror(unchanged=3)
        self.assert_sound(2)

    def test_first_goes_out_of_sight_of_the_second(self):
        self.first.unlink()
        other = self.write("other/x.jsonl", article("three"))
        self.mirror(other.parent, added=1)
        self.mirror(self.first.with_name("a.jsonl").parent / "other", unchanged=1)
        self.mirror(replaced=2, unchanged=1)
        self.assert_sound(3)


class UrlIds(ProgramTest):
    def page(self, name, url="https://news.example.org/harbour"):
        self.write(name, json.dumps({"url": url, "title": name, "text": STORY}))

    def test_second_copy_of_a_page(self):
        self.page("a.json")
        self.page("b.json", "https://NEWS.example.org:443/harbour?utm_source=x#top")
        self.mirror(added=2)
        self.mirror(unchanged=2)
        first, second = self.dry_run(self.corpus)
        self.assertTrue(first["id"].startswith("u"))
        self.assertTrue(second["id"].startswith("p"))
        self.assertEqual([each["code"] for each in second["warnings"]], ["duplicate-url"])
        self.assertEqual(first["warnings"], [])

    def test_second_copy_keeps_its_id_when_it_changes(self):
        self.page("a.json")
        self.page("b.json")
        self.mirror(added=2)
        self.write("b.json", json.dumps({"url": "https://news.example.org/harbour", "text": "Anew. " + STORY}))
        self.mirror(replaced=1, unchanged=1)
        self.assert_sound(2)


class PublishersIds(ProgramTest):
    def item(self, name, text):
        self.write(name, '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1"><contentMeta>'
                         f'<description>{text}</description></contentMeta></newsItem>')

    def test_versions_of_a_story(self):
        self.item("a.xml", "The first report. " + STORY)
        self.item("b.xml", "What is known now. " + STORY)
        self.mirror(added=2)
        self.mirror(unchanged=2)
        first, second = self.dry_run(self.corpus)
        self.assertEqual(first["id"], "urn:newsml:a.example:1")
        self.assertTrue(second["id"].startswith("p"))
        self.assertEqual([each["code"] for each in second["warnings"]], ["duplicate-id"])
        self.assert_sound(2)


class StandardInput(ProgramTest):
    def test_takes_an_id_over_until_the_document_is_mirrored(self):
        path = self.write("a.jsonl", "\n".join(map(article, ["one", "two"])))
        self.mirror(added=2)
        self.assert_summary(self.index("-", stdin=article("one", title="Newer")), replaced=1)
        self.mirror(replaced=2)
        self.assert_summary(self.index("-", stdin=article("one", title="Newer")), replaced=1)
        path.unlink()
        self.mirror(removed=1)
        self.assert_sound(1)

    def test_last_wins(self):
        lines = "\n".join([article("one"), article("one", title="Last")])
        self.assert_summary(self.index("-", stdin=lines), added=1, replaced=1)
        self.assert_sound(1)

    def test_document_takes_it_over(self):
        self.assert_summary(self.index("-", stdin=article("one")), added=1)
        self.write("a.jsonl", article("one"))
        self.mirror(replaced=1)
        self.mirror(unchanged=1)

    def test_after_the_paths_in_one_run(self):
        self.write("a.jsonl", article("one"))
        self.assert_summary(self.index("-", self.corpus, stdin=article("one", title="Newer")), added=1, replaced=1)
        self.assert_sound(1)


if __name__ == "__main__":
    unittest.main()
