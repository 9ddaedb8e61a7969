"""Which entities stand in the same passage: every form of it, on the sample corpus and on hostile names."""
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from program import BIN
from search_program import SearchTest

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SVG = "{http://www.w3.org/2000/svg}"
VIEW = "--show=network"
PAIR = ("tick", "unit-61419")


class Corpus(SearchTest):
    """What other views and searches say of the same articles is the measure."""

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="osint-cli-")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        lists = [f"--entities={path}" for path in (CORPUS / "entities").iterdir()]
        subprocess.run([BIN / "osint-index", "--db", cls.shared / "index", *lists, CORPUS / "articles"], check=True,
                       capture_output=True)

    def network(self, *arguments, code=0):
        return self.json(VIEW, *arguments, code=code)

    def edge(self, network, pair=PAIR):
        found, = [each for each in network["edges"] if (each["source"], each["target"]) == pair]
        return found

    def passages_of(self, edge, *query):
        """The passages of a pair as a search finds them: (article, index), of copies the earliest."""
        lines = self.search("--format=ndjson", "--limit=all", "--passages=all", *query, edge["filter"]).stdout
        found = set()
        for hit in map(json.loads, lines.splitlines()):
            for passage in hit["passages"]:
                ids = {each["entity"] for each in passage["mentions"] if "undecided" not in each}
                if {edge["source"], edge["target"]} <= ids:
                    found.add((hit["article"]["id"], passage["index"]))
        return found

    def test_tick_and_the_unit(self):
        edge = self.edge(self.network("entity:tick"))
        self.assertEqual((edge["passages"], edge["articles"], edge["descriptive"]), (7, 7, 0))
        self.assertGreater(edge["weight"], 0)
        proof, = edge["proof"]["passages"]
        self.assertIn((edge["proof"]["article"]["id"], proof["index"]), self.passages_of(edge))
        self.assertEqual(edge["proof"]["article"]["published"], "2021-04-20")
        marked = {tuple(each) for each in proof["highlights"]}
        self.assertEqual(marked, {(each["start"], each["end"]) for each in proof["mentions"] if each["entity"] in PAIR})

    def test_agrees_with_searches(self):
        for edge in self.network("entity:unit-61419", "--limit=12")["edges"]:
            passages = self.passages_of(edge)
            self.assertEqual(edge["passages"], len(passages), edge["filter"])
            self.assertEqual(edge["articles"], len({article for article, _ in passages}), edge["filter"])

    def test_what_is_asked_for_comes_first(self):
        edges = self.network("entity:tick", "--limit=all")["edges"]
        asked = ["tick" in (each["source"], each["target"]) for each in edges]
        self.assertEqual(asked, sorted(asked, reverse=True))
        for kind in (True, False):
            weights = [each["weight"] for each, is_asked in zip(edges, asked) if is_asked == kind]
            self.assertEqual(weights, sorted(weights, reverse=True))

    def test_pages_of_pairs(self):
        whole = self.network("entity:tick", "--limit=all")
        self.assertEqual(whole["counted"]["pairs"], len(whole["edges"]))
        self.assertEqual(whole["counted"]["more"], 0)
        page = self.network("entity:tick", "-n", "5", "--offset", "3")
        self.assertEqual(page["edges"], whole["edges"][3:8])
        self.assertEqual(page["counted"]["more"], len(whole["edges"]) - 8)
        self.assertEqual({each["id"] for each in page["nodes"]},
                         {each[end] for each in page["edges"] for end in ("source", "target")})
        self.assertLess(len(self.network("*")["edges"]), 101)

    def test_proof_has_the_words(self):
        """Suspects are described in other passages, too."""
        for edge in self.network("fake identities")["edges"][:3]:
            self.assertRegex(edge["proof"]["passages"][0]["text"], "(?i)fake|identit", edge["filter"])

    def test_of_one_type(self):
        network = self.network("entity:tick", "--type=military-unit")
        self.assertEqual({each["type"] for each in network["nodes"]}, {"threat-actor", "military-unit"})
        self.assertTrue(all("tick" in each["id"] for each in network["nodes"] if each["type"] == "threat-actor"))

    def test_described(self):
        """One that names both proves it better than one that describes, whichever is earlier."""
        edges = self.network("entity:suspect-engineer", "--limit=all")["edges"]
        for edge in edges:
            proof = edge["proof"]["passages"][0]["mentions"]
            named = {each["entity"] for each in proof if "descriptive" not in each}
            self.assertEqual({edge["source"], edge["target"]} <= named, edge["descriptive"] < edge["passages"])
        self.assertGreater(sum(each["descriptive"] for each in edges), 0)

    def test_forms_agree(self):
        arguments = ["entity:tick", "--limit=30"]
        edges = self.network(*arguments)["edges"]
        pairs = [(each["source"], each["target"], str(each["passages"])) for each in edges]
        lines = self.search(VIEW, *arguments, "--format=ndjson").stdout.splitlines()
        self.assertEqual(list(map(json.loads, lines)), edges)
        text = self.search(VIEW, *arguments).stdout.splitlines()
        self.assertEqual([tuple(line.split("\t")[:3]) for line in text], pairs)
        rows = list(csv.DictReader(io.StringIO(self.search(VIEW, *arguments, "--format=csv").stdout, newline="")))
        self.assertEqual([(row["source"], row["target"], row["passages"]) for row in rows], pairs)
        self.assertEqual([row["text"] for row in rows], [each["proof"]["passages"][0]["text"] for each in edges])
        report = self.search(VIEW, *arguments, "--format=markdown").stdout
        self.assertEqual(report.count("\n### "), len(edges))
        picture = self.search(VIEW, *arguments, "--format=svg").stdout
        self.assertEqual(len(ElementTree.fromstring(picture).findall(f"{SVG}line")), len(edges))
        self.assertEqual(picture, self.search(VIEW, *arguments, "--format=svg").stdout)
        graph = ElementTree.fromstring(self.search(VIEW, *arguments, "--format=graphml").stdout)
        self.assertEqual(len(graph.findall(f".//{GRAPHML}edge")), len(edges))

    def test_on_a_terminal(self):
        shown = self.on_terminal(VIEW, "--limit=1", "entity:tick entity:unit-61419")
        self.assertRegex(shown, "Tick .threat-actor. \u2014 Unit 61419 .military-unit.: 7 passages in 7\\s+articles")
        self.assertRegex(shown, r"1 of \d+ pairs of entities in 11 articles; the\s+next ones: --offset=1")

    def test_nothing(self):
        self.assertEqual(self.network("tardigrade", code=1)["edges"], [])
        self.assertEqual(self.network("entity:tick", "--limit=0")["edges"], [])

    def test_forms_that_are_not_there(self):
        for form in ("atom", "trec", "bibtex", "csl-json"):
            self.assertIn("there are text, json, ndjson, csv, markdown, dot",
                          self.search(VIEW, "tick", f"--format={form}", code=2).stderr)
        for form in ("dot", "graphml", "svg"):
            self.search("tick", f"--format={form}", code=2)
            self.search("--show=entities", "tick", f"--format={form}", code=2)


EVIL = ['\\"];}', "<<b>bold</b>>", "{a|<f0>b}", "]]></title><script>x</script>", "\u202eright", "=1+1", "\\N\\G\\l",
        "&amp;<!--", "\ufffe\ufffd", "Long " * 500, "\u5927" * 300, "\u05d0\u05d1\u05d2"]


class Hostile(SearchTest):
    """Names that are markup somewhere are names everywhere."""

    articles = {"evil.ndjson": "\n".join(
        json.dumps({"id": f"e{i}", "published": f"200{i}", "text": "Hub " + " and ".join(EVIL[i:i + 6]) + "."})
        for i in range(8))}
    entities = "hub\tperson\tHub\n" + "".join(
        f"evil-{i}\tperson\t{name.strip()}\n" for i, name in enumerate(EVIL))

    def forms(self):
        return {form: self.search(VIEW, "entity:hub", f"--format={form}").stdout
                for form in ("dot", "graphml", "svg", "csv", "json", "markdown")}

    def test_documents_are_well_formed(self):
        forms = self.forms()
        for form in ("graphml", "svg"):
            root = ElementTree.fromstring(forms[form])
            self.assertFalse([each for each in root.iter() if "script" in each.tag])
        names = {each["name"] for each in json.loads(forms["json"])["nodes"]}
        self.assertGreater(len(names), 4)
        self.assertEqual(len(json.loads(forms["json"])["edges"]), len(list(csv.reader(io.StringIO(forms["csv"])))) - 1)
        for text in forms.values():
            self.assertNotIn("\u202e", text)

    def test_dot_is_read_as_written(self):
        """Graphviz reads the file, and finds the names as they are."""
        if not shutil.which("gvpr"):
            self.skipTest("graphviz is not installed")
        forms = self.forms()
        nodes = json.loads(forms["json"])["nodes"]
        found = subprocess.run(["gvpr", 'N{print($.name)}'], input=forms["dot"], capture_output=True, text=True,
                               check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout.splitlines()
        self.assertEqual(sorted(found), sorted(each["id"] for each in nodes))

    def test_long_names_are_cut_in_pictures(self):
        for text in ElementTree.fromstring(self.forms()["svg"]).iter(f"{SVG}text"):
            if text.get("class") != "legend":
                self.assertLess(len(text.text), 20)


if __name__ == "__main__":
    unittest.main()
