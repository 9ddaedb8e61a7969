#!/usr/bin/env python3
"""Hostile and odd documents: each is read or refused with a reason, in little time and memory, and all others beside it
are read."""
import gzip
import json
import pathlib
import resource
import subprocess
import tarfile
import unittest

from program import BIN, SANITIZED, STORY, ProgramTest, article

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared/data/files"
MEMORY = 1 << 30
# Of wall clock, on a machine that may have other work: what does not end at all is what it finds.
SECONDS = 120

# What a document is refused with, or None where it is an article; plain text of any kind is one.
DOCUMENTS = {
    "empty.txt": (b"", "text-empty"),
    "blank.txt": (b" \n\t\n\xef\xbb\xbf", "text-empty"),
    "zeros.txt": (b"\0" * 5000, "format-unknown"),
    "few-zeros.txt": (b"abc\0def\0", None),
    "zeros-in-text.txt": (STORY.replace(" ", "\0", 3).encode(), None),
    "invalid.txt": (b"\xff\xfe\xfa bytes " + bytes(range(128, 256)) * 20, None),
    "cut-utf8.txt": ("Ярослав ".encode() * 50 + b"\xd0", None),
    "one-line.txt": (b"word " * 400000, None),
    "one-word.txt": (b"x" * 2000000, None),
    "short-lines.txt": (b"a\n" * 100000, None),
    "marks.txt": ("e".encode() + "\u0301".encode() * 300000, None),
    "composed.txt": ("caf\u0065\u0301 ".encode() * 200000, None),
    "directions.txt": ("\u202e\u2066".encode() * 200000 + b"text", None),
    "mojibake.txt": ("é".encode().decode("cp1252").encode() * 200000, None),
    "quotes.md": (b"# t\n\n" + b"> " * 20000 + b"text here", None),
    "brackets.md": (b"# t\n\n" + b"[" * 100000, None),
    "deep.html": (b"<html><body>" + b"<div>" * 100000 + b"text here", None),
    "attributes.html": (b"<p " + b"a=1 " * 200000 + b">text", None),
    "declarations.html": (b"<meta charset=" * 100000, "text-empty"),
    "deep.json": (b"[" * 100000 + b"]" * 100000, "json-syntax"),
    "open.json": (b'{"text": "', "json-syntax"),
    "number.json": (b"-0.5e+10", "json-type"),
    "none.json": (b"[]", "text-missing"),
    "list.json": (b'["a", 1, null]', "json-type"),
    "list-by-content": (b'["a", 1, null]', "json-type"),
    "other.json": (b'{"a": {"text": "b"}}', "text-missing"),
    "surrogate.json": (b'{"text": "\\ud800"}', "json-syntax"),
    "lol.xml": (b'<?xml version="1.0"?><!DOCTYPE articles [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
                b"<articles>&b;</articles>", "xml-entities"),
    "outside.xml": (b'<?xml version="1.0"?><!DOCTYPE articles [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                    b"<articles>&a;</articles>", "xml-entities"),
    "broken.xml": (b"<?xml version='1.0'?>\n<articles>\n<article></articles>", "xml-syntax"),
    "bomb.gz": (gzip.compress(b"\0" * (300 << 20), 9), "too-large"),
    "cut.txt.gz": (gzip.compress(STORY.encode())[:-12], "gzip-truncated"),
}


def limit():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class HostileTest(ProgramTest):
    def dry_run(self, *arguments, **options):
        """Articles and refusals by path; what is over the limits of time and memory fails."""
        rejects = self.home / "rejects.ndjson"
        rejects.unlink(missing_ok=True)
        result = subprocess.run([BIN / "osint-index", "--dry-run", "--format=json", "--quiet", "--rejects", rejects,
                                 *arguments], capture_output=True, cwd=self.home, env=self.environment,
                                preexec_fn=limit, **options)
        self.assertIn(result.returncode, (0, 1), result.stderr[-2000:])
        articles = [json.loads(line) for line in result.stdout.splitlines()]
        refusals = [json.loads(line) for line in rejects.read_bytes().splitlines()] if rejects.exists() else []
        return articles, refusals

    def test_each_is_read_or_refused(self):
        for name, (content, code) in DOCUMENTS.items():
            with self.subTest(name):
                path = self.corpus / name
                path.write_bytes(content)
                articles, refusals = self.dry_run(path, timeout=SECONDS)
                codes = {refusal["code"] for refusal in refusals}
                self.assertEqual(codes, {code} if code else set())
                self.assertEqual(len(articles), 0 if code else 1)
                path.unlink()

    def test_nothing_beside_them_is_lost(self):
        for name, (content, _) in DOCUMENTS.items():
            (self.corpus / name).write_bytes(content)
        self.write("good.txt", STORY)
        articles, _ = self.dry_run(self.corpus, timeout=2 * SECONDS)
        self.assertIn(str(self.corpus / "good.txt"), [one["path"] for one in articles])

    def test_refusals_name_the_place(self):
        self.write("a.xml", "<?xml version='1.0'?>\n<articles>\n <nothing/>\n</articles>")
        self.write("b.json", json.dumps([json.loads(article("one")), {"text": 5}, 7]))
        _, refusals = self.dry_run(self.corpus)
        by_name = {pathlib.Path(one["path"]).name: one for one in refusals}
        self.assertEqual(by_name["a.xml"]["offset"], 33)
        messages = [one["message"] for one in refusals if one["path"].endswith("b.json")]
        self.assertEqual([message.split(":")[0] for message in messages], ["element 2", "element 3"])

    def test_standard_input_may_be_compressed(self):
        lines = [article("one") + "\n", article("two") + "\n", article("three")]
        packed = b"".join(gzip.compress(line.encode()) for line in lines)
        articles, _ = self.dry_run("-", input=packed)
        self.assertEqual([one["id"] for one in articles], ["one", "two", "three"])
        articles, _ = self.dry_run("-", input=packed + b"\0\0\0")
        self.assertEqual(len(articles), 3)
        self.index("-", stdin="", code=0)
        cut = subprocess.run([BIN / "osint-index", "-"], input=packed[:-9], capture_output=True, env=self.environment)
        self.assertEqual(cut.returncode, 3)
        self.assertIn(b"ends in the middle", cut.stderr)

    def test_sets_beside_the_project(self):
        for name in ("robust", "json"):
            archive = SHARED / f"{name}.tar.gz"
            if not archive.exists():
                self.skipTest(f"{archive} is missing")
            place = self.home / name
            with tarfile.open(archive) as packed:
                packed.extractall(place)
            files = {str(path) for path in place.rglob("*") if path.is_file()}
            articles, refusals = self.dry_run(place, timeout=2 * SECONDS)
            answered = {one["path"] for one in articles + refusals}
            self.assertEqual(files - answered, set())


if __name__ == "__main__":
    unittest.main()
