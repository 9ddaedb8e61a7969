"""What the crash tests share: articles that are not alike, the contents of an index, runs to which a fault happens."""
import hashlib
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess

from program import BIN, ProgramTest

FAULT = os.environ.get("OSINT_FAULT")
WORDS = [first + last for first in "bar bel cor dan fen gol har kim lur mor nes pol ros sil tam vor".split()
         for last in "ada ber cin dol eka fin gar hul ide jon kel lom".split()]


def text_of(seed, words=60):
    """Sentences of words that hardly another seed has in this order."""
    chance = random.Random(seed)
    return " ".join(" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(words // 12))


def article(name, version=0, words=60, text=""):
    """A line of NDJSON, which ends with the text."""
    return json.dumps({"id": name, "title": f"Title of {name}",
                       "text": f"Version {version}. {text_of(repr((name, version)), words)} {text}"})


def articles(names, version=0, words=60):
    return "".join(article(name, version, words) + "\n" for name in names)


class FaultTest(ProgramTest):
    """The index is in a directory of its own, which is watched, so that its making is watched, too."""

    def setUp(self):
        super().setUp()
        self.disk = self.home / "disk"
        self.disk.mkdir()
        self.db = self.disk / "index"
        self.environment["OSINT_DB"] = str(self.db)

    def contents_of_index(self):
        """What a reader gets when it asks for everything: {id: digest of title and text}; None without an index."""
        copies = ["--copies=show"] if self.has_copies() else []
        found = subprocess.run([BIN / "osint-search", "--format=ndjson", *copies, "--passages=all", "-n", "all", "*"],
                               capture_output=True, text=True, env=self.environment, cwd=self.home, timeout=300, check=False)
        if found.returncode == 3 and "holds no index" in found.stderr:
            return None
        self.assertIn(found.returncode, (0, 1), found.stderr)
        contents = {}
        for line in found.stdout.splitlines():
            hit = json.loads(line)
            text = "\n".join(passage["text"] for passage in sorted(hit["passages"], key=lambda each: each["index"]))
            found_article = hit["article"]
            self.assertNotIn(found_article["id"], contents)
            contents[found_article["id"]] = hashlib.sha256(f"{found_article['title']}\n{text}".encode()).hexdigest()
        return contents

    @classmethod
    def has_copies(cls):
        if not hasattr(cls, "copies"):
            cls.copies = "--copies" in subprocess.run([BIN / "osint-search", "--help"], capture_output=True, text=True,
                                                      check=True).stdout
        return cls.copies

    def write_corpus(self, files):
        """The corpus is these files and no others."""
        for path in self.corpus.iterdir():
            if path.name not in files:
                path.unlink()
        for name, text in files.items():
            path = self.corpus / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")

    @staticmethod
    def corpus_of(files, version=lambda number: 0, each=3):
        return {f"{number}.ndjson": articles([f"{number}-{i}" for i in range(each)], version(number)) for number in files}

    def save_index(self):
        saved = self.home / "saved"
        shutil.rmtree(saved, ignore_errors=True)
        if self.db.exists():
            shutil.copytree(self.db, saved, symlinks=True)

    def restore_index(self):
        shutil.rmtree(self.db, ignore_errors=True)
        if (self.home / "saved").exists():
            shutil.copytree(self.home / "saved", self.db, symlinks=True)

    def run_with_fault(self, *arguments, at=0, kind="", journal=None):
        """Runs osint-index; (exit status, messages, calls that change files, whether the fault happened)."""
        state = self.home / "state"
        state.write_bytes(bytes(16))
        environment = {**self.environment, "LD_PRELOAD": FAULT, "OSINT_FAULT_DIR": str(self.disk), "OSINT_FAULT_AT": str(at),
                       "OSINT_FAULT_STATE": str(state), "OSINT_FAULT_KIND": kind}
        if journal is not None:
            environment["OSINT_FAULT_JOURNAL"] = str(journal)
        run = subprocess.run([BIN / "osint-index", "--jobs=1", *map(str, arguments)], capture_output=True, text=True,
                             env=environment, cwd=self.home, timeout=300, check=False, start_new_session=True)
        calls, happened = struct.unpack("II", state.read_bytes()[:8])
        return run.returncode, run.stderr, calls, happened == 1

    def generations(self):
        return sorted(path.name for path in pathlib.Path(self.db).glob("gen-*"))
