"""osint-index killed at random moments of runs that add, replace, remove and tag again: the index stays whole, is the state
before or after the run and nothing between, and the next run brings it up to date."""
import json
import os
import random
import subprocess
import time
import unittest

from program import BIN, ProgramTest, article

KILLS = int(os.environ.get("OSINT_KILLS", "15"))
DOCUMENTS = 60


class Killed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(61419)
        self.state = {}

    def write_state(self, state):
        for name in set(self.state) - set(state):
            (self.corpus / name).unlink()
        for name, lines in state.items():
            if self.state.get(name) != lines:
                self.write(name, "\n".join(lines) + "\n")
        self.state = state

    def next_state(self, turn):
        """A third of the documents goes, a third changes, as many new ones come."""
        state = {}
        for name, lines in self.state.items():
            fate = self.random.randrange(3)
            if fate == 1:
                state[name] = [article(f"{name}-{turn}-{i}") for i in range(self.random.randrange(1, 40))]
            elif fate == 2:
                state[name] = lines
        while len(state) < DOCUMENTS:
            name = f"{turn}-{len(state)}.ndjson"
            state[name] = [article(f"{name}-{i}") for i in range(self.random.randrange(1, 40))]
        return state

    def stored(self):
        """The ids in the index, by asking for everything."""
        out = self.run_program("osint-search", "--format=trec", "-n", "all", "*").stdout
        return sorted(line.split()[2] for line in out.splitlines())

    @staticmethod
    def expected(state):
        return sorted(line.split('"id": "')[1].split('"')[0] for lines in state.values() for line in lines)

    def timed_run(self):
        start = time.monotonic()
        self.index("--quiet", self.corpus)
        return time.monotonic() - start

    def kill_a_run(self, arguments, after):
        run = subprocess.Popen([BIN / "osint-index", "--quiet", *arguments, self.corpus], cwd=self.home, env=self.environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        run.kill()
        return run.wait() == -9

    def test_killed_at_random_moments(self):
        self.write_state(self.next_state(0))
        usual = self.timed_run()
        killed = 0
        for turn in range(1, KILLS + 1):
            before = self.expected(self.state)
            self.write_state(self.next_state(turn))
            after = self.expected(self.state)
            arguments = ["--full"] if turn % 5 == 0 else []
            killed += self.kill_a_run(arguments, self.random.uniform(0, usual * 1.2))
            self.assertIn(self.stored(), (before, after), f"turn {turn}")
            self.index("--check")
            self.index("--quiet", self.corpus)
            self.assertEqual(self.stored(), after, f"turn {turn}")
        self.assertGreater(killed, KILLS // 4, "hardly a run was killed before it ended")

    def tagged(self):
        """How many articles each entity has, as the index says."""
        return {each["id"]: each["articles"] for each in json.loads(self.index("--stats", "--format=json").stdout)["entities"]}

    def test_killed_while_tagging_again(self):
        """The list and what it makes of the articles change in one step."""
        self.environment["XAPIAN_FLUSH_THRESHOLD"] = "50"
        lists = [self.home / "0.tsv", self.home / "1.tsv"]
        lists[0].write_text("town\tplace\tExample Town\n")
        lists[1].write_text("town\tplace\tExample Town\tharbour master\ncrane\tother\tfloating crane\n")
        expected = [{"town": 600}, {"town": 600, "crane": 600}]
        self.write("all.ndjson", "".join(article(f"a-{i}") + "\n" for i in range(600)))
        self.index("--quiet", "--entities", lists[0], self.corpus)
        start = time.monotonic()
        self.index("--quiet", "--entities", lists[1], self.corpus)
        usual = time.monotonic() - start
        killed = 0
        for turn in range(KILLS // 2):
            killed += self.kill_a_run(["--entities", lists[turn % 2]], self.random.uniform(0, usual * 1.2))
            self.assertIn(self.tagged(), expected, f"turn {turn}")
            self.index("--check")
            self.index("--quiet", "--entities", lists[turn % 2], self.corpus)
            self.assertEqual(self.tagged(), expected[turn % 2])
        self.assertGreater(killed, KILLS // 8, "hardly a run was killed before it ended")


if __name__ == "__main__":
    unittest.main()
