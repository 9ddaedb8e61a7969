#!/usr/bin/env python3
"""Indicators: what osint-index finds in texts of three suites for extractors, and pairs of defanged and plain text.

The suites have names and conventions of their own; what osint-index finds is put in their terms here. --verbose prints
what fails."""

import json
import os
import re
import subprocess
import sys
import tempfile

from measure import BIN, SHARED, SKIPPED

FLOOR_CASES, FLOOR_PAIRS = 0.97, 0.99
ENTITIES = SHARED / "data/entities"
SCORER = SHARED / "tools/eval_indicators.py"
# Kinds that the suites call otherwise.
NAMES = {"cidr": "ipv4_cidr", "file": "file_path", "user-agent": "user_agent"}
REGISTRY = {"iocsearcher": "registry", "ioc-finder/cases": "registry_key"}


def attack_names(number):
    """The suite sorts numbers of ATT&CK by matrices as they were in 2019."""
    value = int(re.search(r"\d+", number).group())
    if number.startswith("TA"):
        return ["attack_tactics.pre_attack" if 12 <= value <= 30 else "attack_tactics.enterprise"]
    if number.startswith("M"):
        return [f"attack_mitigations.{matrix}" for matrix in ("enterprise", "mobile")
                if (matrix == "mobile" and value <= 1014) or (matrix == "enterprise" and (value == 1013 or value >= 1015))]
    return ["attack_techniques.pre_attack" if 1226 <= value <= 1397 else "attack_techniques.enterprise"]


def in_its_terms(suite, kind, value, text):
    """(type, value) of the suite for one mention."""
    if kind == "asn":
        return [("asn", "ASN" + value[2:])]
    if kind == "attack":
        return [(name, value) for name in attack_names(value)]
    if kind == "registry":
        return [(REGISTRY.get(suite, "registry"), value)]
    if kind == "email" and suite.startswith("ioc-finder"):
        host = value.split("@")[1]
        return [("xmpp", value)] if re.search("jabber|xmpp", host) else [("email", value), ("email_complete", value)]
    if kind == "ipv6":  # the suites leave the spelling as it is
        return [("ipv6", text)]
    if kind == "url" and suite.startswith("ioc-finder"):
        return [("url", value.split(",")[0]), ("url_complete", value)]
    if kind == "bitcoincash":
        return [(kind, text)]
    if kind == "domain" and value.endswith(".onion"):
        return [("domain", value), ("onion", value)]
    return [(NAMES.get(kind, kind), value)]


def is_wanted(options, kind, within, text):
    """What the caller of the suite's extractor asked for."""
    types = options.get("included_ioc_types")
    if types and kind + "s" not in types:
        return False
    if kind == "file" and text.startswith("%"):  # the suite knows no variables
        return False
    if kind == "domain" and within == "host":
        return options.get("parse_domain_from_url", True)
    if kind == "domain" and within == "path":
        return options.get("parse_from_url_path", True)
    if kind == "domain" and within == "email":
        return options.get("parse_domain_from_email_address", True)
    return True


def place_within(mention, mentions):
    for other in mentions:
        if other is mention or not (other["start"] <= mention["start"] and mention["end"] <= other["end"]):
            continue
        if other["type"] == "email":
            return "email"
        if other["type"] == "url":
            before = other["text"][:mention["start"] - other["start"]]
            if "?" in before:
                return "query"
            return "path" if "/" in re.sub(r"^[^/]*:?[/_\\]{2}", "", before) else "host"
    return None


def found_in(row, article):
    found, raw = {}, {}
    mentions = article["mentions"]
    for mention in mentions:
        kind, value = mention["entity"].split(":", 1)
        within = place_within(mention, mentions)
        if not is_wanted(row.get("options") or {}, kind, within, mention["text"]):
            continue
        terms = in_its_terms(row["suite"], kind, value, mention["text"])
        # To iocextract, a defanged host is a URL.
        if row["suite"] == "iocextract" and kind == "domain" and "must" in row["expect"].get("url", {}):
            terms.append(("url", value))
        for name, term in terms:
            if name.endswith("_complete") and name not in row["expect"] and row["expect"].get(kind):
                continue
            if term not in found.setdefault(name, []):
                found[name].append(term)
            raw.setdefault(name, []).append(mention["text"])
    return {"id": row["id"], "found": found, "found_raw": raw}


def run_index(rows):
    """The mentions of each row's text, as the real program prints them."""
    lines = [json.dumps({"id": f"r{number}", "text": row["text"]}) for number, row in enumerate(rows)]
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as corpus:
        corpus.write("\n".join(lines))
        corpus.flush()
        done = subprocess.run([os.path.join(BIN, "osint-index"), "--dry-run", "--format=json", "--jobs=1", corpus.name],
                              capture_output=True, text=True, check=False)
    articles = {article["id"]: article for article in map(json.loads, done.stdout.splitlines())}
    return [articles.get(f"r{number}", {"mentions": []}) for number in range(len(rows))]


def rows_of(name):
    with open(ENTITIES / name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def pass_rate(rows, verbose):
    answers = [found_in(row, article) for row, article in zip(rows, run_index(rows))]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "found.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(answer) + "\n" for answer in answers)
        done = subprocess.run([sys.executable, SCORER, ENTITIES / "indicator-cases.jsonl", path],
                              capture_output=True, text=True, check=True)
        with open(path + ".failed", encoding="utf-8") as lines:
            failed = lines.read().split("\n")
    print(done.stdout.split("suite\ttype")[0], end="")
    if verbose:
        for row, answer in zip(rows, answers):
            if row["id"] in failed:
                print(row["id"], repr(row["text"][:300]), "\n  expected", json.dumps(row["expect"])[:800], "\n  found   ",
                      json.dumps(answer["found"])[:800])
    counts = [line.split("\t") for line in done.stdout.split("suite\ttype")[0].splitlines()[1:]]
    return sum(int(row[2]) for row in counts) / sum(int(row[1]) for row in counts)


def pair_rate(rows, verbose):
    program = os.environ["OSINT_REFANG"]
    lines = "".join(json.dumps({"op": row["op"], "input": row["input"]}) + "\n" for row in rows)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    right = 0
    for row, line in zip(rows, done.stdout.splitlines()):
        made = json.loads(line)
        right += made == row["output"]
        if made != row["output"] and verbose:
            print(row["id"], json.dumps(row["input"]), "\n  expected", json.dumps(row["output"]), "\n  made    ", line)
    return right / len(rows)


def main():
    verbose = "--verbose" in sys.argv
    if not SCORER.exists() or not ENTITIES.exists():
        print(f"skipped: {ENTITIES} is missing")
        sys.exit(SKIPPED)
    cases = pass_rate(rows_of("indicator-cases.jsonl"), verbose)
    pairs = pair_rate(rows_of("refang-pairs.jsonl"), verbose)
    print(f"cases passed {cases:.4f} (floor {FLOOR_CASES}), pairs right {pairs:.4f} (floor {FLOOR_PAIRS})")
    sys.exit(0 if cases >= FLOOR_CASES and pairs >= FLOOR_PAIRS else 1)


main()
