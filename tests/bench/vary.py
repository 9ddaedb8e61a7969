"""A corpus of any size out of a small one: copies that differ, with the statistics of natural text.

Copies are made in rounds. In each round the articles are put into groups, the sentences of a group's articles change
places, and half of the names of people, organisations and places and all long numbers become new ones, so that the
vocabulary grows as it does in a growing corpus. The first round is the small corpus as it is. The same arguments give
the same corpus."""
import gzip
import json
import random
import re

GROUP = 8  # articles that exchange sentences
SYLLABLES = [onset + vowel + coda for onset in ("b", "br", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v", "z")
             for vowel in ("a", "e", "i", "o", "u", "ei", "ou") for coda in ("", "", "l", "n", "r", "s")]
LONG_NUMBER = re.compile(r"\b(?!19|20)\d{4,}\b")
SENTENCE_END = re.compile(r"(?<=[.!?]) +")


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def new_name(name, dice):
    """The first word stays, as first names and kinds of organisations do."""
    first, _, rest = name.partition(" ")
    word = "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()
    return f"{first} {word}" if rest else word


class Round:
    """What one round of copies has in common."""

    def __init__(self, number, names, seed):
        self.number = number
        self.dice = random.Random(f"{seed} {number}")
        replaced = self.dice.sample(names, len(names) // 2) if number > 0 else []
        self.names = {name: new_name(name, self.dice) for name in replaced}

    def renamed(self, article):
        """The article's text, with this round's names."""
        text = article["text"]
        for entity in article["entities"]:
            text = text.replace(entity["name"], self.names.get(entity["name"], entity["name"]))
        return LONG_NUMBER.sub(lambda match: str(self.dice.randrange(10 ** len(match[0]))), text)

    def copy(self, article, text):
        if self.number == 0:
            return article
        year, month, day = map(int, article["date"].split("-"))
        year = 1987 + (year - 1987 + self.dice.randrange(3)) % 39
        day = 1 + (day + self.dice.randrange(28)) % 28
        return {**article, "id": f"{article['id']}-{self.number}", "url": f"{article['url']}?copy={self.number}",
                "date": f"{year:04}-{month:02}-{day:02}", "text": text,
                "entities": [{**entity, "name": self.names.get(entity["name"], entity["name"])}
                             for entity in article["entities"]]}

    def copies(self, articles):
        if self.number == 0:
            yield from articles
            return
        order = self.dice.sample(articles, len(articles))
        for start in range(0, len(order), GROUP):
            group = order[start:start + GROUP]
            texts = [[SENTENCE_END.split(paragraph) for paragraph in self.renamed(article).split("\n\n")]
                     for article in group]
            sentences = [sentence for text in texts for paragraph in text for sentence in paragraph]
            self.dice.shuffle(sentences)
            for article, text in zip(group, texts):
                paragraphs = [" ".join(sentences.pop() for _ in paragraph) for paragraph in text]
                yield self.copy(article, "\n\n".join(paragraphs))


def vary(path, count, seed=1):
    """count articles made out of those of path."""
    articles = read(path)
    names = sorted({entity["name"] for article in articles for entity in article["entities"]})
    number = 0
    while count > 0:
        for article in Round(number, names, seed).copies(articles):
            if count == 0:
                return
            count -= 1
            yield article
        number += 1
