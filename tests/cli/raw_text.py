"""Articles as a reader sees them: words, sentences, passages and names looked for in the raw text, slowly.

Written from osint-query(7) alone. Trusted are only the stems of a language (word_terms asks the stemmer), and
what `osint-index --dry-run` says of passages and mentions."""
import collections
import os
import pathlib
import re
import subprocess
import unicodedata

FAR = 100000  # between paragraphs, the title, the text and each author
ENGLISH_ENDING = re.compile(r"['’](?:s|t|re|ve|ll|d|m)(?![^\W_]|['’])", re.I)
INITIALS = re.compile(r"(?<![\w.])(?:[A-Za-z]\.)+(?:[A-Za-z](?!\w|\.))?")
LETTERS = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad])+")
CJK = re.compile(r"[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HAN_FORMS = str.maketrans("國發発開關東龍傳統會議気鉄沢", "国发发开关东龙传统会议气铁泽")
OTHER_LETTERS = {"ß": "ss", "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l",
                 "œ": "oe", "ς": "σ", "ё": "е"}

Token = collections.namedtuple("Token", "text folded position start end cjk run")
Place = collections.namedtuple("Place", "first last start end zone")
Region = collections.namedtuple("Region", "zone start end")


def drops_marks(letter):
    name = unicodedata.name(letter, "")
    return name.startswith(("LATIN", "GREEK", "ARABIC", "HEBREW"))


def fold_letter(letter):
    """Marks of Latin and Greek letters gone, other ways of writing a letter one way."""
    base = unicodedata.normalize("NFD", letter)[0]
    letter = (base if drops_marks(base) else letter).lower()
    return OTHER_LETTERS.get(letter, letter)


def fold(word):
    word = unicodedata.normalize("NFKC", word).replace("\u00ad", "").replace("’", "'").replace("İ", "i")
    word = word if CJK.search(word) else word.replace(".", "")
    return "".join(map(fold_letter, word)).translate(HAN_FORMS)


def find_words(text):
    """(start, end, cjk) of each word; of Chinese, Japanese and Korean, of each character."""
    at = 0
    while at < len(text):
        letters = LETTERS.match(text, at)
        if CJK.match(text, at):
            yield at, at + 1, True
            at += 1
        elif not letters:
            at += 1
        else:
            end = plain_word_end(text, at, letters.end())
            yield at, end, False
            at = end


def plain_word_end(text, start, end):
    initials = INITIALS.match(text, start)
    if initials and len(re.findall("[A-Za-z]", initials.group())) > 1:
        return initials.end() - initials.group().endswith(".")
    cjk = CJK.search(text, start, end)
    end = cjk.start() if cjk else end
    ending = ENGLISH_ENDING.match(text, end)
    letters = [letter for letter in text[start:end] if letter != "\u00ad"]
    return ending.end() if ending and len(letters) > 2 else end


def tokens_of(text, position=0):
    tokens, end_before, run = [], 0, 0
    for start, end, cjk in find_words(text):
        if tokens and re.search(r"\n\s*\n", text[end_before:start]):
            position += FAR
        if not (cjk and tokens and tokens[-1].cjk and end_before == start):
            run += 1
        tokens.append(Token(text[start:end], fold(text[start:end]), position, start, end, cjk, run))
        position += 1
        end_before = end
    return tokens


class Stems:
    """What words are found under, by language."""

    def __init__(self, languages, words):
        self.languages = languages
        pairs = [(language, word) for language in languages for word in sorted(set(words))]
        lines = "".join(f"{language}\t{word}\n" for language, word in pairs)
        output = subprocess.run([os.environ["OSINT_WORD_TERMS"]], input=lines, capture_output=True, text=True,
                                check=True).stdout.splitlines()
        self.known = {}
        for (language, word), line in zip(pairs, output, strict=True):
            folded, *terms = line.split("\t")
            if folded != fold(word):
                raise AssertionError(f"{word} is folded to {folded}, not {fold(word)}")
            self.known[language, word] = {term for term in terms if term}

    def of(self, language, word):
        """Of a language without stems of its own, those of English."""
        own = (language.split("-")[0], word)
        return self.known[own if own in self.known else ("en", word)]

    def of_any(self, word):
        return set().union(*(self.known[language, word] for language in self.languages))


class Article:
    """Sentences are those of its making; passages and mentions come from --dry-run (see take_dry_run)."""

    def __init__(self, keys, paragraphs, folder):
        self.keys, self.folder, self.path = keys, folder, None
        self.id, self.language = keys["id"], keys["language"]
        self.text = "\n\n".join("".join(paragraph) for paragraph in paragraphs).replace(" \n", "\n").rstrip()
        self.title = keys.get("title", "")
        self.zones = {"title": tokens_of(self.title, 0), "text": tokens_of(self.text, 1000 * FAR), "author": []}
        for number, author in enumerate(keys.get("authors", [])):
            self.zones["author"] += tokens_of(author, (10000 + number) * FAR)
        self.at = {token.position: token for tokens in self.zones.values() for token in tokens}
        self.sentences = list(self.find_sentences(paragraphs))
        self.passages, self.mentions, self.remembered = [], [], {}

    def find_sentences(self, paragraphs):
        offset = 0
        for paragraph in paragraphs:
            for sentence in paragraph:
                yield Region("text", offset, offset + len(sentence.rstrip()))
                offset += len(sentence)
            offset += 2 - (len(paragraph[-1]) - len(paragraph[-1].rstrip()))

    def take_dry_run(self, line):
        assert line["text"] == self.text, (line["text"], self.text)
        self.path, self.media_type = pathlib.PurePosixPath(line["path"]), line["media_type"]
        self.passages = [Region("text", each["start"], each["end"]) for each in line["passages"]]
        self.mentions = line["mentions"]

    def parts(self, unit):
        title = [Region("title", 0, len(self.title))] if self.title else []
        return title + (self.sentences if unit == "s" else self.passages)

    def tokens(self, field):
        names = {"title": ("title",), "body": ("text",), "author": ("author",)}.get(field, ("title", "text"))
        return [(name, token) for name in names for token in self.zones[name]]
