"""Random queries on random articles find, highlight and miss what an obvious slow evaluator of the raw text does.

OSINT_RANDOM_SEEDS, OSINT_RANDOM_QUERIES and OSINT_RANDOM_ARTICLES make it larger; the default is for every run."""
import datetime
import json
import os
import random
import subprocess
import unittest

import query_trees
from program import BIN, ProgramTest
from random_queries import (ENTITIES, SAVED, all_words, entity_list, file_of, random_article, random_query, spelled)
from raw_text import Stems

FIRST_SEED = int(os.environ.get("OSINT_RANDOM_FIRST", "61419"))
SEEDS = int(os.environ.get("OSINT_RANDOM_SEEDS", "1"))
QUERIES = int(os.environ.get("OSINT_RANDOM_QUERIES", "200"))
ARTICLES = int(os.environ.get("OSINT_RANDOM_ARTICLES", "40"))
MOST_DEPTH = 3
MOST_SHOWN = 12
STEMMED = ["en", "de", "fr", "ru", "tr", "sv", "id", "es"]


def marked(places, passage):
    """The characters of a passage that places cover."""
    return {at for place in places if place.zone == "text"
            for at in range(max(place.start, passage.start), min(place.end, passage.end))}


class Random(ProgramTest):
    def make(self, seed):
        chance, self.seed = random.Random(seed), seed
        self.now = datetime.datetime.now(datetime.timezone.utc)
        self.made = {f"r{number}": random_article(chance, number, self.now) for number in range(ARTICLES)}
        self.trees = {f"q{number}": random_query(chance, MOST_DEPTH, self.now) for number in range(QUERIES)}
        self.texts = {name: spelled(tree, chance) for name, tree in self.trees.items()}
        self.corpus = self.home / f"corpus{seed}"
        files = {}
        for article in self.made.values():
            name, content = file_of(article)
            files[name] = files.get(name, "") + content
        for name, content in files.items():
            self.write(name, content)
        (self.home / "list.tsv").write_text(entity_list())
        lists = ("--entities", self.home / "list.tsv")
        self.environment["OSINT_DB"] = str(self.home / f"index{seed}")
        config = self.home / "config.ini"
        config.write_text("[queries]\n" + "".join(f"{name} = {text}\n" for name, text in SAVED.items()))
        self.environment["OSINT_CONFIG"] = str(config)
        self.index(*lists, self.corpus)
        for line in self.dry_run(*lists, self.corpus):
            self.made[line["id"]].take_dry_run(line)
        languages = {article.language.split("-")[0] for article in self.made.values()}
        stems = Stems(sorted({language if language in STEMMED else "en" for language in languages}),
                      all_words(self.made.values(), self.trees.values()))
        query_trees.set_index(stems, {name: names for name, (_, names) in ENTITIES.items()})

    def answers(self):
        lines = "".join(f"{name}\t{text}\n" for name, text in self.texts.items())
        run = subprocess.run([BIN / "osint-search", "--queries-from=-", "--format=json", "--limit=all",
                              "--passages=1000"], input=lines, capture_output=True, text=True, cwd=self.home,
                             env=self.environment, timeout=1200)
        self.assertEqual(run.stderr, "")
        answers = json.loads(run.stdout)
        self.assertEqual(len(answers), len(self.trees))
        return answers

    def differ(self, what, answer, **facts):
        name = answer["query"]["name"]
        self.differences.setdefault(f"{self.seed} {name} {what}", f"{what}: {self.texts[name]}\n  read as {answer['query']['read_as']}\n  " +
                                "\n  ".join(f"{key}: {value}" for key, value in facts.items()))

    def has_dates(self, answer):
        """Dates are spelled as what they came to."""
        return any(word in self.texts[answer["query"]["name"]] for word in
                   ("date:", "added:", "before:", "after:", "since:", "until:", "query:two"))

    def check_read_as(self, answer, tree):
        if not self.has_dates(answer) and answer["query"]["read_as"] != str(tree):
            self.differ("canonical spelling", answer, expected=str(tree))

    def check_articles(self, answer, expected):
        found = [each["article"]["id"] for each in answer["results"] if not each["missing"]]
        if len(found) != len(set(found)) or set(found) != expected:
            wrong = next(iter(set(found) ^ expected))
            self.differ("articles", answer, extra=set(found) - expected, lacking=expected - set(found),
                        one=self.made[wrong].keys | {"path": str(self.made[wrong].path)}, text=self.made[wrong].text)
        elif expected and answer["total"] != {"articles": len(expected), "exact": True}:
            self.differ("total", answer, expected=len(expected), total=answer["total"])

    def check_missing(self, answer, tree, hit):
        article, judge = self.made[hit["article"]["id"]], query_trees.Judge(tree)
        expected = tree.missing(article, judge)
        if not self.has_dates(answer) and hit["missing"] != list(dict.fromkeys(expected)):
            self.differ("missing", answer, missing=hit["missing"], expected=expected, text=article.text,
                        title=article.title)
        if not tree.passes(article, judge):
            self.differ("filter of the closest", answer, article=article.keys)

    def check_highlights(self, answer, tree, hit):
        article = self.made[hit["article"]["id"]]
        judge = query_trees.Judge(tree)
        places = (tree.matches(article, None, judge) if not hit["missing"] else
                  [place for leaf in tree.leaves() if not judge.is_optional(leaf) for place in leaf.parts(article)])
        shown = set()
        for passage in hit["passages"]:
            region = article.passages[passage["index"] - 1]
            shown.add(region)
            own = {region.start + at for start, end in passage["highlights"] for at in range(start, end)}
            expected = marked(places or [], region)
            if own != expected:
                text = article.text
                self.differ("highlights", answer, passage=passage["text"], missing=hit["missing"],
                            extra=[text[at] for at in sorted(own - expected)],
                            lacking=[text[at] for at in sorted(expected - own)])
        for region in article.passages:
            if region not in shown and marked(places or [], region):
                self.differ("passage not shown", answer, passage=article.text[region.start:region.end])

    def check(self, answer):
        tree = self.trees[answer["query"]["name"]]
        expected = {name for name, article in self.made.items() if tree.holds(article)}
        self.check_read_as(answer, tree)
        self.check_articles(answer, expected)
        for hit in answer["results"]:
            if hit["missing"]:
                self.closest += 1
                self.check_missing(answer, tree, hit)
            if hit["missing"] or hit["article"]["id"] in expected:
                self.check_highlights(answer, tree, hit)
        self.matched += 0 < len(expected) < len(self.made)

    def test_same_articles(self):
        self.differences, self.matched, self.closest = {}, 0, 0
        for seed in range(FIRST_SEED, FIRST_SEED + SEEDS):
            with self.subTest(seed=seed):
                self.make(seed)
                for answer in self.answers():
                    self.check(answer)
        shown = "\n".join(list(self.differences.values())[:MOST_SHOWN])
        self.assertEqual(len(self.differences), 0, f"differences:\n{shown}")
        self.assertGreater(self.matched, SEEDS * QUERIES / 3)
        self.assertGreater(self.closest, SEEDS * QUERIES / 20)


if __name__ == "__main__":
    unittest.main()
