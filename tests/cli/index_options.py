"""The command line of osint-index: usage, where the index is, what is printed."""
import json
import re
import subprocess
import unittest

from program import BIN, STORY, ProgramTest, article


class Options(ProgramTest):
    def test_usage(self):
        for arguments in ([], ["--no-such-option", "."], ["--jobs=0", "."], ["--jobs=x", "."], ["--stats", "."],
                          ["--format=json", "."], ["--check", "--stats"], ["--progress=no", "."], ["--"]):
            result = self.index(*arguments, code=2)
            self.assertEqual(result.stdout, "")
            self.assertIn("osint-index: ", result.stderr)
            self.assertIn("--help", result.stderr)
        self.assertFalse(self.db.exists())

    def test_help_and_version(self):
        self.assertIn("--entities", self.index("--help").stdout)
        self.assertRegex(self.index("--version").stdout, r"^osint-index \d+\.\d+\.\d+\n$")

    def test_path_that_looks_like_an_option(self):
        (self.home / "--stats").mkdir()
        (self.home / "--stats/a.txt").write_text(STORY)
        self.assert_summary(self.index("--", "--stats"), added=1)

    def test_relative_paths_are_absolute_in_the_index(self):
        path = self.write("a.txt", STORY)
        self.assertEqual(self.dry_run("corpus")[0]["path"], str(path))
        self.assertEqual(self.dry_run("./corpus/../corpus/a.txt")[0]["path"], str(path))

    def test_where_the_index_is(self):
        self.write("a.txt", STORY)
        del self.environment["OSINT_DB"]
        self.index(self.corpus)
        self.assertTrue((self.home / ".local/share/osint-search/index/current").exists())
        config = self.home / "config.ini"
        config.write_text(f"db={self.home}/configured\n")
        self.index("--config", config, self.corpus)
        self.assertTrue((self.home / "configured/current").exists())
        self.environment["OSINT_CONFIG"] = str(config)
        self.index("--db", self.home / "given", self.corpus)
        self.assertTrue((self.home / "given/current").exists())
        self.index("--config", self.home / "none.ini", self.corpus, code=3)

    def test_quiet(self):
        self.write("a.jsonl", article("a") + "\n{broken")
        result = self.index("--quiet", self.corpus, code=1)
        self.assertEqual(result.stdout, "")
        self.assertIn("[json-syntax]", result.stderr)

    def test_progress(self):
        self.write("a.jsonl", "\n".join(article(str(i)) for i in range(2000)))
        self.assertEqual(self.index(self.corpus).stderr, "")
        result = self.index("--full", "--progress=always", self.corpus)  # read as text, \r is \n
        self.assertRegex(result.stderr, r"\n\d+/1 documents, \d+ articles/s")
        self.assertTrue(result.stderr.endswith("\n\033[K"))

    def test_dry_run_lines(self):
        self.write("a.jsonl", article("one", title="A\u001b[2Jtitle", published="2024-05-06"))
        result = self.index("--dry-run", self.corpus)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        self.assertNotIn("\033", result.stdout)
        for part in ("one", "2024-05-06", "passage"):
            self.assertIn(part, result.stdout)

    def test_dry_run_on_a_full_disk(self):
        self.write("a.jsonl", article("one"))
        with open("/dev/full", "w") as full:
            result = subprocess.run([BIN / "osint-index", "--dry-run", self.corpus], stdout=full,
                                    stderr=subprocess.PIPE, env=self.environment, text=True)
        self.assertEqual(result.returncode, 3)
        self.assertIn("standard output", result.stderr)

    def test_dry_run_json_is_an_input(self):
        self.write("a.txt", "A title\n\n" + STORY)
        self.write("b.txt", "次の記事\n\n港は月曜日に閉鎖された。船は隣の町へ向かうという。\n")
        output = self.index("--dry-run", "--format=json", self.corpus).stdout
        for line in output.splitlines():
            each = json.loads(line)
            for passage in each["passages"]:
                self.assertTrue(0 <= passage["start"] < passage["end"] <= len(each["text"]))
        result = self.index("-", stdin=output)
        self.assert_summary(result, added=2)
        self.assertEqual(result.stderr, "")

    def test_stats(self):
        self.write("a.jsonl", "\n".join([article("one", published="2021-04-20", language="en"),
                                         article("two", published="2019", language="en-GB"),
                                         article("three", language="en")]))
        self.index(self.corpus)
        stats = self.stats()
        self.assertEqual(stats["articles"], 3)
        self.assertEqual(stats["languages"], {"en": 3})
        self.assertEqual(stats["published"], {"first": "2019", "last": "2021-04-20", "undated": 1})
        self.assertEqual(sum(stats["types"].values()), 3)
        self.assertGreater(stats["bytes"], 1000)
        text = self.index("--stats").stdout
        self.assertTrue(re.search(r"(?m)^articles +3$", text), text)
        self.assertIn("2019 to 2021-04-20, 1 undated", text)

    def test_no_index(self):
        self.assertIn(str(self.db), self.index("--stats", code=3).stderr)
        self.assertIn(str(self.db), self.index("--check", code=3).stderr)

    def test_check_finds_damage(self):
        self.write("a.jsonl", "\n".join(article(str(i)) for i in range(300)))
        self.index(self.corpus)
        self.index("--check")
        table = self.db / "current" / "docdata.glass"
        data = bytearray(table.read_bytes())
        for i in range(8192, len(data) - 8192, 4096):
            data[i:i + 64] = bytes(64)
        table.write_bytes(bytes(data))
        self.assertNotEqual(self.index("--check", code=3).stderr, "")


if __name__ == "__main__":
    unittest.main()
