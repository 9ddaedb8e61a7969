"""The commands that the manual pages and README.md show do what they show.

In a manual page: the literal lines of the section EXAMPLES that call a program of the project. In README.md: the lines
after "$ " in console blocks that do, and the lines shown below them, in which "..." stands for what was left out. They
run over an index of the sample corpus, in a folder that has what the pages speak of.
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from terminal import run_on_terminal

BIN = pathlib.Path(os.environ["OSINT_BIN"]).resolve()
TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ("osint-index ", "osint-search ")
PAGE = re.compile(r"osint-[a-z.-]+\.[1-8]$")
ESCAPES = {r"\e": "\\", r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\(ti": "~", r"\(ha": "^", r"\&": ""}
COLUMNS = 100
PLACES = "qingdao\tplace\tQingdao\t青島\n"
RECIPES = "[host example.org]\ntext = .story\n"
REPORT = "<!DOCTYPE html><title>Report</title><p>Tick attacked several organizations, the report says.</p>\n"


def unescaped(text):
    for escape, meant in ESCAPES.items():
        text = text.replace(escape, meant)
    return text


def joined(lines):
    """Lines as the shell reads them: one that ends in a backslash or a bar goes on in the next."""
    return "\n".join(lines).replace("\\\n", "").replace("|\n", "| ").split("\n")


def commands_of_page(path):
    section = path.read_text().partition(".Sh EXAMPLES\n")[2].partition("\n.Sh ")[0]
    blocks = re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed", section, re.M)
    lines = [line for block in blocks for line in joined(unescaped(block).split("\n"))]
    lines += [unescaped(line) for line in re.findall(r"^\.Dl (.*)", section, re.M)]
    lines = [line.removeprefix("$ ") for line in lines]
    return [line for line in lines if line.startswith(PROGRAMS)]


def commands_of_readme(text):
    """(command, lines shown) of every call in console blocks."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        for call in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *shown = joined(call.split("\n"))
            if command.startswith(PROGRAMS):
                yield command, [line.rstrip() for line in shown if line.strip(" .")]


def pattern_of(line):
    return ".*".join(re.escape(part) for part in line.split("..."))


def first_missing(shown, output):
    """The first of the lines that does not follow the ones before it in the output."""
    actual = iter(output.splitlines())
    for line in shown:
        if not any(re.fullmatch(pattern_of(line), there.rstrip()) for there in actual):
            return line
    return None


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = pathlib.Path(tempfile.mkdtemp(prefix="osint-examples-"))
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        for name in ("corpus", "indexer", "search", "web"):
            (cls.home / name).symlink_to(TOP / name)
        (cls.home / "articles").symlink_to(TOP / "corpus/articles")
        (cls.home / "actors.json").symlink_to(TOP / "corpus/entities/tick-case.json")
        (cls.home / "places.tsv").write_text(PLACES)
        (cls.home / "report.html").write_text(REPORT)
        (cls.home / "sites.ini").write_text(RECIPES)
        lists = sorted((TOP / "corpus/entities").iterdir())
        cls.environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(cls.home),
                           "OSINT_DB": str(cls.home / "index"), "NO_COLOR": "1", "PAGER": "cat", "TERM": "xterm"}
        subprocess.run([BIN / "osint-index", "--quiet", *(f"--entities={entities}" for entities in lists),
                        cls.home / "articles"], check=True, env=cls.environment, timeout=120)

    def run_command(self, command):
        return run_on_terminal(["bash", "-o", "pipefail", "-c", command], COLUMNS, cwd=self.home,
                               env=self.environment)

    def check(self, command, shown=()):
        status, output = self.run_command(command)
        self.assertIn(status, (0, 1), f"{command}\n{output}")
        missing = first_missing(shown, output)
        self.assertIsNone(missing, f"{command}\ndoes not show this line:\n{missing}\nbut this:\n{output}")

    def test_manual_pages(self):
        pages = [path for path in TOP.glob("[isw]*/**/osint-*") if PAGE.fullmatch(path.name)]
        commands = [(page.name, command) for page in sorted(pages) for command in commands_of_page(page)]
        self.assertTrue(commands, "no page shows a command")
        for name, command in commands:
            with self.subTest(page=name, command=command):
                self.check(command)

    def test_readme(self):
        readme = TOP / "README.md"
        if not readme.exists():
            self.skipTest("there is no README.md")
        commands = list(commands_of_readme(readme.read_text()))
        self.assertTrue(commands, "README.md shows no command")
        for command, shown in commands:
            with self.subTest(command=command):
                self.check(command, shown)


class Reading(unittest.TestCase):
    """The test would pass over everything if it read nothing."""

    README = "```console\n$ osint-search tick\nTick — a title\n...\n  one ... three\n\n$ ls\nx\n```\n"

    def test_console_blocks(self):
        self.assertEqual(list(commands_of_readme(self.README)),
                         [("osint-search tick", ["Tick — a title", "  one ... three"])])

    def test_order_and_gaps(self):
        shown = ["Tick — a title", "  one ... three"]
        self.assertIsNone(first_missing(shown, "Tick — a title\nmore\n  one two three\n"))
        self.assertEqual(first_missing(shown, "  one two three\nTick — a title\n"), "  one ... three")
        self.assertEqual(first_missing(shown, ""), "Tick — a title")


if __name__ == "__main__":
    unittest.main()
