"""The power is cut while osint-index writes: whatever was synced is there, whatever was not may be missing. The index is
what it was before the run or what it is after it, whole; after it when the run had ended; and the next run brings it up to
date. OSINT_CUTS=all cuts behind every call that changes the index, otherwise behind a few of each run."""
import os
import random
import shutil
import unittest

from disk import Disk, read_journal
from faulty import FAULT, FaultTest

CUTS = int(os.environ.get("OSINT_CUTS", "2").replace("all", "1000000"))
DRAWS = 3 if CUTS > 1000 else 1


@unittest.skipUnless(FAULT, "not with sanitizers")
class PowerCut(FaultTest):
    def cut(self, runs, environment=None):
        """Runs of (corpus, arguments), of which the last is the one that the power is cut in. What the ones before it
        wrote may not have reached the disk either, as far as it was not synced."""
        self.environment.update(environment or {})
        journal, states, ends = self.home / "journal", [None], [0]
        for corpus, arguments in runs:
            self.write_corpus(corpus)
            status, messages, _, _ = self.run_with_fault("--quiet", *arguments, self.corpus, journal=journal)
            self.assertEqual(status, 0, messages)
            states.append(self.contents_of_index())
            ends.append(sum(1 for _ in read_journal(journal)))
        records = list(read_journal(journal))
        chance = random.Random(len(records))
        first = ends[-2]
        cuts = set(chance.sample(range(first, len(records)), min(CUTS, len(records) - first))) | {first, len(records)}
        for strict in (False, True):
            for at in sorted(cuts):
                for draw in range(DRAWS + 1):
                    with self.subTest(strict=strict, at=at, of=len(records), first=first, draw=draw):
                        self.play(records[:at], strict, chance if draw else None)
                        self.assert_survived([states[-2]] * (at < len(records)) + [states[-1]] * (at > first), states[-1])

    def play(self, records, strict, chance):
        shutil.rmtree(self.disk)
        self.disk.mkdir()
        disk = Disk(self.disk, strict)
        for record in records:
            disk.feed(*record)
        disk.write_after_cut(chance)

    def assert_survived(self, allowed, after):
        found = self.contents_of_index()
        self.assertIn(found, allowed)
        if found is not None:
            self.index("--check")
        self.index("--quiet", self.corpus)
        self.assertEqual(self.contents_of_index(), after)
        self.index("--check")

    def test_first_build(self):
        self.cut([(self.corpus_of(range(8)), [])])

    def test_updates(self):
        self.cut([(self.corpus_of(range(20)), []), (self.corpus_of(range(1, 21)), []),
                  (self.corpus_of(range(2, 22), lambda number: number == 7), [])])

    def test_full(self):
        self.cut([(self.corpus_of(range(20)), []), (self.corpus_of(range(1, 21), lambda number: number == 7), ["--full"])])

    def test_removal(self):
        self.cut([(self.corpus_of(range(30)), []), (self.corpus_of(range(3)), [])])

    def test_large_update(self):
        self.cut([(self.corpus_of(range(20), each=20), []),
                  (self.corpus_of(range(5, 30), lambda number: number % 2, each=20), [])], {"XAPIAN_FLUSH_THRESHOLD": "50"})


if __name__ == "__main__":
    unittest.main()
