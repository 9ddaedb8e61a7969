"""Makes the indexes that only browsers are shown: one whose every string is hostile, and one that is empty."""
import json
import pathlib
import shutil
import subprocess
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "web"))
from naughty import naughty_strings  # noqa: E402
from webpage import BIN, WORK, environment  # noqa: E402

HARMLESS = "plain words"


def article(number, string):
    """Every field but the text has the string; the text has it in its second paragraph only."""
    return {"id": f"naughty-{number}", "title": string, "authors": [string], "publisher": string, "tags": [string],
            "url": f"https://example.org/{string}", "rating": string, "tlp": string, "language": "en",
            "published": f"2020-01-{number % 28 + 1:02}",
            "text": f"Quarantine number {number} was told of Entity{number} and of Common Friend.\n\n"
                    f"Then came {string} and it was over."}


def entity(number, string):
    """An entity whose name, description and other name are the string."""
    return {"value": string + f" {number}", "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"naughty:{number}")),
            "description": string, "meta": {"synonyms": [f"Entity{number}", string], "refs": [string]}}


def export(index, path):
    """What the index has of each article, for those who look at pages to compare."""
    with open(path, "wb") as out:
        subprocess.run([BIN / "osint-search", "--db", index, "--format=ndjson", "--copies=show", "--limit=2000",
                        "--passages=1", "quarantine"], env=environment(), stdout=out, check=True)


def build(index, inputs, lists=()):
    """Some names and the empty file are refused, as they should be."""
    shutil.rmtree(index, ignore_errors=True)
    result = subprocess.run([BIN / "osint-index", "--db", index, "--quiet", *(f"--entities={path}" for path in lists),
                             *inputs], env=environment(), stdin=subprocess.DEVNULL)
    return result.returncode in (0, 1)


def main():
    strings = [HARMLESS, *naughty_strings()]
    home = WORK / "naughty"
    home.mkdir(parents=True, exist_ok=True)
    articles, cluster, nothing = home / "articles.ndjson", home / "entities.json", home / "none.ndjson"
    articles.write_text("".join(json.dumps(article(*each)) + "\n" for each in enumerate(strings)))
    values = [entity(*each) for each in enumerate(strings)]
    values.append({"value": "Common Friend", "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, "naughty:friend"))})
    cluster.write_text(json.dumps({"type": "threat-actor", "name": "naughty", "values": values}))
    (home / "strings.json").write_text(json.dumps(strings))
    nothing.write_text("")
    if not (build(home / "index", [articles], [cluster]) and build(WORK / "empty", [nothing])):
        return 1
    export(home / "index", home / "results.ndjson")
    return 0


if __name__ == "__main__":
    sys.exit(main())
