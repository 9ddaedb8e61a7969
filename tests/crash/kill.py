"""osint-index killed at random moments of runs that add, replace, remove and tag again: the index stays whole, is the state
before or after the run and nothing between, and the next run brings it up to date."""
import json
import os
import random
import subprocess
import time
import unittest

from faulty import FaultTest, article
from program import BIN, STORY

KILLS = int(os.environ.get("OSINT_KILLS", "15"))
SEED = int(os.environ.get("OSINT_SEED", "61419"))
DOCUMENTS = 30


class Killed(FaultTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.state = {}

    def write_state(self, state):
        self.state = state
        self.write_corpus({name: "".join(article(f"{name}-{i}", version) + "\n" for i, version in enumerate(versions))
                           for name, versions in state.items()})

    def next_state(self, turn):
        """Of the documents a third goes, a third changes (articles go, come, and are replaced), as many new ones come."""
        state = {}
        for name, versions in self.state.items():
            fate = self.random.randrange(3)
            if fate == 1:
                state[name] = [self.random.choice((turn, *versions[:1])) for _ in range(self.random.randrange(1, 20))]
            elif fate == 2:
                state[name] = versions
        while len(state) < DOCUMENTS:
            state[f"{turn}-{len(state)}.ndjson"] = [turn] * self.random.randrange(1, 20)
        return state

    def ids(self):
        return sorted(f"{name}-{i}" for name, versions in self.state.items() for i in range(len(versions)))

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
        self.timed_run()
        self.write_state(self.next_state(1))
        usual = self.timed_run()
        before = self.contents_of_index()
        killed = 0
        for turn in range(2, KILLS + 2):
            self.write_state(self.next_state(turn))
            arguments = ["--full"] if turn % 5 == 0 else []
            killed += self.kill_a_run(arguments, self.random.uniform(0, usual * 1.2))
            found = self.contents_of_index()
            self.index("--check")
            self.index("--quiet", self.corpus)
            after = self.contents_of_index()
            self.assertEqual(sorted(after), self.ids(), f"turn {turn}")
            self.assertIn(found, (before, after), f"turn {turn}")
            before = after
        self.index("--check")
        self.assertEqual(len(self.generations()), 1)
        self.assertGreater(killed, KILLS // 4, "hardly a run was killed before it ended")
        print(f"{killed} of {KILLS} runs killed")

    def tagged(self):
        """How many articles each entity has, as the index says."""
        return {each["id"]: each["articles"] for each in json.loads(self.index("--stats", "--format=json").stdout)["entities"]}

    def test_killed_while_tagging_again(self):
        """The list and what it makes of the articles change in one step."""
        self.environment["XAPIAN_FLUSH_THRESHOLD"] = "50"
        lists = [self.home / "0.tsv", self.home / "1.tsv"]
        lists[0].write_text("town\tplace\tExample Town\n")
        lists[1].write_text("town\tplace\tExample Town\tharbour master\ncrane\tother\tfloating crane\n")
        expected = [{"town": 300}, {"town": 300, "crane": 300}]
        self.write("all.ndjson", "".join(article(f"a-{i}", text=STORY) + "\n" for i in range(300)))
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
        print(f"{killed} of {KILLS // 2} runs killed while tagging again")


if __name__ == "__main__":
    unittest.main()
