"""Makes the index that the other tests here ask."""
import json
import shutil
import subprocess
import sys

from webpage import BIN, INDEX, SOURCE, WORK, environment, hostile_articles


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    hostile = WORK / "hostile.ndjson"
    hostile.write_text("".join(json.dumps(article) + "\n" for article in hostile_articles()))
    lists = [f"--entities={path}" for path in sorted((SOURCE / "corpus/entities").glob("*.json"))]
    result = subprocess.run([BIN / "osint-index", "--db", INDEX, "--quiet", *lists, SOURCE / "corpus/articles",
                             hostile], env=environment(), stdin=subprocess.DEVNULL)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
