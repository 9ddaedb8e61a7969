"""A fault at every call of osint-index that changes the index: killed before it or in the middle of a write, the call
fails, the disk is full from then on. The index is what it was before the run or what it is after it, whole, and the next
run brings it up to date. OSINT_FAULTS=all tries every call, otherwise a few of each run."""
import os
import random
import unittest

from faulty import FAULT, FaultTest

CALLS = int(os.environ.get("OSINT_FAULTS", "2").replace("all", "1000000"))
KINDS = ("kill", "torn", "enospc", "eio", "full")
REASONS = {"enospc": "No space left on device", "full": "No space left on device", "eio": "Input/output error"}


@unittest.skipUnless(FAULT, "not with sanitizers")
class EveryCall(FaultTest):
    def try_calls(self, before, after, *arguments, environment=None):
        """A run that makes of an index of `before` (None: no index) one of `after`."""
        self.environment.update(environment or {})
        if before is not None:
            self.write_corpus(before)
            self.index("--quiet", self.corpus)
        self.save_index()
        states = [self.contents_of_index()]
        self.write_corpus(after)
        status, messages, calls, _ = self.run_with_fault("--quiet", *arguments, self.corpus)
        self.assertEqual(status, 0, messages)
        states.append(self.contents_of_index())
        self.assertGreater(calls, 5)
        chance = random.Random(str(arguments) + str(len(after)))
        for kind in KINDS:
            for at in sorted(chance.sample(range(1, calls + 1), min(CALLS, calls))):
                with self.subTest(kind=kind, at=at, of=calls):
                    self.restore_index()
                    self.try_one(states, kind, at, *arguments)

    def try_one(self, states, kind, at, *arguments):
        status, messages, calls, happened = self.run_with_fault("--quiet", *arguments, self.corpus, at=at, kind=kind)
        if kind in ("kill", "torn"):
            self.assertEqual(status, -9, messages)
            self.assertIn(self.contents_of_index(), states)
        elif status == 0:  # what failed did not matter
            self.assertEqual(self.contents_of_index(), states[1], messages)
        else:
            self.assertEqual(status, 3, messages)
            self.assertTrue(happened)
            self.assertEqual(self.contents_of_index(), states["may not outlast a power cut" in messages], messages)
            if "Failed to create iamglass" not in messages:  # Xapian keeps the reason to itself
                self.assertIn(REASONS[kind], messages)
            self.assertIn(str(self.disk), messages)
        if self.contents_of_index() is not None:
            self.index("--check")
        self.index("--quiet", self.corpus)
        self.assertEqual(self.contents_of_index(), states[1])
        self.index("--check")
        self.assertEqual(len(self.generations()), 1)

    def test_first_build(self):
        self.try_calls(None, self.corpus_of(range(8)))

    def test_small_update(self):
        self.try_calls(self.corpus_of(range(20)), self.corpus_of(range(1, 21), lambda number: number == 7))

    def test_full(self):
        self.try_calls(self.corpus_of(range(20)), self.corpus_of(range(1, 21), lambda number: number == 7), "--full")

    def test_removal(self):
        self.try_calls(self.corpus_of(range(40)), self.corpus_of(range(3)))

    def test_large_update(self):
        """Postings are written several times before the commit."""
        self.try_calls(self.corpus_of(range(20), each=20), self.corpus_of(range(5, 30), lambda number: number % 2, each=20),
                       environment={"XAPIAN_FLUSH_THRESHOLD": "50"})


if __name__ == "__main__":
    unittest.main()
