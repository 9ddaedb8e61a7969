"""osint-index groups near-identical articles, also those that come later, and --stats and --check know them."""
import re
import unittest

from program import ProgramTest

REPORT = "\n\n".join(
    f"The {place} office said on Monday that the {thing} which the ministry had bought in the spring would be moved to "
    f"{town}, where {who} had asked for it since the old one broke down, and that nobody would have to pay for the move."
    for place, thing, town, who in (("harbour", "crane", "Nemuro", "the fishermen"), ("post", "van", "Otaru", "the mayor"),
                                    ("weather", "radar", "Abashiri", "the coast guard")))


class Copies(ProgramTest):
    def groups(self):
        stats = self.stats()["copies"]
        text = self.index("--stats").stdout
        self.assertTrue(re.search(rf"(?m)^copies +{stats['groups']} groups of {stats['articles']} articles$", text), text)
        self.assertIn("0 problems", self.index("--check").stdout)
        return stats["groups"], stats["articles"]

    def test_copies_come_and_go(self):
        self.write("first.txt", "Moved\n\n" + REPORT)
        self.mirror(added=1)
        self.assertEqual(self.groups(), (0, 0))
        self.write("second.txt", "On the move\n\nBy our own correspondent.\n\n" + REPORT.replace("Monday", "Tuesday"))
        self.write("other.txt", "Other\n\nSomething else happened in the town, and nobody there knew anything about it.")
        self.mirror(added=2, unchanged=1)
        self.assertEqual(self.groups(), (1, 2))
        self.write("third.txt", REPORT.split("\n\n")[0] + "\n\n" + REPORT.split("\n\n")[2])
        self.mirror(added=1, unchanged=3)
        self.assertEqual(self.groups(), (1, 3))
        self.write("second.txt", "On the move\n\nNothing was moved after all, and the crane stays where it has been.")
        self.mirror(replaced=1, unchanged=3)
        self.assertEqual(self.groups(), (1, 2))
        (self.corpus / "first.txt").unlink()
        self.mirror(removed=1, unchanged=3)
        self.assertEqual(self.groups(), (0, 0))

    def test_a_fresh_index_has_the_same_groups(self):
        self.write("first.txt", REPORT)
        self.mirror(added=1)
        self.write("second.txt", "Again\n\n" + REPORT)
        self.mirror(added=1, unchanged=1)
        stepwise = self.groups()
        self.index("--full", self.corpus)
        self.assertEqual(self.groups(), stepwise)
        self.assertEqual(stepwise, (1, 2))


if __name__ == "__main__":
    unittest.main()
