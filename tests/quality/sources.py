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


def check_ends(index):
    """Below the end of an article is nothing that can be found."""
    failures = []
    for words in BELOW:
        results = index.search(f'body:"{words}"')["results"]
        failures += [f"{words}: is a passage of {result['article']['path']}" for result in results if not result["missing"]]
    articles = [json.loads(line) for line in index.run("osint-index", "--dry-run", "--format=json",
                                                       SOURCES).stdout.splitlines()]
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
        failures = check_queries(index) + check_ends(index)
    print(*failures, sep="\n")
    print(f"{len(FIRST)} first passages, {sum(map(len, FOUND.values()))} passages by entity, {len(BELOW)} ends; "
          f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
