"""What comes first, and what comes behind articles that have all that was asked for."""
import json
import unittest

from program import BIN, ProgramTest
from terminal import run_on_terminal

ENTITIES = "wooden-heron\tthreat-actor\tWooden Heron\tHERON TWO\tGrey Wader\nunit-4711\tmilitary-unit\tUnit 4711\t4711\n"
FILLER = "Ships came and went, and the weather was fair for the time of the year. "

TEXTS = {
    "both": "The harbour of the island bought ferries for the summer.",
    "ferries": "The ferries of the mainland were painted for the summer.",
    "harbour": "The harbour of the mainland was closed for the summer.",
    "nothing": "A choir sang in the market hall.",
    "ukrainian": "A Ukrainian minister spoke about grain.",
    "danish": "A Danish minister spoke about grain.",
    "heron": "HERON TWO rented many servers.",
    "unit": "Unit 4711 has doors, and 4711 of them are green.",
    "wader": "A grey bird and a wader stood beside many servers.",
    "near": "Divers salvaged the wreck. " + FILLER * 3,
    "apart": "Divers ate. " + FILLER + "Somebody salvaged timber. " + FILLER + "The wreck rusts. " + FILLER,
    "short": "Customs officers opened containers.",
    "common": "It was what they were and what it had been for all of them; customs officers slept.",
}


class Ranking(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("all.ndjson", "".join(
            json.dumps({"id": name, "title": f"Report {name[0]}", "text": text, "language": "en",
                        "published": f"2021-01-{day:02}"}) + "\n"
            for day, (name, text) in enumerate(TEXTS.items(), 1)))
        entities = self.home / "list.tsv"
        entities.write_text(ENTITIES)
        self.index("--quiet", "--entities", entities, self.corpus)

    def ask(self, *arguments, code=0):
        """Articles that differ in few words are results of their own."""
        return json.loads(self.run_program("osint-search", "--format=json", "--copies=show", *arguments,
                                           code=code).stdout)

    def found(self, *arguments):
        return [hit["article"]["id"] for hit in self.ask(*arguments)["results"]]

    # ---- a page that few articles fill ----

    def test_question_is_filled_with_the_closest(self):
        answer = self.ask("what ferries were bought for the harbour")
        hits = {hit["article"]["id"]: hit["missing"] for hit in answer["results"]}
        self.assertEqual(answer["total"], {"articles": 1, "exact": True})
        self.assertEqual(list(hits)[0], "both")
        self.assertEqual(hits, {"both": [], "ferries": ["bought", "harbour"], "harbour": ["ferries", "bought"]})
        self.assertIn("1 article has all of this; behind come the closest", answer["query"]["notes"])

    def test_terminal_tells_the_closest_from_those_that_match(self):
        question = "what ferries were bought for the harbour"
        for arguments, last in (((), "1-3; 1 article has all of this"), (("-n1",), "1 article"),
                                (("--offset=1",), "2-3; 1 article has all of this")):
            status, shown = run_on_terminal([BIN / "osint-search", "--pager=never", *arguments, question], 80,
                                            env={**self.environment, "TERM": "dumb"})
            self.assertEqual((status, shown.rstrip().rpartition("\n")[2]), (0, last))

    def marked(self, question):
        return {passage["text"][start:end].lower() for hit in self.ask(question)["results"]
                for passage in hit["passages"] for start, end in passage["highlights"]}

    def test_common_words_are_marked_only_where_nothing_else_is_asked_for(self):
        self.assertEqual(self.marked("what ferries were bought for the harbour"), {"ferries", "bought", "harbour"})
        self.assertEqual(self.marked("were for the"), {"were", "for", "the"})

    def test_list_of_words_is_a_condition(self):
        self.assertEqual(self.found("harbour ferries"), ["both"])
        self.assertEqual(self.found("harbour ferries bought"), ["both"])
        self.assertEqual(self.found("harbour of ferries"), ["both"])

    def test_five_words_are_a_question(self):
        self.assertEqual(self.found("harbour island ferries bought summer")[0], "both")
        self.assertEqual(len(self.found("harbour island ferries bought summer")), 3)

    def test_filters_hold_for_the_closest(self):
        self.assertEqual(self.found("what ferries were bought for the harbour -painted"), ["both", "harbour"])
        self.assertEqual(self.found("what ferries were bought for the harbour date:..2021-01-02"), ["both", "ferries"])

    def test_operators_make_a_condition(self):
        self.assertEqual(self.found('what ferries were bought for "the harbour"'), ["both"])
        self.assertEqual(self.found("what (ferries OR boats) were bought for the harbour"), ["both"])

    def test_what_cannot_say_what_is_missing_is_not_filled(self):
        query = "what ferries were bought for the harbour"
        self.assertEqual(self.run_program("osint-search", "--count", query).stdout, "1\n")
        self.assertEqual(len(self.run_program("osint-search", "-l", query).stdout.splitlines()), 1)
        self.assertEqual(len(self.run_program("osint-search", "--format=csv", query).stdout.splitlines()), 2)
        self.assertEqual(len(self.run_program("osint-search", query).stdout.splitlines()), 1)
        self.assertEqual(self.found("--sort=newest", query), ["both"])
        self.assertEqual(self.found("--limit=all", query), ["both"])

    def test_pages_go_on(self):
        query = "what ferries were bought for the harbour"
        whole = self.found(query)
        pages = [self.found("-n", "1", f"--offset={offset}", query) for offset in range(3)]
        self.assertEqual([page[0] for page in pages], whole)
        self.assertEqual(self.found("-n", "1", query), ["both"])

    # ---- what counts ----

    def test_related_words_rank_but_do_not_match(self):
        answer = self.ask("what did the minister of Ukraine say about grain")
        first, second = answer["results"][:2]
        self.assertEqual((first["article"]["id"], second["article"]["id"]), ("ukrainian", "danish"))
        self.assertIn("Ukraine", first["missing"])
        for passage in first["passages"]:
            marked = [passage["text"][start:end] for start, end in passage["highlights"]]
            self.assertNotIn("Ukrainian", marked)

    def test_misspelt_word_ranks_what_was_meant(self):
        self.assertEqual(self.found("what did the dannish minister say about grain")[0], "danish")
        self.assertEqual(self.found("what did the ukranian minister say about grain")[0], "ukrainian")

    def test_words_in_one_sentence_come_first(self):
        self.assertEqual(self.found("divers salvaged wreck"), ["near", "apart"])

    def test_common_words_say_little(self):
        self.assertEqual(self.found("what were they and what had customs officers opened containers")[0], "short")

    def test_name_ranks_what_is_said_under_other_names(self):
        answer = self.ask("which servers has Grey Wader rented")
        self.assertEqual(answer["results"][0]["article"]["id"], "heron")
        self.assertIn('"Grey Wader" also ranks passages about entity:wooden-heron, under all its names',
                      answer["query"]["notes"])

    def test_name_finds_what_is_said_under_other_names_where_nothing_else_is(self):
        answer = self.ask('"Wooden Heron"')
        self.assertEqual([hit["article"]["id"] for hit in answer["results"]], ["heron"])
        self.assertEqual(answer["results"][0]["missing"], ['"Wooden Heron"'])

    def test_word_that_is_a_name_only_with_evidence_names_nothing(self):
        for query, named in (("unit 4711 doors", True), ("4711 doors", False)):
            notes = self.ask(query)["query"]["notes"]
            self.assertEqual(any("entity:unit-4711" in note for note in notes), named, notes)


if __name__ == "__main__":
    unittest.main()
