#!/usr/bin/env python3
"""The queries of corpus/judgments.tsv on the sample corpus.

Queries that are judged completely must find just the judged articles; queries of loose words must put the relevant
ones first. Every query that does not is printed with what is missing and what is too much."""
import collections
import json
import sys

from measure import ENTITY_OPTIONS, PROJECT, Index, ndcg

CORPUS = PROJECT / "corpus"
NDCG_FLOOR = 0.95


def read_judgments():
    """{query: {article: relevance}} of the complete sections and of the section for ranking."""
    complete, ranked = collections.defaultdict(dict), collections.defaultdict(dict)
    section = None
    for line in (CORPUS / "judgments.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            section = complete if line.endswith(": complete") else ranked
            continue
        query, article, relevance = line.split("\t")
        section[query][article] = int(relevance)
    return complete, ranked


def names_of(result):
    """An article is judged by its id, or by its path where it carries no id; found with it are its copies."""
    article = result["article"]
    path = article["path"].removeprefix(f"{CORPUS}/") if article["path"] else None
    return [article["id"], path, *(copy["id"] for copy in result["copies"])]


def found_by(index, queries):
    """{query: names of what was found, best first}; articles that only come closest are none."""
    numbered = {f"q{number}": query for number, query in enumerate(queries)}
    output, refusals = index.search_all(numbered, "--format=json", "--limit=all")
    if refusals:
        raise SystemExit("\n".join(refusals))
    return {numbered[answer["query"]["name"]]: answer["results"] for answer in json.loads(output)}


def judge_complete(query, results, relevance):
    found = {name for result in results if not result["missing"] for name in names_of(result)}
    missed = sorted(article for article, gain in relevance.items() if gain > 0 and article not in found)
    wanted = {article for article, gain in relevance.items() if gain > 0}
    surplus = sorted(result["article"]["id"] for result in results
                     if not result["missing"] and not wanted.intersection(names_of(result)))
    if not missed and not surplus:
        return []
    return [f"{query}"] + [f"    not found: {each}" for each in missed] + [f"    too much:  {each}" for each in surplus]


def judge_ranking(query, results, relevance):
    """What must not be found does not stand above what is relevant."""
    names = [name for result in results
             for name in ([name for name in names_of(result) if name in relevance] or [result["article"]["id"]])]
    value = ndcg(names, relevance)
    gains = [relevance.get(name, 1) for name in names]
    last_good = max((place for place, gain in enumerate(gains) if gain == 2), default=0)
    wrong = [names[place] for place, gain in enumerate(gains[:last_good]) if gain == 0]
    wrong += [article for article, gain in relevance.items() if gain == 2 and article not in names]
    lines = [f"{query}: nDCG@10 {value:.2f}", *(f"    wrong place: {each}" for each in wrong)] if wrong else []
    return value, lines


def main():
    complete, ranked = read_judgments()
    failures = []
    with Index() as index:
        index.add(*ENTITY_OPTIONS, CORPUS / "articles")
        found = found_by(index, [*complete, *ranked])
    for query, relevance in complete.items():
        failures += judge_complete(query, found[query], relevance)
    values = []
    for query, relevance in ranked.items():
        value, lines = judge_ranking(query, found[query], relevance)
        values.append(value)
        failures += lines
    mean = sum(values) / len(values)
    print(*failures, sep="\n")
    print(f"{len(complete)} queries judged completely; {len(ranked)} for ranking: nDCG@10 {mean:.3f}, "
          f"floor {NDCG_FLOOR}")
    return 1 if failures or mean < NDCG_FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())
