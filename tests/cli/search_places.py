"""Where words must stand to match, what is highlighted of them and what is said to be missing: the cases that
random queries found."""
import json
import unittest

from search_program import SearchTest


def article(name, text, **keys):
    return json.dumps({"id": name, "language": "en", "text": text, **keys}) + "\n"


RUNNING_ON = " ".join(f"Alphaword {'filler ' * 12}number {number} omegaword." for number in range(40))


class Places(SearchTest):
    articles = {"places.ndjson": "".join((
        article("far", "Betaword one two three alfaword four five six gammaword."),
        article("near", "Betaword one alfaword two gammaword."),
        article("twice", "Deltaword and then deltaword."),
        article("thrice", "Deltaword and deltaword or deltaword."),
        article("apart", "東京。開発と京開の話。", language="ja"),
        article("together", "昨日の東京開発の話。", language="ja"),
        article("running", RUNNING_ON),
        article("old", "Kappaword lambdaword.", published="2020", language="de"),
        article("new", "Kappaword lambdaword.", published="2021"),
        article("attack", "An attack is an attack."),
        article("tree", "Наша елка.", language="ru"),
        article("people", "Zetaword people say."),
    ))}

    def full(self, query, code=0):
        return {each["article"]["id"] for each in self.json(query, "--limit=all", code=code)["results"]
                if not each["missing"]}

    def test_all_words_of_a_window_are_near_each_other(self):
        self.assertEqual(self.full('"alfaword betaword gammaword"~4'), {"near"})
        self.assertEqual(self.full('"alfaword betaword gammaword"~8'), {"far", "near"})

    def test_each_word_of_a_window_has_its_own_place(self):
        self.assertEqual(self.full('"deltaword deltaword"~5'), {"twice", "thrice"})
        self.assertEqual(self.full('"deltaword deltaword deltaword"~5'), {"thrice"})
        self.assertEqual(self.full('"attack attacks"~5'), {"attack"})
        self.assertEqual(self.full('"attack attacks attacked"~5', code=1), set())

    def test_a_fuzzy_word_may_lack_a_letter_of_a_short_stem(self):
        self.assertEqual(self.full("лка~1"), {"tree"})

    def test_a_run_of_characters_stays_together_in_a_window(self):
        self.assertEqual(self.full('"東京開 話"~9'), {"together"})

    def test_a_run_of_characters_touches(self):
        self.assertEqual(self.full("東京開"), {"together"})
        self.assertEqual(self.full('NOT 東京開 lang:ja'), {"apart"})

    def test_a_phrase_that_runs_on_into_a_passage_is_highlighted_there(self):
        hit, = self.json('"omegaword alphaword"', "--passages=100")["results"]
        passages = sorted(hit["passages"], key=lambda passage: passage["index"])
        self.assertGreater(len(passages), 2)
        for passage in passages[1:]:
            self.assertEqual(passage["highlights"][0], [0, len("Alphaword")])

    def test_what_is_missing_is_named_once(self):
        hits = self.json("(xiword OR nuword) SAME/p (nuword OR zetaword) SAME/p (people NEAR/2 xiword)")["results"]
        self.assertEqual({each["article"]["id"]: each["missing"] for each in hits}["people"], ["xiword", "nuword"])

    def test_the_closest_pass_the_filters_of_every_alternative(self):
        hits = self.json("kappaword piword ((lang:ja rhoword) OR date:2020)")["results"]
        self.assertEqual([each["article"]["id"] for each in hits], ["old"])


if __name__ == "__main__":
    unittest.main()
