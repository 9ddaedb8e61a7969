"""Completion as bash does it, and the form of that for zsh: made from the programs' tables of options."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from program import BIN, ProgramTest

MADE = pathlib.Path(os.environ["OSINT_COMPLETION"])
PROGRAMS = ("osint-search", "osint-index")


def offered(program):
    """The options that --help shows: long ones, and letters of those without."""
    usage = subprocess.run([BIN / program, "--help"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in usage.splitlines() if re.match(r" +-", line)]
    return {re.search(r"--[a-z-]+|-\w", line)[0] if "--" not in line else re.search(r"--[a-z-]+", line)[0]
            for line in lines}


class Bash(ProgramTest):
    def complete(self, *words, program="osint-search"):
        """What bash offers for the last word, which readline has broken at "="."""
        script = ('compopt() { :; }; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
                  + "_" + program.replace("-", "_") + '; printf "%s\\n" "${COMPREPLY[@]}"')
        result = subprocess.run(["bash", "--norc", "-euc", script, "bash", MADE / program, program, *words],
                                capture_output=True, text=True, cwd=self.home, env=self.environment, check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout.split()

    def test_options(self):
        for program in PROGRAMS:
            found = self.complete("-", program=program)
            self.assertEqual({name.rstrip("=") for name in found}, offered(program))
            for name in found:
                if name.endswith("="):
                    self.run_program(program, name.rstrip("="), code=2)
        self.assertEqual(self.complete("--fa"), ["--facets"])
        self.assertEqual(self.complete("--limit"), ["--limit="])
        self.assertEqual(self.complete("harbour", "--fa"), ["--facets"])

    def test_values(self):
        self.assertEqual(self.complete("--show", "=", "ti"), ["timeline"])
        self.assertEqual(self.complete("--show", "="), ["passages", "articles", "timeline", "entities", "entity", "network"])
        self.assertEqual(self.complete("--show", "t"), ["timeline"])
        self.assertEqual(self.complete("--show=t"), ["--show=timeline"])
        self.assertEqual(self.complete("--format", "=", "c"), ["csv", "csl-json"])
        self.assertEqual(self.complete("--sort", "=", "x"), [])
        self.assertEqual(self.complete("--progress", "=", "a", program="osint-index"), ["auto", "always"])

    def test_every_value_is_one(self):
        views = {"by": "timeline", "dot": "network", "graphml": "network", "svg": "network"}
        for option in ("sort", "by", "show", "format", "color", "pager"):
            values = self.complete(f"--{option}", "=")
            self.assertTrue(values)
            for value in values:
                show = views.get(option) or views.get(value)
                extra = [f"--show={show}"] if show else []
                stderr = self.run_program("osint-search", f"--{option}={value}", *extra, "x", code=3).stderr
                self.assertIn("holds no index", stderr)

    def test_value_that_may_be_left_out(self):
        self.assertEqual(self.complete("--color", "=", "n"), ["never"])
        self.assertEqual(self.complete("--color", "n"), [])
        self.assertEqual(self.complete("--color", "--fa"), ["--facets"])

    def test_files_and_directories(self):
        (self.home / "list.tsv").touch()
        (self.home / "like").mkdir()
        self.assertEqual(self.complete("--db", "=", "li"), ["like"])
        self.assertEqual(sorted(self.complete("--config", "li")), ["like", "list.tsv"])
        self.assertEqual(self.complete("--entities=lis", program="osint-index"), ["--entities=list.tsv"])
        self.assertEqual(sorted(self.complete("li", program="osint-index")), ["like", "list.tsv"])
        self.assertEqual(self.complete("li"), [])
        self.assertEqual(self.complete("-n", "li"), [])

    def test_names_of_entities(self):
        (self.home / "list.tsv").write_text("wooden-heron\tthreat-actor\tWooden Heron\tHERON TWO\n"
                                            "heronry\tplace\tHeronry\n")
        self.write("a.txt", "Wooden Heron was here.")
        self.index("--entities", self.home / "list.tsv", self.corpus)
        self.environment["PATH"] = f"{BIN}:{os.environ['PATH']}"
        for words in (["entity", ":", "he"], ["entity:he"], ["NOT", "e", ":", "He"]):
            self.assertEqual(sorted(word.removeprefix("entity:") for word in self.complete(*words)),
                             ["heron-two", "heronry"], words)
        self.assertEqual(sorted(self.complete("actor", ":")), ["heron-two", "heronry", "wooden-heron"])
        self.assertEqual(self.complete("title", ":", "he"), [])
        other = self.home / "other"
        shutil.move(self.db, other)
        self.assertEqual(self.complete("entity:wo"), [])
        self.assertEqual(self.complete("--db", "=", other, "entity:wo"), ["entity:wooden-heron"])

    def test_nothing_but_words_behind_the_end_of_options(self):
        self.assertEqual(self.complete("--", "--fa"), [])

    def test_is_registered(self):
        for program in PROGRAMS:
            script = f'source "$1"; complete -p {program}'
            result = subprocess.run(["bash", "--norc", "-euc", script, "bash", MADE / program], capture_output=True,
                                    text=True, check=True)
            self.assertEqual(result.stdout.strip(), f"complete -F _{program.replace('-', '_')} {program}")


class Zsh(unittest.TestCase):
    def test_names_every_option(self):
        for program in PROGRAMS:
            text = (MADE / f"_{program}").read_text()
            self.assertTrue(text.startswith(f"#compdef {program}\n"))
            names = {name.rstrip("=-+") if name.startswith("--") else name[:2]
                     for name in re.findall(r"^    '[*]?(?:\([^)]*\))?(-[^\[]*)\[", text, re.M)}
            self.assertEqual({name for name in names if name != "-n"}, offered(program))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_reads_it(self):
        for program in PROGRAMS:
            subprocess.run(["zsh", "-n", MADE / f"_{program}"], check=True)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_completes(self):
        """In a terminal of zsh's own, with the function where zsh looks for it."""
        script = (f"fpath=({MADE} $fpath); zmodload zsh/zpty; zpty z zsh -f; "
                  f"zpty -w z 'PS1=; fpath=({MADE} $fpath); autoload -U compinit; compinit -uD'; "
                  "zpty -w z 'echo rea''dy'; zpty -r z seen '*ready*'; "
                  "zpty -n -w z $'osint-search --show=ti\\t'; zpty -r z out '*--show=timeline*'; print -r -- $out; "
                  "zpty -d z")
        result = subprocess.run(["zsh", "-fc", script], capture_output=True, text=True, timeout=60, check=False)
        self.assertIn("--show=timeline", result.stdout)


if __name__ == "__main__":
    unittest.main()
