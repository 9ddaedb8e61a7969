"""One run writes an index at a time: who holds the lock, who waits, who leaves, and what a dead one leaves behind."""
import os
import signal
import subprocess
import time
import unittest

from faulty import FaultTest, article, articles
from program import BIN


class Locks(FaultTest):
    def start(self, *arguments, **options):
        run = subprocess.Popen([BIN / "osint-index", "--quiet", *map(str, arguments)], cwd=self.home, env=self.environment,
                               text=True, **options)
        self.addCleanup(self.end, run)
        return run

    @staticmethod
    def end(run):
        if run.poll() is None:
            run.kill()
            run.wait()

    def names(self):
        return sorted(self.contents_of_index())

    def test_stopped_process_holds_it(self):
        """A run that hangs is not dead: nobody writes beside it; when it goes on it has lost nothing."""
        self.write("a.ndjson", articles(["a"]))
        holder = self.start_on_standard_input(article("b") + "\n")
        holder.send_signal(signal.SIGSTOP)
        self.index("--quiet", self.corpus, code=75)
        self.index("--quiet", "--wait=1", self.corpus, code=75)
        holder.send_signal(signal.SIGCONT)
        holder.communicate(timeout=60)
        self.assertEqual(holder.returncode, 0)
        self.index("--quiet", self.corpus)
        self.assertEqual(self.names(), ["a", "b"])

    def test_dead_process(self):
        """Its lock is gone with it, and so is what it had begun."""
        self.write("a.ndjson", articles(["a"]))
        self.index("--quiet", self.corpus)
        for arguments in ([], ["--full"]):
            holder = self.start_on_standard_input(article("b") + "\n")
            waiter = self.start("--wait=60", *arguments, self.corpus)
            time.sleep(0.2)
            self.assertIsNone(waiter.poll())
            holder.kill()
            holder.communicate()
            self.assertEqual(waiter.wait(60), 0)
            self.assertEqual(self.names(), ["a"])
        self.index("--check")

    def test_file_of_an_older_run(self):
        """What is in the file, and whose it is, says nothing."""
        self.write("a.ndjson", articles(["a"]))
        self.db.mkdir()
        (self.db / "lock").write_text("1\n")
        self.index("--quiet", self.corpus)
        self.assertEqual(self.names(), ["a"])

    def test_many_at_once(self):
        """Full builds and updates that wait for each other: each has its turn, one index comes out."""
        self.write("a.ndjson", articles([f"a{i}" for i in range(30)]))
        runs = [self.start("--wait=120", *["--full"] * (number % 2), self.corpus) for number in range(4)]
        self.assertEqual([run.wait(120) for run in runs], [0] * 4)
        self.assertEqual(len(self.names()), 30)
        self.assertEqual(len(self.generations()), 1)
        self.index("--check")

    def test_many_that_do_not_wait(self):
        self.write("a.ndjson", articles([f"a{i}" for i in range(200)]))
        runs = [self.start("--full", self.corpus) for _ in range(4)]
        ends = sorted(run.wait(120) for run in runs)
        self.assertEqual(ends[0], 0)
        self.assertLessEqual(set(ends), {0, 75})
        self.assertEqual(len(self.names()), 200)
        self.assertEqual(len(self.generations()), 1)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_no_permission(self):
        self.write("a.ndjson", articles(["a"]))
        self.index("--quiet", self.corpus)
        self.db.chmod(0o555)
        (self.db / "lock").chmod(0o444)
        self.addCleanup(self.db.chmod, 0o755)
        result = self.index("--quiet", self.corpus, code=3)
        self.assertIn(f"{self.db}/lock: Permission denied", result.stderr)
        self.assertEqual(self.names(), ["a"])

    def test_lock_that_cannot_be_made(self):
        """Root is stopped by this, too."""
        self.write("a.ndjson", articles(["a"]))
        (self.db / "lock").mkdir(parents=True)
        result = self.index("--quiet", self.corpus, code=3)
        self.assertIn(f"{self.db}/lock: Is a directory", result.stderr)


if __name__ == "__main__":
    unittest.main()
