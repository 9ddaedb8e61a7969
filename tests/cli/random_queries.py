"""Articles and queries at random, made to meet: few words, many ways of writing them."""
import datetime
import itertools
import json
import re

from query_trees import (And, Entity, Everything, Filter, Fuzzy, Mentions, Near, Not, Or, Phrase, Same, Wildcard,
                         Window, Word, path_matches)
from raw_text import Article, CJK, fold, tokens_of

DENSE = [f"zq{letter}{digit}" for letter in "bdfk" for digit in "123"]
BY_LANGUAGE = {
    "en": "attack attacks attacked attacking happy happily happiness naïve people people's don't fox-it servers",
    "de": "Angriff Angriffe Angriffen Häuser Haus hauser Straße Strasse Müller Muller der die und",
    "fr": "cheval chevaux café cafe CAFÉ national nationaux nationale œuvre dell'arte",
    "ru": "атака атаки атаковали ёлка елка Ёлки сервер серверы",
    "tr": "kitap kitabı kitaplar İstanbul istanbul'da ışık",
    "sv": "Kovač Kovac kovač angrepp angreppen",
    "id": "menulis tulis penulis tulisan",
    "es": "servidor servidores espía espias nacional",
}
# What Indonesian takes off a word, its own or not: wildcards and fuzzy words promise less of those.
CHANGED = ("be", "di", "ke", "me", "pe", "se", "te", "tulis")
ANYWHERE = ("CVE-2021-44228 BRONZE_BUTLER bronze butler O'Brien ＡＢＣ abc ABC ﬁsh fish 10.0.0.1 x86 US us "
            "the who did der cafés naive attack zqb zqb12 zqd").split()
UNSPACED = "日本 日本語 東京 国 國 開発 开发 宇宙航空研究開発機構 研究 サーバー サイバー攻撃 데이터 서버 攻撃".split()
INDICATORS = ["192.0.2.1", "192[.]0[.]2[.]1", "evil[.]example", "hxxp://evil[.]example/a", "CVE-2021-44228",
              "d41d8cd98f00b204e9800998ecf8427e"]
ENTITIES = {
    "wooden-heron": ("threat-actor", ["Wooden Heron", "HERON TWO", "Grey Wader"]),
    "example-town": ("place", ["Example Town", "Sample Ville"]),
    "brizna-labs": ("organization", ["Brizna Labs"]),
    "snark": ("malware", ["Snarkware Nine", "Backdoor Snarkle"]),
    "unit-99123": ("military-unit", ["Unit 99123"]),
    "ovidia": ("person", ["Ovidia Brenkova"]),
}
TYPED = {"threat-actor": "actor", "place": "place", "organization": "org", "malware": "malware",
         "military-unit": "unit", "person": "person"}
INDICATOR_FIELDS = [("ip:192[.]0[.]2[.]1", "ipv4:192.0.2.1"), ("ip:192.0.2.1", "ipv4:192.0.2.1"),
                    ("domain:evil[.]example", "domain:evil.example"), ("cve:cve-2021-44228", "cve:CVE-2021-44228"),
                    ("hash:D41D8CD98F00B204E9800998ECF8427E", "md5:d41d8cd98f00b204e9800998ecf8427e")]
PUBLISHERS = ["Example Gazette", "Sample Wire", "Gazette", "例文新聞", "Müller & Söhne"]
HOSTS = ["www.example.org", "news.example.org", "example.org", "gazette.example", "badexample.org"]
AUTHORS = ["Anna Rivers", "O'Brien", "Jan Kovač", "Rivers Müller", "River"]
TAGS = ["espionage", "Two Words", "Straße", "zqb1"]
FOLDERS = ["", "en/", "en/deep/er/", "den/", "EN2/deep/"]
LANGUAGES = ["en", "en", "de", "fr", "ru", "tr", "sv", "id", "es", "ja", "ko", "zh-Hant", "en-GB"]
PATTERNS = ["en/**", "*.txt", "deep/**", "a*.ndjson", "en/deep/er/*", "**/er/*", "*n/a*", "e*/*.ndjson", "e*/**",
            "d?en/*", "en/*", "deep/er/a?.ndjson", "**/*.txt", "d*/b*"]
SAVED = {"one": "zqb1 OR zqb2", "two words": "query:one NOT zqb3", "near": "zqb1 NEAR/5 zqb2"}


# ---- articles ----

def random_piece(chance, language):
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(DENSE)
    if kind < 0.7 and language in BY_LANGUAGE:
        return chance.choice(BY_LANGUAGE[language].split())
    if kind < 0.78:
        return chance.choice(BY_LANGUAGE[chance.choice(list(BY_LANGUAGE))].split())
    if kind < 0.86:
        return "".join(chance.choice(UNSPACED) for _ in range(chance.randint(1, 3)))
    if kind < 0.9:
        return chance.choice(chance.choice(list(ENTITIES.values()))[1])
    if kind < 0.92:
        return chance.choice(INDICATORS)
    if kind < 0.93:
        return "U.S. " + chance.choice(DENSE)
    return chance.choice(ANYWHERE)


def random_sentence(chance, language):
    if language[:2] in ("ja", "zh") and chance.random() < 0.6:
        pieces = [chance.choice(UNSPACED) if chance.random() < 0.8 else chance.choice(DENSE).capitalize()
                  for _ in range(chance.randint(1, 9))]
        return "".join(pieces) + "日。"
    pieces = [random_piece(chance, language) for _ in range(chance.randint(1, 12))]
    join = chance.choice((" ", " ", " ", ", ", " - ", " ("))
    words = join.join(pieces).replace(" (", " (", 1) + (")" if join == " (" else "")
    return f"{chance.choice(DENSE).capitalize()} {words} {chance.choice(DENSE)}{chance.choice('.?!')} "


def random_paragraph(chance, language, is_text):
    """Now and then a heading; what stands alone in a text file may be no part of the article."""
    if not is_text and chance.random() < 0.15:
        return [" ".join(random_piece(chance, language) for _ in range(4)) + " " + chance.choice(DENSE)]
    return [random_sentence(chance, language) for _ in range(chance.choice((1, 1, 2, 3, 6, 16)))]


def random_date(chance, now):
    if chance.random() < 0.3:
        return (now - datetime.timedelta(days=chance.choice((0, 1, 2, 5, 8, 13, 16, 29, 33, 364, 368)))).strftime(
            "%Y-%m-%d")
    return chance.choice(("2021", "2021-04", "2021-04-20", "2021-04-21", "2020", "2020-12-31", "2021-01-01",
                          "2021-04-20T09:30:00+09:00", "2021-04-19T23:59:59Z", "2021-05-01", "1999-12"))


def random_article(chance, number, now):
    is_text = number % 7 == 0
    language = "en" if is_text else chance.choice(LANGUAGES)
    keys = {"id": f"r{number}", "language": language,
            "tags": chance.sample(TAGS, chance.choice((0, 0, 1, 2))),
            "authors": chance.sample(AUTHORS, chance.choice((0, 1, 2)))}
    if is_text or chance.random() < 0.8:
        keys["title"] = chance.choice(DENSE).capitalize() + " " + " ".join(
            random_piece(chance, language) for _ in range(chance.randint(1, 6))).replace("hxxp", "xx")
    for name, value, share in (("publisher", chance.choice(PUBLISHERS), 0.7),
                               ("url", f"https://{chance.choice(HOSTS)}/{number}", 0.6),
                               ("published", random_date(chance, now), 0.8),
                               ("rating", chance.choice(("A1", "B2", "F6")), 0.4),
                               ("entities", [chance.choice(list(ENTITIES))], 0.1)):
        if chance.random() < share:
            keys[name] = value
    paragraphs = [random_paragraph(chance, language, is_text) for _ in range(chance.randint(1, 4))]
    return Article(keys, paragraphs, chance.choice(FOLDERS))


def file_of(article):
    """(name, content) of its file: every seventh article is a text of its own."""
    number = int(article.id[1:])
    if number % 7:
        return f"{article.folder}a{number % 3}.ndjson", json.dumps(article.keys | {"text": article.text}) + "\n"
    lines = [f"{name}: {'; '.join(value) if isinstance(value, list) else value}"
             for name, value in article.keys.items() if value]
    return f"{article.folder}b{number}.txt", "\n".join(lines) + "\n\n" + article.text + "\n"


def entity_list():
    return "".join("\t".join([name, kind, *names]) + "\n" for name, (kind, names) in ENTITIES.items())


# ---- periods ----

def period(text):
    """[begin, end) of a date as it is written."""
    if "T" in text:
        begin = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return begin, begin + datetime.timedelta(seconds=1)
    year, month, day = (list(map(int, text.split("-"))) + [None, None])[:3]
    begin = datetime.datetime(year, month or 1, day or 1, tzinfo=datetime.timezone.utc)
    if day:
        return begin, begin + datetime.timedelta(days=1)
    if month:
        return begin, begin.replace(year=year + month // 12, month=month % 12 + 1)
    return begin, begin.replace(year=year + 1)


def named_period(name, now):
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - datetime.timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = (first - datetime.timedelta(days=1)).replace(day=1)
    year = first.replace(month=1)
    day, week = datetime.timedelta(days=1), datetime.timedelta(days=7)
    return {"today": (today, today + day), "yesterday": (today - day, today), "this.week": (monday, monday + week),
            "last.week": (monday - week, monday), "last.month": (before, first),
            "this.year": (year, year.replace(year=year.year + 1)), "last.year": (year.replace(year=year.year - 1), year),
            "2w": (today - 2 * week, None), "30d": (today - 30 * day, None), "5d": (today - 5 * day, None)}[name]


def dated(begin, end):
    def test(article):
        if "published" not in article.keys:
            return False
        own = period(article.keys["published"])
        return (begin is None or own[0] >= begin) and (end is None or own[1] <= end)
    return test


def random_dates(chance, now):
    text = chance.choice(("2021", "2020", "2021-04", "2021-04-20", "2020-12", "2021-04-20T09:30:00+09:00"))
    begin, end = period(text)
    later = chance.choice(("2021-05-01", "2021-12", "2022"))
    name = chance.choice(("today", "yesterday", "this.week", "last.week", "last.month", "this.year", "last.year"))
    ago = chance.choice(("2w", "30d", "5d"))
    return Filter(*chance.choice((
        ("date", text, dated(begin, end)), ("date", f"{text}..", dated(begin, None)),
        ("date", f"..{text}", dated(None, end)), ("date", f"{text}..{later}", dated(begin, period(later)[1])),
        ("date", f">={text}", dated(begin, None)), ("date", f">{text}", dated(end, None)),
        ("date", f"<{text}", dated(None, begin)), ("date", f"<={text}", dated(None, end)),
        ("after", text, dated(end, None)), ("since", text, dated(begin, None)), ("before", text, dated(None, begin)),
        ("until", text, dated(None, end)), ("date", name, dated(*named_period(name, now))),
        ("date", f"{name}..", dated(named_period(name, now)[0], None)),
        ("date", f"..{name}", dated(None, named_period(name, now)[1])),
        ("date", f"{ago}..", dated(named_period(ago, now)[0], None)),
        ("added", "7d..", lambda article: True), ("added", "..2020", lambda article: False))))


# ---- leaves ----

def random_word(chance):
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(DENSE)
    if kind < 0.7:
        return chance.choice(BY_LANGUAGE[chance.choice(list(BY_LANGUAGE))].split())
    if kind < 0.85:
        return chance.choice(ANYWHERE + ["U.S", "u.s"])
    if kind < 0.88:
        return chance.choice(DENSE) + chance.choice("-_/.") + chance.choice(DENSE)
    word = chance.choice(UNSPACED)
    start = chance.randrange(len(word))
    return word[start:start + chance.randint(1, 9)] + (chance.choice(UNSPACED) if chance.random() < 0.2 else "")


def mistyped(chance, word):
    place = chance.randrange(len(word))
    letter = chance.choice(("", "q", "e", word[place] + "b", word[place:place + 2][::-1]))
    return word[:place] + letter + word[place + (2 if len(letter) == 2 and letter[1:] != "b" else 1):]


def random_fuzzy(chance, field):
    while True:
        edits = chance.choice((1, 1, 2))
        word = chance.choice(DENSE + [each for words in BY_LANGUAGE.values() for each in words.split()])
        if word.lower().startswith(CHANGED):
            continue
        for _ in range(chance.randint(0, edits)):
            word = mistyped(chance, word) if word else word
        tokens = tokens_of(word)
        if len(tokens) == 1 and len(tokens[0].text) >= 3 and tokens[0].text == word:
            return Fuzzy(word, edits, field)


def random_wildcard(chance, field):
    while True:
        word = random_word(chance)
        if word.lower().startswith(CHANGED):
            continue
        tokens = tokens_of(word)
        if CJK.match(word) and all(token.cjk for token in tokens):
            return Wildcard(word[:chance.randint(1, len(word))], field)
        beginning = word[:chance.randint(3, max(len(word), 3))]
        tokens = tokens_of(beginning)
        if len(tokens) == 1 and len(beginning) >= 3 and tokens[0].text == beginning:
            return Wildcard(beginning, field)


def random_phrase(chance, field):
    words = [chance.choice(DENSE) if chance.random() < 0.6 else random_word(chance)
             for _ in range(chance.choice((1, 2, 2, 2, 3)))]
    if chance.random() < 0.4 and len(words) > 1:
        return Window(" ".join(words[:3]), chance.choice((1, 2, 3, 5, 9)), field)
    return Phrase(" ".join(words), field)


def random_leaf(chance, field=None):
    kind = chance.random()
    if kind < 0.55:
        return Word(random_word(chance), field)
    if kind < 0.65:
        return random_wildcard(chance, field)
    if kind < 0.75:
        return random_fuzzy(chance, field)
    return random_phrase(chance, field)


def random_author(chance):
    return chance.choice((Word("river", "author"), Word("rivers", "author"), Word("müller", "author"),
                          Wildcard("riv", "author"), Phrase("rivers muller", "author"), Word("O'Brien", "author"),
                          Fuzzy("kovat", 1, "author"), Phrase("Jan Kovac", "author")))


def quoted(value):
    return f'"{value}"' if re.search(r"[^\w.'-]", value) else value


class Indicator(Entity):
    """In a title it is a phrase of its parts, defanged or not."""

    def __init__(self, spelling, entity):
        self.text = entity.partition(":")[2]
        super().__init__(spelling.partition(":")[0], self.text, [entity])
        self.spelling = spelling

    def names_title(self, article):
        return bool(Phrase(self.text, "title").places(article))


def random_entity(chance):
    if chance.random() < 0.15:
        return Indicator(*chance.choice(INDICATOR_FIELDS))
    entity = chance.choice(list(ENTITIES))
    kind, names = ENTITIES[entity]
    name = chance.choice(names)
    if chance.random() < 0.2:
        return Entity("entity", "=" + quoted(name), [entity], name)
    if chance.random() < 0.4:
        return Entity(TYPED[kind], quoted(chance.choice((name, name.lower(), entity))), [entity])
    if chance.random() < 0.3:
        return Mentions(quoted(chance.choice((entity, name))), [entity], chance.choice((">=", ">", "<", "<=", "=")),
                        chance.randint(1, 3))
    return Entity("entity", quoted(chance.choice((name, name.upper(), entity))), [entity])


def has_words(text, wanted):
    own = {token.folded for token in tokens_of(text or "")}
    return {token.folded for token in tokens_of(wanted)} <= own


def host_matches(url, site):
    host = re.sub(r"^https://(www\.)?|/.*", "", url or "")
    return bool(host) and (host == site or host.endswith("." + site))


def same_language(own, wanted):
    return wanted.lower() in (own.lower(), own.lower().split("-")[0])


def random_filter(chance, now):
    source = chance.choice(("gazette", "GAZETTE", "example gazette", "sample", "muller"))
    site = chance.choice(("example.org", "news.example.org", "gazette.example"))
    tag, wanted = chance.choice((("espionage", "espionage"), ("ESPIONAGE", "espionage"), ('"two words"', "Two Words"),
                                 ("strasse", "Straße"), ("zqb1", "zqb1")))
    language = chance.choice(("en", "de", "zh", "zh-Hant", "en-GB", "ja"))
    pattern, rating = chance.choice(PATTERNS), chance.choice(("A1", "B2", "F6"))
    number = f"r{chance.randrange(100)}"
    kind = chance.choice((("type", "text/plain", "text/plain"), ("type", "plain", "text/plain"),
                          ("type", "application/x-ndjson", "application/x-ndjson")))
    return chance.choice((
        random_entity(chance), random_entity(chance), random_dates(chance, now), random_dates(chance, now),
        random_author(chance), Everything(),
        Filter("source", quoted(source), lambda article: has_words(article.keys.get("publisher"), source)),
        Filter("site", site, lambda article: host_matches(article.keys.get("url"), site)),
        Filter("tag", tag, lambda article: wanted in article.keys["tags"]),
        Filter("lang", language, lambda article: same_language(article.language, language)),
        Filter("path", pattern, lambda article: path_matches(article.path, pattern)),
        Filter("id", number, lambda article: article.id == number),
        Filter("rating", rating, lambda article: article.keys.get("rating") == rating),
        Filter(kind[0], kind[1], lambda article: article.media_type == kind[2]), random_saved(chance)))


class Saved(Or):
    """query:name, as if it stood there in brackets."""

    def __init__(self, name, tree):
        super().__init__([tree])
        self.name, self.tree, self.spelling = name, tree, f"query:{quoted(name)}"

    def __str__(self):
        return str(self.tree)


def random_saved(chance):
    one = Or([Word("zqb1"), Word("zqb2")])
    trees = {"one": one, "two words": And([one, Not(Word("zqb3"))]), "near": Near([Word("zqb1"), Word("zqb2")], 5, False)}
    name = chance.choice(list(trees))
    return Saved(name, trees[name])


# ---- trees ----

def random_near(chance):
    def operand():
        kind = chance.random()
        if kind < 0.15:
            return Or([random_leaf(chance), random_leaf(chance)])
        entity = random_entity(chance)
        return entity if kind < 0.3 and not isinstance(entity, Mentions) else random_leaf(chance)
    return Near([operand() for _ in range(chance.choice((2, 2, 3)))], chance.choice((1, 2, 3, 5, 9)),
                chance.random() < 0.4)


def random_group(chance, unit):
    kind = chance.random()
    if kind < 0.5:
        return random_leaf(chance)
    if kind < 0.6:
        entity = random_entity(chance)
        return random_leaf(chance) if isinstance(entity, Mentions) else entity
    if kind < 0.7:
        return random_near(chance)
    if kind < 0.75 and unit == "p":
        return Same([random_leaf(chance), random_leaf(chance)], "s")
    return chance.choice((And, Or))([random_leaf(chance) for _ in range(2)])


def random_query(chance, depth, now):
    kind = chance.random()
    if kind < 0.05:
        return And([Word(random_word(chance)) for _ in range(chance.randint(3, 7))])
    if depth == 0 or kind < 0.3:
        field = chance.choice(("title", "body", None, None, None))
        return random_leaf(chance, field) if chance.random() < 0.65 else random_filter(chance, now)
    if kind < 0.4:
        return random_near(chance)
    if kind < 0.5:
        unit = chance.choice("sp")
        return Same([random_group(chance, unit) for _ in range(chance.choice((2, 2, 3)))], unit)
    if kind < 0.6:
        child = random_query(chance, depth - 1, now)
        return child if isinstance(child, (Not, Saved)) else Not(child)
    joined = chance.choice((And, Or))
    children = [random_query(chance, depth - 1, now) for _ in range(chance.randint(2, 3))]
    children = [child for child in children if not isinstance(child, (joined, Saved))]
    return joined(children) if len(children) > 1 else joined([random_leaf(chance), random_leaf(chance)])


OTHER_FIELDS = {"title": "intitle", "body": "intext", "author": "from", "source": "publisher", "tag": "is",
                "type": "mime", "path": "file", "entity": "e"}


def spelled(node, chance):
    """One of the spellings that mean the node; brackets where they are needed, or more."""
    def inner(child, bare=()):
        text = spelled(child, chance)
        return f"({text})" if child.children and not isinstance(child, (Saved, *bare)) or chance.random() < 0.05 else text
    if isinstance(node, (Saved, Indicator)):
        return node.spelling
    if isinstance(node, (And, Or)):
        tighter = (Near, Same) if chance.random() < 0.5 else ()
        if isinstance(node, Or):
            tighter += (And, Not) if chance.random() < 0.5 else (Not,)
            return chance.choice((" OR ", " | ")).join(inner(child, tighter) for child in node.children)
        return chance.choice((" ", " ", " AND ", " && ")).join(inner(child, tighter + (Not,)) for child in node.children)
    if isinstance(node, Not):
        return chance.choice(("NOT ", "-", "!")) + inner(node.child)
    if isinstance(node, Near):
        sign = "ADJ" if node.ordered else chance.choice(("NEAR", "NEAR", "w"))
        return f" {sign}/{node.distance} ".join(inner(child) for child in node.children)
    if isinstance(node, Same):
        return chance.choice((f" SAME/{node.unit} ", f" /{node.unit} ")).join(inner(child) for child in node.children)
    text = f"mentions:{node.value}{node.comparison}{node.number}" if isinstance(node, Mentions) else str(node)
    name, colon, rest = text.partition(":")
    return OTHER_FIELDS[name] + colon + rest if name in OTHER_FIELDS and chance.random() < 0.3 else text


def all_words(articles, queries):
    """Every word of them, for its stems."""
    def of_tree(node):
        tokens = getattr(node, "tokens", [])
        return itertools.chain(tokens, *(of_tree(child) for child in node.children))
    texts = (token for article in articles for tokens in article.zones.values() for token in tokens)
    return {token.text for token in itertools.chain(texts, *(of_tree(query) for query in queries)) if not token.cjk}
