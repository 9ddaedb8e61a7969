"""Queries as trees that say what they are in the canonical spelling and what of an article they match.

Written from osint-query(7) alone: everything is tried, nothing is clever. matches() gives the places that make an
article (or a sentence, or a passage) match, and None where it does not."""
import fnmatch
import itertools
import re

from raw_text import Place, Region, fold, tokens_of

COMMON = {"en": set("the who did was of us".split()), "de": set("der die und war wer ist".split())}
INDEX = None  # what is known of all articles: set_index()


def set_index(stems, entities):
    """stems: of words; entities: id -> names."""
    global INDEX
    INDEX = {"stems": stems, "entities": entities, "known": {}}


def inside(region, place):
    return region is None or (place.zone == region.zone and region.start <= place.start and place.end <= region.end)


def bare(word):
    return word[:-2] if len(word) > 2 and word.endswith("'s") else word


class Node:
    """field: None for title and text."""
    children, field, positive = (), None, True

    def leaves(self):
        """All that is asked to be there."""
        return [leaf for child in self.children for leaf in child.leaves()]

    def wishes(self):
        return any(child.wishes() for child in self.children)

    def common(self, judge):
        return False

    def wrapped(self):
        return f"({self})"

    def words_judged(self):
        return [word for child in self.children for word in child.words_judged()]

    def holds(self, article):
        return self.matches(article, None, Judge(self)) is not None

    def missing(self, article, judge):
        if self.matches(article, None, judge) is not None:
            return []
        found = list(dict.fromkeys(name for child in self.children if not judge.is_optional(child)
                                   for name in child.missing(article, judge)))
        return found or [str(self)]

    def passes(self, article, judge):
        """Whether the filters and exclusions alone let an article pass."""
        return True


class Judge:
    """Which common words of a query are not required."""

    def __init__(self, root):
        words = [word for text in root.words_judged() for word in tokens_of(text) if not word.cjk]
        folded = {word.folded for word in words}
        counts = {language: len(folded & COMMON[language]) for language in COMMON}
        self.language = "de" if counts["de"] > max(counts["en"], 1) else "en"
        self.capitals_tell = any(letter.islower() for word in words for letter in word.text)
        self.optional = set()
        self.find_optional(root)

    def is_common(self, text):
        name = self.capitals_tell and not any(c.islower() for c in text) and sum(c.isupper() for c in text) > 1
        return not name and fold(text) in COMMON[self.language]

    def find_optional(self, node):
        for child in node.children:
            self.find_optional(child)
        if isinstance(node, And) and any(child.wishes() and not child.common(self) for child in node.children):
            self.optional |= {id(child) for child in node.children if child.common(self)}

    def is_optional(self, node):
        return id(node) in self.optional


# ---- words ----

class Leaf(Node):
    exact = False

    def __init__(self, text, field=None):
        self.text, self.field = text, field
        self.tokens = tokens_of(text)

    def spelled(self):
        return self.text

    def __str__(self):
        return (f"{self.field}:" if self.field else "") + self.spelled()

    wrapped = __str__

    def leaves(self):
        return [self]

    def wishes(self):
        return True

    def words_judged(self):
        return []

    def is_word(self, asked, token, language):
        key = type(self), self.exact, self.field == "author", getattr(self, "edits", 0), asked.text, token.text, language
        if key not in INDEX["known"]:
            INDEX["known"][key] = self.means(asked, token, language)
        return INDEX["known"][key]

    def means(self, asked, token, language):
        """Whether a word of an article is the word asked for."""
        if asked.cjk or token.cjk:
            return asked.cjk and token.cjk and asked.folded == token.folded
        if asked.folded in (token.folded, bare(token.folded)):
            return True
        stems = INDEX["stems"]
        return not self.exact and self.field != "author" and bool(
            stems.of_any(asked.text) & stems.of(language, token.text))

    def places(self, article):
        key = type(self).__name__, str(self)
        if key not in article.remembered:
            article.remembered[key] = list(self.find_places(article))
        return article.remembered[key]

    def find_places(self, article):
        for zone, token in article.tokens(self.field):
            if self.is_word(self.tokens[0], token, article.language):
                last = self.follow(article, token)
                if last:
                    yield Place(token.position, last.position, token.start, last.end, zone)

    def follow(self, article, token):
        """The last word of the sequence that begins with this one; None when it is not there."""
        for before, asked in itertools.pairwise(self.tokens):
            following = article.at.get(token.position + 1)
            if not following or not self.is_word(asked, following, article.language):
                return None
            if asked.run == before.run and following.run != token.run:
                return None
            token = following
        return token

    def matches(self, article, region, judge):
        return [place for place in self.places(article) if inside(region, place)] or None

    def parts(self, article):
        """What is shown of it where the article has not all that was asked for."""
        return self.places(article)


class Word(Leaf):
    LOOSE = 5

    def words_judged(self):
        return [self.text]

    def common(self, judge):
        return self.field is None and all(not token.cjk and judge.is_common(token.text) for token in self.tokens)

    def missing(self, article, judge):
        found = super().missing(article, judge)
        return [self.text] if found and self.field is None else found

    def parts(self, article):
        """Of a long run its pairs of characters, and its words."""
        places = self.places(article)
        if places or sum(token.cjk for token in self.tokens) < self.LOOSE:
            return places
        pairs = [Word(first.text + second.text) for first, second in itertools.pairwise(self.tokens)
                 if first.cjk and second.cjk and first.run == second.run]
        plain = [Word(token.text) for token in self.tokens if not token.cjk]
        return [place for word in pairs + plain for place in word.places(article)]


class Wildcard(Leaf):
    def spelled(self):
        return f"{self.text}*"

    def means(self, asked, token, language):
        return super().means(asked, token, language) if asked.cjk else (
            not token.cjk and token.folded.startswith(asked.folded))


def near_words(word, other, edits):
    """Whether letters inserted, left out, replaced or swapped with their neighbour make one word the other; no
    letter is touched twice."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, letter_there in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != letter_there))
            if i > 1 and j > 1 and word[i - 2:i] == other[j - 2:j][::-1]:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1] <= edits


class Fuzzy(Leaf):
    def __init__(self, text, edits, field=None):
        super().__init__(text, field)
        self.edits = edits

    def spelled(self):
        return f"{self.text}~{self.edits}"

    def means(self, asked, token, language):
        return not token.cjk and near_words(asked.folded, token.folded, self.edits)


class Phrase(Leaf):
    exact = True

    def spelled(self):
        return f'"{self.text}"'


class Window(Leaf):
    """Words, each in a place of its own, no more than a distance from the end of the first to the last."""

    def __init__(self, text, distance, field=None):
        super().__init__(text, field)
        self.distance = distance
        runs = [list(tokens) for _, tokens in itertools.groupby(self.tokens, lambda token: token.run)]
        self.words = [Word("".join(token.text for token in run), field) for run in runs]

    def spelled(self):
        return f'"{self.text}"~{self.distance}'

    def within(self, lists):
        return list({place for chosen in self.choose(lists, []) for place in chosen})

    def choose(self, lists, chosen):
        if len(lists) == len(chosen):
            yield chosen
            return
        for place in lists[len(chosen)]:
            if self.are_near(chosen + [place]):
                yield from self.choose(lists, chosen + [place])

    def are_near(self, places):
        first = min(places)
        return (len({place.first for place in places}) == len(places) and
                max(places).first - first.last <= self.distance)

    def find_places(self, article):
        return self.within([word.places(article) for word in self.words])

    def matches(self, article, region, judge):
        if region is None:
            return self.places(article) or None
        return self.within([[place for place in word.places(article) if inside(region, place)]
                            for word in self.words]) or None


# ---- filters ----

class Everything(Node):
    def __str__(self):
        return "*"

    wrapped = __str__

    def matches(self, article, region, judge):
        return []


class Filter(Node):
    """A value compared with what is known of an article."""

    def __init__(self, name, value, test):
        self.name, self.value, self.test = name, value, test

    def __str__(self):
        return f"{self.name}:{self.value}"

    wrapped = __str__

    def matches(self, article, region, judge):
        return [] if self.test(article) else None

    def passes(self, article, judge):
        return self.test(article)

    def missing(self, article, judge):
        return []


class Entity(Filter):
    """A mention of an entity; exact: only under this name."""

    def __init__(self, name, value, ids, exact=False):
        super().__init__(name, value, None)
        self.ids, self.exact = ids, exact

    def leaves(self):
        return [self]

    def mentions(self, article):
        for mention in article.mentions:
            if mention["entity"] in self.ids and (not self.exact or fold(mention["text"]) == fold(self.exact)):
                yield mention

    def places(self, article):
        for mention in self.mentions(article):
            words = [token for token in article.zones["text"]
                     if token.end > mention["start"] and token.start < mention["end"]]
            yield Place(words[0].position, words[-1].position, mention["start"], mention["end"], "text")

    def parts(self, article):
        return self.places(article)

    def matches(self, article, region, judge):
        found = [place for place in self.places(article) if inside(region, place)]
        tagged = region is None and not self.exact and (set(article.keys.get("entities", ())) & set(self.ids) or
                                                        self.names_title(article))
        return found if found or tagged else None

    def names_title(self, article):
        return any(Phrase(name, "title").places(article) for each in self.ids for name in INDEX["entities"][each])

    def passes(self, article, judge):
        return self.matches(article, None, judge) is not None


class Mentions(Entity):
    def __init__(self, value, ids, comparison, number):
        super().__init__("mentions", value, ids)
        self.comparison, self.number = comparison, number

    def __str__(self):
        if (self.comparison, self.number) == ("<", 1):
            return f"mentions:{self.value}=0"
        shift = {">": 1, "<": -1}.get(self.comparison, 0)
        sign = {">": ">=", "<": "<="}.get(self.comparison, self.comparison)
        return f"mentions:{self.value}{sign}{self.number + shift}"

    wrapped = __str__

    def matches(self, article, region, judge):
        found = list(self.places(article))
        holds = {">=": len(found) >= self.number, "<=": len(found) <= self.number, ">": len(found) > self.number,
                 "<": len(found) < self.number, "=": len(found) == self.number}[self.comparison]
        return [place for place in found if inside(region, place)] if holds else None


def path_matches(path, pattern):
    """The whole path or its end from a name on; * and ? stay inside a name, ** does not."""
    parts = re.split(r"(\*\*|\*|\?)", pattern)
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    expression = re.compile("".join(signs.get(part, re.escape(part)) for part in parts), re.I)
    names = str(path).split("/")
    return any(expression.fullmatch("/".join(names[start:])) for start in range(len(names)))


# ---- operators ----

class And(Node):
    def __init__(self, children):
        self.children = children

    def __str__(self):
        return " ".join(str(child) if isinstance(child, Not) else child.wrapped() for child in self.children)

    def matches(self, article, region, judge):
        places = []
        for child in self.children:
            if judge.is_optional(child):
                continue
            found = child.matches(article, region, judge)
            if found is None:
                return None
            places += found
        return places

    def passes(self, article, judge):
        return all(child.passes(article, judge) for child in self.children)


class Or(Node):
    def __init__(self, children):
        self.children = children

    def __str__(self):
        return " OR ".join(str(child) if isinstance(child, Not) else child.wrapped() for child in self.children)

    def matches(self, article, region, judge):
        found = [places for child in self.children if (places := child.matches(article, region, judge)) is not None]
        return list(itertools.chain(*found)) if found else None

    def passes(self, article, judge):
        return any(child.passes(article, judge) for child in self.children)


class Not(Node):
    def __init__(self, child):
        self.child, self.children = child, (child,)

    def __str__(self):
        return f"NOT {self.child.wrapped()}"

    def leaves(self):
        return []

    def wishes(self):
        return False

    def words_judged(self):
        return []

    def matches(self, article, region, judge):
        return [] if self.child.matches(article, region, judge) is None else None

    def missing(self, article, judge):
        return []

    def passes(self, article, judge):
        return self.matches(article, None, judge) is not None


class Near(Node):
    """A chain: each near the one before it."""

    def __init__(self, children, distance, ordered):
        self.children, self.distance, self.ordered = children, distance, ordered

    def __str__(self):
        return f" {'ADJ' if self.ordered else 'NEAR'}/{self.distance} ".join(c.wrapped() for c in self.children)

    def near(self, first, second):
        return (0 < second.first - first.last <= self.distance or
                not self.ordered and 0 < first.first - second.last <= self.distance)

    def matches(self, article, region, judge):
        lists = [child.matches(article, region, judge) or [] for child in self.children]
        for i in range(1, len(lists)):
            lists[i] = [place for place in lists[i] if any(self.near(before, place) for before in lists[i - 1])]
        for i in reversed(range(len(lists) - 1)):
            lists[i] = [place for place in lists[i] if any(self.near(place, after) for after in lists[i + 1])]
        return list(itertools.chain(*lists)) or None


class Same(Node):
    def __init__(self, children, unit):
        self.children, self.unit = children, unit

    def __str__(self):
        return f" SAME/{self.unit} ".join(child.wrapped() for child in self.children)

    def matches(self, article, region, judge):
        found = []
        for part in article.parts(self.unit):
            if inside(region, Place(0, 0, part.start, part.end, part.zone)):
                each = [child.matches(article, part, judge) for child in self.children]
                if None not in each:
                    found += [list(itertools.chain(*each))]
        return list(itertools.chain(*found)) if found else None
