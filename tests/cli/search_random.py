"""Random queries on random articles find what an obvious slow evaluator of the raw text finds.

The words are made up, so that no language's stemming joins any two of them."""
import collections
import json
import random
import re
import unittest

from search_program import SearchTest

SEED = 61419
WORDS = [f"zq{letter}{digit}" for letter in "bdfk" for digit in "1234567"]
COMMON = WORDS[:6]
ARTICLES, QUERIES = 80, 400
MOST_DEPTH = 3


def random_sentence(chance):
    words = [chance.choice(COMMON if chance.random() < 0.3 else WORDS) for _ in range(chance.randint(3, 14))]
    return words[0].capitalize() + " " + " ".join(words[1:]) + "."


def random_text(chance):
    """Paragraphs of sentences of words; long ones make several passages."""
    return [[random_sentence(chance) for _ in range(chance.choice((1, 2, 3, 12, 30)))]
            for _ in range(chance.randint(1, 4))]


class Places:
    """Where the words of a text or a part of it stand: (word, position, offset)."""

    def __init__(self, places):
        self.places = places
        self.at = {position: word for word, position, _ in places}
        self.by_word = collections.defaultdict(list)
        for word, position, _ in places:
            self.by_word[word].append(position)

    def within(self, start, end):
        return Places([place for place in self.places if start <= place[2] < end])


class Article:
    """What the evaluator knows: sentences by paragraph from our own making, passages from --dry-run."""

    def __init__(self, name, paragraphs):
        self.name, self.paragraphs = name, paragraphs
        self.text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
        self.places = Places(list(self.find_places()))
        self.parts = {"s": [self.places.within(*span) for span in self.find_sentences()]}

    def input(self):
        return json.dumps({"id": self.name, "language": "en", "text": self.text}) + "\n"

    def find_places(self):
        """(word, position, offset) of every word; paragraphs are far apart."""
        position, offset = 0, 0
        for sentences in self.paragraphs:
            paragraph = " ".join(sentences)
            for match in re.finditer(r"\w+", paragraph):
                position += 1
                yield match.group().lower(), position, offset + match.start()
            position += 100000
            offset += len(paragraph) + 2

    def find_sentences(self):
        """(start, end) of every sentence."""
        offset = 0
        for sentences in self.paragraphs:
            for sentence in sentences:
                yield offset, offset + len(sentence)
                offset += len(sentence) + 1
            offset += 1


class Word:
    def __init__(self, word):
        self.word = word

    def __str__(self):
        return self.word

    def positions(self, places):
        return [(position, position) for position in places.by_word.get(self.word, [])]

    def matches(self, places, article):
        return bool(self.positions(places))


class Wildcard(Word):
    def __str__(self):
        return f"{self.word}*"

    def means(self, word):
        return word.startswith(self.word)

    def positions(self, places):
        return [(position, position) for word, positions in places.by_word.items() if self.means(word)
                for position in positions]


class Fuzzy(Wildcard):
    """One letter of a word of four inserted, left out, replaced or swapped with the next."""

    def __str__(self):
        return f"{self.word}~1"

    def means(self, word):
        if len(word) == len(self.word):
            differ = [place for place, (own, other) in enumerate(zip(word, self.word)) if own != other]
            swapped = (len(differ) == 2 and differ[1] == differ[0] + 1 and
                       word[differ[0]] == self.word[differ[1]] and word[differ[1]] == self.word[differ[0]])
            return len(differ) < 2 or swapped
        shorter, longer = sorted((word, self.word), key=len)
        return len(longer) - len(shorter) == 1 and any(
            longer[:place] + longer[place + 1:] == shorter for place in range(len(longer)))


class Phrase(Word):
    def __init__(self, words):
        self.words = words

    def __str__(self):
        return f'"{" ".join(self.words)}"'

    def positions(self, places):
        return [(start, start + len(self.words) - 1) for start in places.by_word.get(self.words[0], [])
                if all(places.at.get(start + step) == word for step, word in enumerate(self.words))]


class Near:
    def __init__(self, left, right, distance, ordered):
        self.left, self.right, self.distance, self.ordered = left, right, distance, ordered

    def __str__(self):
        return f"{self.left} {'ADJ' if self.ordered else 'NEAR'}/{self.distance} {self.right}"

    def matches(self, places, article):
        return any(0 < second[0] - first[1] <= self.distance or
                   not self.ordered and 0 < first[0] - second[1] <= self.distance
                   for first in self.left.positions(places) for second in self.right.positions(places))


class Same:
    def __init__(self, left, right, unit):
        self.left, self.right, self.unit = left, right, unit

    def __str__(self):
        return f"({self.left}) SAME/{self.unit} ({self.right})"

    def matches(self, places, article):
        return any(self.left.matches(part, article) and self.right.matches(part, article)
                   for part in article.parts[self.unit])


class Many:
    def __init__(self, operator, children):
        self.operator, self.children = operator, children

    def __str__(self):
        return "(" + f" {self.operator} ".join(map(str, self.children)) + ")"

    def matches(self, places, article):
        how = all if self.operator == "AND" else any
        return how(child.matches(places, article) for child in self.children)


class Not:
    def __init__(self, child):
        self.child = child

    def __str__(self):
        return f"NOT ({self.child})"

    def matches(self, places, article):
        return not self.child.matches(places, article)


def mistyped(chance, word):
    place = chance.randrange(len(word))
    return word[:place] + chance.choice(("", "q", "7", word[place] + "b")) + word[place + 1:]


def random_leaf(chance):
    kind = chance.random()
    if kind < 0.1:
        return Wildcard(chance.choice(WORDS)[:3])
    if kind < 0.2:
        return Fuzzy(mistyped(chance, chance.choice(WORDS)))
    if kind < 0.7:
        return Word(chance.choice(WORDS))
    return Phrase([chance.choice(COMMON) for _ in range(chance.randint(2, 3))])


def random_group(chance):
    """Text that SAME can join."""
    if chance.random() < 0.6:
        return random_leaf(chance)
    return Many(chance.choice(("AND", "OR")), [random_leaf(chance) for _ in range(2)])


def random_query(chance, depth):
    kind = chance.random()
    if depth == 0 or kind < 0.25:
        return random_leaf(chance)
    if kind < 0.4:
        return Near(random_leaf(chance), random_leaf(chance), chance.randint(1, 9), chance.random() < 0.5)
    if kind < 0.55:
        return Same(random_group(chance), random_group(chance), chance.choice("sp"))
    if kind < 0.65:
        return Not(random_query(chance, depth - 1))
    return Many(chance.choice(("AND", "OR")), [random_query(chance, depth - 1) for _ in range(chance.randint(2, 3))])


class Random(SearchTest):
    @classmethod
    def setUpClass(cls):
        chance = random.Random(SEED)
        cls.made = {f"r{number}": Article(f"r{number}", random_text(chance)) for number in range(ARTICLES)}
        cls.queries = {f"q{number}": random_query(chance, MOST_DEPTH) for number in range(QUERIES)}
        cls.articles = {"random.ndjson": "".join(article.input() for article in cls.made.values())}
        super().setUpClass()

    def setUp(self):
        super().setUp()
        for line in self.dry_run(self.shared / "corpus"):
            article = self.made[line["id"]]
            self.assertEqual(line["text"], article.text)
            article.parts["p"] = [article.places.within(passage["start"], passage["end"])
                                  for passage in line["passages"]]

    def test_same_articles(self):
        lines = "".join(f"{name}\t{query}\n" for name, query in self.queries.items())
        answers = json.loads(self.search("--queries-from=-", "--format=json", "--limit=all", "--passages=1",
                                         stdin=lines).stdout)
        self.assertEqual(len(answers), len(self.queries))
        matched = 0
        for answer in answers:
            query = self.queries[answer["query"]["name"]]
            found = {each["article"]["id"] for each in answer["results"] if not each["missing"]}
            expected = {name for name, article in self.made.items() if query.matches(article.places, article)}
            self.assertEqual(found, expected, f"{query}, read as {answer['query']['read_as']}")
            if expected:
                self.assertEqual(answer["total"], {"articles": len(expected), "exact": True}, query)
            matched += 0 < len(expected) < len(self.made)
        self.assertGreater(matched, len(self.queries) / 2)


if __name__ == "__main__":
    unittest.main()
