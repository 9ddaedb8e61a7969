"""Running the real programs in a directory of one's own."""
import fcntl
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

BIN = pathlib.Path(os.environ["OSINT_BIN"])
# Limits are for programs as they are delivered; sanitizers need several times as much of everything.
SANITIZED = "__asan_init" in subprocess.run(["nm", "-D", BIN / "osint-index"], capture_output=True, text=True,
                                            check=False).stdout

STORY = """The harbour of Example Town was closed on Monday after a crane had fallen into the water.

Nobody was hurt. The harbour master said that ships would be sent to the next town for a week, and that the crane \
would be lifted by a floating crane from abroad.
"""


def article(name, **keys):
    """An article as one line of NDJSON, whose text can be told from others'."""
    return json.dumps({"id": name, "title": f"Title of {name}", "text": f"{name}. " + STORY, **keys})


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="osint-cli-")).resolve()
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.corpus = self.home / "corpus"
        self.corpus.mkdir()
        self.db = self.home / "index"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "OSINT_DB": str(self.db)}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def write(self, name, content):
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    def run_program(self, program, *arguments, stdin="", code=0):
        result = subprocess.run([BIN / program, *map(str, arguments)], input=stdin, capture_output=True,
                                text=True, cwd=self.home, env=self.environment, timeout=300)
        self.assertEqual(result.returncode, code, f"{arguments}\n{result.stdout}{result.stderr}")
        return result

    def index(self, *arguments, stdin="", code=0):
        return self.run_program("osint-index", *arguments, stdin=stdin, code=code)

    def mirror(self, *arguments, code=0, **counts):
        """Mirrors the corpus and compares the summary, what is not named being 0."""
        result = self.index(*(arguments or [self.corpus]), code=code)
        self.assert_summary(result, **counts)
        return result

    def assert_summary(self, result, added=0, replaced=0, removed=0, unchanged=0, refused=0):
        self.assertEqual(result.stdout.split(";")[0] + ";" + result.stdout.split(";")[1].rstrip("\n"),
                         f"indexed {added + replaced} articles: {added} added, {replaced} replaced, "
                         f"{removed} removed, {unchanged} unchanged; {refused} refused")

    @staticmethod
    def contents(directory):
        return {path: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in directory.rglob("*") if path.is_file()}

    def start_on_standard_input(self, text):
        """A run that has the lock and waits for more input."""
        run = subprocess.Popen([BIN / "osint-index", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, cwd=self.home, env=self.environment, text=True)
        self.addCleanup(run.stderr.close)
        run.stdin.write(text)
        run.stdin.flush()
        deadline = time.monotonic() + 30
        while not self.is_locked():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return run

    def is_locked(self):
        try:
            with open(self.db / "lock") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True

    def dry_run(self, *arguments, code=0, stdin=""):
        result = self.index("--dry-run", "--format=json", *arguments, code=code, stdin=stdin)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def stats(self):
        return json.loads(self.index("--stats", "--format=json").stdout)

    def assert_sound(self, articles):
        self.index("--check")
        self.assertEqual(self.stats()["articles"], articles)
