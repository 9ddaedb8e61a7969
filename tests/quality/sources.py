#!/usr/bin/env python3
"""Two published articles on the case, as copied from the web, asked as a reader of them would.

Each expectation names words that must stand in a passage; all words of one expectation in the same passage."""
import json
import sys

from measure import ENTITY_OPTIONS, SHARED, SKIPPED, Index

SOURCES = SHARED / "sources"

# The passage that must come first.
FIRST = {
    "suspects left Japan": ["two suspects", "questioned", "seek"],
    "suspects left Japan after questioning": ["two suspects", "questioned", "seek"],
    '"false names"': ["computer engineer", "false names"],
    "servers rented under false names": ["computer engineer", "false names"],
    "JAXA spokesperson": ["JAXA spokesperson", "no data leaks"],
    "data leaks": ["JAXA spokesperson", "no data leaks"],
    "Mitsubishi Electric Keio University": ["Mitsubishi Electric", "Keio"],
    "forging digital records": ["Communist Party", "prosecutors", "forging"],
    "former student fake ID": ["former Chinese male student", "fake ID"],
    "APT17 Jinan": ["APT17", "Jinan"],
    "first time anyone linked Tick to China's military": ["first time", "anyone has linked"],
    "restructuring of the PLA": ["Insikt Group", "restructuring"],
    "unit 61419 Qingdao": ["61419", "Qingdao"],
    "entity:unit-61419 SAME/p entity:kyodo-news": ["61419", "Qingdao", "Kyodo"],
    "entity:tick SAME/p entity:jaxa": ["Tick", "JAXA"],
    "entity:suspect-engineer servers": ["computer engineer", "five times"],
    "entity:suspect-student server": ["former Chinese male student", "fake ID"],
    "title:linked": ["Japanese"],
}

# Passages that must be found, in any place.
FOUND = {
    "entity:tick": [["hacker group known as", "‘Tick.’", "five times"], ["private hacker group", "Keio"],
                    ["purchased the student"], ["hacker group known as Tick", "aviation"], ["Tick APT", "first time"],
                    ["Tick group", "tricky"], ["APT17", "Shandong"]],
    "entity:unit-61419": [["unit 61419", "another Chinese man"], ["Unit 61419, located"], ["PLA", "Unit 61419", "precise"],
                          ["operational tasking of Unit 61419"]],
    "entity:suspect-engineer": [["The man, who is no longer in Japan"], ["identified a Chinese man"],
                                ["male member", "Communist Party"], ["The two suspects have left"],
                                ["30-year-old Chinese national"], ["the suspects used fake IDs"]],
    "entity:suspect-student": [["another Chinese man", "fake identities"], ["second male suspect", "The student, who has"],
                               ["the former student was receiving orders"], ["The two suspects have left"],
                               ["a Chinese student"], ["the suspects used fake IDs"]],
    "entity:jaxa": [["JAXA spokesperson"], ["NASA equivalent"], ["attack JAXA"], ["among the firms"]],
    "entity:nhk": [["JAXA spokesperson spoke to NHK"], ["public broadcaster NHK"]],
    "entity:kyodo-news": [["Kyodo News reported on Tuesday"], ["Kyodo News partially identified"]],
    "entity:insikt-group": [["Insikt Group told The Record that"], ["restructuring of the PLA"]],
}

# Words that no passage found may have.
NOT_FOUND = {
    "entity:suspect-engineer": ["another Chinese man"],
    "entity:suspect-student": ["computer engineer in his 30s"],
}

# Of whom each paragraph speaks without a name, by its number in the article's text: E is the engineer, S the student.
# A paragraph that is not here speaks of neither.
SPOKEN_OF = {
    "000_6ea784c3e33036fe.txt": (13, {2: "ES", 3: "ES", 6: "ES"}),
    "002_0a48a247df75c2de.txt": (10, {2: "E", 3: "E", 4: "E", 7: "S", 9: "S", 10: "ES"}),
}
SUSPECTS = {"E": "suspect-engineer", "S": "suspect-student"}

# What stands below the ends of the articles.
BELOW = ["Learn more", "COMMENTS", "issues with commenting", "Intelligence Cloud", "No previous article", "No new articles",
         "Bleeping Computer", "constant scoops", "Catalin Cimpanu"]


def plain(text):
    """As the expectations are typed: quotes of the sources differ."""
    return text.replace("'", "’")


def has(text, words):
    return all(plain(word) in plain(text) for word in words)


def passages_of(answer):
    return [passage["text"] for result in answer["results"] if not result["missing"] for passage in result["passages"]]


def check_queries(index):
    failures = []
    for query, words in FIRST.items():
        answer = index.search(query)
        results = answer["results"]
        if not results or not has(results[0]["passages"][0]["text"], words):
            first = results[0]["passages"][0]["text"] if results else "nothing"
            failures.append(f"{query}: first should be the passage with {words}, is: {first}")
    for query, expected in FOUND.items():
        passages = passages_of(index.search(query, "--passages=1000"))
        failures += [f"{query}: no passage with {words}" for words in expected
                     if not any(has(passage, words) for passage in passages)]
        failures += [f"{query}: a passage with {words!r}" for words in NOT_FOUND.get(query, [])
                     if any(has(passage, [words]) for passage in passages)]
    return failures


def paragraphs_of(text):
    """(number, start, end) of each paragraph, in characters."""
    start = 0
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        yield number, start, start + len(paragraph)
        start += len(paragraph) + 2


def found_spans(index, name, query):
    """The passages of one article that are shown as an answer."""
    return [(passage["start"], passage["end"]) for result in index.search(query, "--passages=1000")["results"]
            if result["article"]["path"].endswith(name) and not result["missing"] for passage in result["passages"]]


def check_article(index, article, letter):
    name = next(name for name in SPOKEN_OF if article["path"].endswith(name))
    count, spoken_of = SPOKEN_OF[name]
    suspect = SUSPECTS[letter]
    expected = {number for number, letters in spoken_of.items() if letter in letters}
    mentions = [mention for mention in article["mentions"] if mention["entity"] == suspect]
    paragraphs = list(paragraphs_of(article["text"]))
    marked = {number for number, start, end in paragraphs if any(start <= m["start"] < end for m in mentions)}
    failures = [] if len(paragraphs) == count else [f"{name}: {len(paragraphs)} paragraphs instead of {count}"]
    failures += [f"{name}, paragraph {number}: {suspect} is not marked" for number in sorted(expected - marked)]
    failures += [f"{name}, paragraph {number}: {suspect} is marked" for number in sorted(marked - expected)]
    wanted = {number: (start, end) for number, start, end in paragraphs if number in expected}
    found = found_spans(index, name, f"entity:{suspect}")
    failures += [f"{name}, paragraph {number}: not found by {suspect}" for number, (start, end) in wanted.items()
                 if not any(a < end and start < b for a, b in found)]
    failures += [f"{name}: a passage without {suspect} at {a}" for a, b in found
                 if not any(a < end and start < b for start, end in wanted.values())]
    failures += [f"{name}: {m['text']} is {suspect} by name or for sure" for m in mentions
                 if not m.get("descriptive") or not 0 < m.get("confidence", 100) < 100 or not m.get("why")]
    for full in {mention["name"] for mention in mentions}:
        named = index.search(f'entity:="{full}"')["results"]
        failures += [f"{name}: the name alone finds it" for result in named if not result["missing"]]
    return failures


def check_suspects(index, articles):
    """Every paragraph that speaks of a suspect is found by that suspect, and no other is."""
    return [failure for article in articles for letter in SUSPECTS for failure in check_article(index, article, letter)]


def check_ends(index, articles):
    """Below the end of an article is nothing that can be found."""
    failures = []
    for words in BELOW:
        results = index.search(f'body:"{words}"')["results"]
        failures += [f"{words}: is a passage of {result['article']['path']}" for result in results if not result["missing"]]
    if len(articles) != 2:
        failures.append(f"{len(articles)} articles instead of 2")
    failures += [f"{words}: in the text of {article['path']}" for article in articles for words in BELOW
                 if words in article["text"]]
    failures += [f"no passages: {article['path']}" for article in articles if not article["passages"]]
    return failures


def main():
    if not any(SOURCES.glob("*.txt")):
        print(f"skipped: no articles in {SOURCES}")
        return SKIPPED
    with Index() as index:
        index.add(*ENTITY_OPTIONS, SOURCES)
        answer = index.run("osint-index", "--dry-run", "--format=json", *ENTITY_OPTIONS, SOURCES)
        articles = [json.loads(line) for line in answer.stdout.splitlines()]
        failures = check_queries(index) + check_suspects(index, articles) + check_ends(index, articles)
    print(*failures, sep="\n")
    print(f"{len(FIRST)} first passages, {sum(map(len, FOUND.values()))} passages by entity, "
          f"{sum(count for count, _ in SPOKEN_OF.values())} paragraphs by suspect, {len(BELOW)} ends; "
          f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
