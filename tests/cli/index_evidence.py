"""What was indexed can be proven: the log, its hashes, the originals, and the log of runs."""
import json
import os
import signal
import subprocess
import unittest

from program import BIN, STORY, ProgramTest, article


class Log(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.db / "log"

    def lines(self):
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def problems(self, *arguments):
        return self.index("--check", *arguments, code=3).stderr

    def cut(self, count):
        with open(self.log, "rb+") as log:
            log.truncate(self.log.stat().st_size - count)

    def test_tells_what_was_done(self):
        one = self.write("one.ndjson", article("a") + "\n" + article("b"))
        two = self.write("two.txt", STORY)
        self.mirror(added=3)
        self.write("one.ndjson", article("b", title="Other") + "\n" + article("c"))
        two.unlink()
        self.mirror(added=1, replaced=1, removed=2)
        begin, first, second, commit, again, changed, *_, last = self.lines()
        self.assertRegex(begin["begin"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual((first["path"], sorted(first["added"])), (str(one), ["a", "b"]))
        self.assertEqual(second["path"], str(two))
        self.assertEqual(second["sha256"], self.contents(self.corpus).get(two, second["sha256"]))
        self.assertEqual([commit[key] for key in ("added", "replaced", "removed")], [3, 0, 0])
        self.assertNotIn("full", again)
        self.assertEqual(changed["sha256"], self.contents(self.corpus)[one])
        self.assertEqual([last[key] for key in ("added", "replaced", "removed")], [1, 1, 2])
        self.assert_sound(2)

    def test_shell_can_follow_it(self):
        """As osint-log(5) says."""
        self.write("a.txt", STORY)
        self.index(self.corpus)
        self.write("b.txt", STORY.replace("harbour", "station"))
        self.index(self.corpus)
        before = ""
        for run in self.log.read_text(encoding="utf-8").split("{\"begin\":")[1:]:
            hashed, _, chain = ("{\"begin\":" + run).rpartition(",\"chain\":")
            found = subprocess.run(["sha256sum"], input=(before + hashed).encode(), capture_output=True, check=True)
            before = json.loads(chain.strip()[:-1])
            self.assertEqual(found.stdout.decode().split()[0], before)

    def test_nothing_new_leaves_it(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        before = self.log.read_bytes()
        self.mirror(unchanged=1)
        self.assertEqual(self.log.read_bytes(), before)

    def test_half_a_run(self):
        """Killed between the log and the commit: the next run says so, and goes on."""
        self.write("a.txt", STORY)
        self.mirror(added=1)
        with open(self.log, "ab") as log:
            log.write(b'{"begin":"2026-01-01T00:00:00Z"}\n{"removed":["u1"]}\n{"remo')
        self.assert_sound(1)
        self.write("b.txt", STORY.replace("harbour", "station"))
        self.mirror(added=1, unchanged=1)
        text = self.log.read_text(encoding="utf-8")
        self.assertEqual(text.count('"void":['), 1)
        self.assertIn('{"remo\n{"begin":', text)
        self.assert_sound(2)

    def test_killed_runs(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        before = self.log.read_bytes()
        for _ in range(2):
            run = self.start_on_standard_input("".join(article(f"n{i}") + "\n" for i in range(600)))
            run.kill()
            run.stdin.close()
            run.wait(30)
            self.assert_sound(1)
        self.write("b.txt", STORY.replace("harbour", "station"))
        self.mirror(added=1, unchanged=1)
        self.assertTrue(self.log.read_bytes().startswith(before))
        self.assert_sound(2)

    def test_a_changed_line_is_found(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        text = self.log.read_text(encoding="utf-8")
        self.log.write_text(text.replace("a.txt", "z.txt"), encoding="utf-8")
        self.assertRegex(self.problems(), r"^osint-index: the log: line 3 is not what a run wrote")

    def test_a_log_that_was_written_anew_is_found(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        self.write("b.txt", STORY.replace("harbour", "station"))
        self.mirror(added=1, unchanged=1)
        self.environment["OSINT_DB"] = str(self.home / "other")
        self.write("b.txt", STORY.replace("harbour", "airport"))
        self.index(self.corpus)
        del self.environment["OSINT_DB"]
        other = (self.home / "other/log").read_bytes()
        self.log.write_bytes(other.ljust(self.log.stat().st_size, b"\n"))
        self.environment["OSINT_DB"] = str(self.db)
        self.assertIn("the log", self.problems())

    def test_a_removed_log_is_noticed(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        self.log.unlink()
        self.assertIn("the log has 0 bytes", self.problems())
        result = self.mirror(unchanged=1)
        self.assertEqual(result.stderr, f"{self.db}: the log is gone; a new one begins [log-lost]\n")
        begin, _ = self.lines()
        self.assertEqual((begin["unknown"], begin["lost"]["length"] > 0), (1, True))
        self.assertEqual(self.mirror(unchanged=1).stderr, "")
        self.assertIn("the log does not have 1 articles", self.problems())
        self.mirror("--full", self.corpus, added=1)
        self.assert_sound(1)

    def test_a_cut_log_is_noticed(self):
        for name in "abc":
            self.write(f"{name}.txt", STORY.replace("harbour", name))
            self.index(self.corpus)
        self.cut(50)
        self.assertIn("bytes, the index says", self.problems())
        self.assertIn("it goes on behind the last run that is whole [log-lost]", self.mirror(unchanged=3).stderr)
        self.assertIn("the log does not have 1 articles", self.problems())

    def test_full_keeps_log_and_times(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        before = self.log.read_bytes()
        added = 'added:..{}'.format(self.lines()[0]["begin"])
        self.run_program("osint-search", "--count", added)
        self.mirror("--full", self.corpus, added=1)
        self.assertTrue(self.log.read_bytes().startswith(before))
        self.assertTrue(self.lines()[3]["full"])
        self.run_program("osint-search", "--count", added)
        (self.db / "current/iamglass").unlink()
        middle = self.log.read_bytes()
        self.mirror("--full", self.corpus, added=1)
        self.assertTrue(self.log.read_bytes().startswith(middle))
        self.assert_sound(1)

    def test_stats_tell_of_it(self):
        self.write("a.txt", STORY)
        self.index(self.corpus)
        log = self.stats()["log"]
        self.assertEqual(log["bytes"], self.log.stat().st_size)
        self.assertEqual(log["last_change"], {"added": 1, "replaced": 0, "removed": 0, "began": self.lines()[0]["begin"]})
        self.assertIn(log["chain"], self.index("--stats").stdout)


class Originals(ProgramTest):
    def check(self, *paths, code=0):
        return self.index("--check", *(paths or [self.corpus]), code=code)

    def test_documents_as_indexed(self):
        self.write("a.txt", STORY)
        self.write("b.ndjson", article("b") + "\n{broken\n")
        self.write("c.txt", STORY.replace("harbour", "station"))
        self.write("c.txt.meta.json", '{"title": "Station"}')
        self.index(self.corpus, code=1)
        self.assertEqual(self.check().stdout, f"{self.db}: 0 problems\n"
                         "documents: 3 as indexed, 0 changed, 0 missing, 0 new, 0 unreadable\n")
        self.assertEqual(self.index("--check", "--quiet", self.corpus).stdout, "")

    def test_documents_that_differ(self):
        for name in ("a", "b", "c", "d/e"):
            self.write(f"{name}.txt", STORY.replace("harbour", name))
        self.index(self.corpus)
        self.write("a.txt", STORY + "More.\n")
        (self.corpus / "b.txt").unlink()
        self.write("f.txt", STORY)
        result = self.check(code=1)
        self.assertEqual(result.stderr.splitlines(), [
            f"{self.corpus}/a.txt: the document is not the one that was indexed [document-changed]",
            f"{self.corpus}/f.txt: the document is not in the index [document-new]",
            f"{self.corpus}/b.txt: the document was indexed and is gone [document-missing]"])
        self.assertIn("documents: 2 as indexed, 1 changed, 1 missing, 1 new, 0 unreadable\n", result.stdout)
        self.check(self.corpus / "d")
        self.check(self.corpus / "none", code=1)
        self.index(self.corpus)
        self.check()

    def test_problems_of_the_index_come_first(self):
        self.write("a.txt", STORY)
        self.index(self.corpus)
        (self.db / "log").unlink()
        self.write("a.txt", STORY + "More.\n")
        self.check(code=3)


class Runs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.home / "runs.log"

    def runs(self):
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def test_a_line_for_each_run(self):
        self.write("a.txt", STORY)
        self.write("b.bin", b"\0\1\2" * 1000)
        self.index(f"--log={self.log}", self.corpus, code=1)
        run, = self.runs()
        self.assertEqual(set(run), {"began", "seconds", "index", "full", "generation", "revision", "articles", "added",
                                    "replaced", "removed", "unchanged", "refused", "retagged", "bytes", "memory", "exit",
                                    "error"})
        self.assertEqual([run[key] for key in ("index", "generation", "articles", "added", "refused", "exit", "error")],
                         [str(self.db), "gen-1", 1, 1, 1, 1, None])
        self.assertGreater(run["memory"], 1 << 20)
        self.assertEqual(self.stats().get("last_run"), None)
        config = self.home / "config.ini"
        config.write_text(f"log = {self.log}\n")
        self.index("--config", config, self.corpus, code=1)
        self.assertEqual([run["unchanged"] for run in self.runs()], [0, 1])
        self.assertIn("last run   ", self.index("--config", config, "--stats").stdout)
        stats = json.loads(self.index("--log", self.log, "--stats", "--format=json").stdout)
        self.assertEqual(stats["last_run"], self.runs()[1])

    def test_runs_that_fail(self):
        self.index("--log", self.log, self.home / "none", code=3)
        self.write("a.txt", STORY)
        self.index("--log", self.log, "--entities", self.home / "none", self.corpus, code=3)
        self.index("--log", self.log, "--rejects", self.home, self.corpus, code=3)
        run = self.start_on_standard_input(article("a") + "\n")
        self.index("--log", self.log, self.corpus, code=75)
        run.stdin.close()
        run.wait(30)
        self.assertEqual([run["exit"] for run in self.runs()], [3, 3, 3, 75])
        self.assertIn("another run is writing", self.runs()[3]["error"])
        self.assertTrue(all(run["error"] for run in self.runs()))

    def test_runs_that_are_stopped(self):
        self.environment["OSINT_CONFIG"] = str(self.home / "config.ini")
        (self.home / "config.ini").write_text(f"log = {self.log}\n")
        run = self.start_on_standard_input(article("a") + "\n")
        run.send_signal(signal.SIGTERM)
        run.wait(30)
        run.stdin.close()
        self.assertEqual([(run["exit"], run["error"]) for run in self.runs()],
                         [(3, "stopped by Terminated; the index is as it was")])

    def test_a_log_that_cannot_be_written(self):
        self.write("a.txt", STORY)
        self.assertIn(str(self.home), self.index("--log", self.home, self.corpus, code=3).stderr)
        self.assertFalse(self.db.exists())
        if os.path.exists("/dev/full"):
            self.assertIn("/dev/full: No space left", self.index("--log=/dev/full", self.corpus).stderr)


class Quiet(ProgramTest):
    def quiet(self, *paths, code=0):
        result = self.index("--quiet", *(paths or [self.corpus]), code=code)
        self.assertEqual(result.stdout, "")
        return result.stderr

    def test_says_a_refusal_once(self):
        self.write("a.txt", STORY)
        bad = self.write("b.bin", b"\0\1\2" * 1000)
        self.assertIn("b.bin", self.quiet(code=1))
        self.assertEqual(self.quiet(code=1), "")
        self.write("a.txt", STORY + "More.\n")
        self.assertEqual(self.quiet(code=1), "")
        self.write("c.bin", b"\0\1\2" * 1000)
        self.assertNotIn("b.bin", self.quiet(code=1))
        bad.write_bytes(b"%PDF-1.4 nothing")
        self.assertIn("b.bin", self.quiet(code=1))
        self.assertIn("b.bin", self.index(self.corpus, code=1).stderr)

    def test_says_it_again_when_it_comes_back(self):
        self.write("a.txt", STORY)
        bad = self.write("b.bin", b"\0\1\2" * 1000)
        self.index(self.corpus, code=1)
        self.assertEqual(self.quiet(code=1), "")
        content = bad.read_bytes()
        bad.unlink()
        self.quiet()
        bad.write_bytes(content)
        self.assertIn("b.bin", self.quiet(code=1))

    def test_runs_over_other_paths(self):
        for name in ("one", "two"):
            self.write(f"{name}/a.txt", STORY.replace("harbour", name))
            self.write(f"{name}/b.bin", b"\0\1\2" * 1000)
        one, two = self.corpus / "one", self.corpus / "two"
        self.assertIn("one/b.bin", self.quiet(one, code=1))
        self.assertIn("two/b.bin", self.quiet(two, code=1))
        for path in (one, two, self.corpus):
            self.assertEqual(self.quiet(path, code=1), "")

    def test_rejects_have_all_of_it(self):
        self.write("a.txt", STORY)
        self.write("b.bin", b"\0\1\2" * 1000)
        for _ in range(2):
            self.index("--quiet", "--rejects=rejects", self.corpus, code=1)
        first, second = (self.home / "rejects").read_text(encoding="utf-8").splitlines()
        self.assertEqual(first, second)

    def test_a_lock_is_no_news(self):
        self.write("a.txt", STORY)
        run = self.start_on_standard_input(article("a") + "\n")
        self.assertEqual(self.quiet(code=75), "")
        run.stdin.close()
        run.wait(30)

    def test_what_fails_is(self):
        self.assertIn("none", self.quiet(self.home / "none", code=3))


if __name__ == "__main__":
    unittest.main()
