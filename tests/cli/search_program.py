"""osint-search on a small index of its own."""
import json
import subprocess
import tempfile
import pathlib
import shutil

from program import BIN, ProgramTest
from terminal import run_on_terminal

ENTITIES = ("wooden-heron\tthreat-actor\tWooden Heron\tHERON TWO\tGrey Wader\n"
            "example-town\tplace\tExample Town\n")

ARTICLES = {
    "crane.md": ("---\nid: crane\ntitle: Crane falls into the harbour\npublisher: Example Gazette\n"
                 "published: 2021-04-20\nlanguage: en\n---\n\n"
                 "The harbour of Example Town was closed on Monday after a crane had fallen into the water.\n\n"
                 "Nobody was hurt. A spokesperson of the harbour said that ships would be sent to the next town "
                 "for a week.\n"),
    "heron.txt": ("Title: Hackers called Wooden Heron\nID: heron\nPublisher: Sample Wire\nPublished: 2020-02\n"
                  "Language: en\n\n"
                  "The group known as Wooden Heron rented servers under false names, police said. Another company "
                  "calls the group HERON TWO.\n"),
    "wader.txt": ("Title: Who is behind Grey Wader\nID: wader\nPublisher: Sample Wire\nPublished: 2019\n"
                  "Language: en\n\n"
                  "Grey Wader is the name that a laboratory gave to hackers who read the mails of a harbour.\n"),
    "ja.txt": ("Title: 港でクレーンが倒れる\nID: ja\nPublisher: 例文新聞\nPublished: 2021-04-21\nLanguage: ja\n\n"
               "月曜日に港でクレーンが倒れ、海に落ちた。けが人はいなかった。警視庁が原因を調べている。\n"),
    "evil.json": json.dumps({"id": "evil", "title": "Quux \x1b]0;owned\x07 \u202etitle", "language": "en",
                             "text": "The quux sentence has \x1b[31mred\x1b[0m letters, \x9b2J and \u202esdrawkcab"
                                     " letters.\nIt has a second line."}),
}


class SearchTest(ProgramTest):
    """The index is made once for each class, from its articles and entities."""

    articles = ARTICLES
    entities = ENTITIES

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="osint-cli-")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        corpus = cls.shared / "corpus"
        corpus.mkdir()
        (cls.shared / "list.tsv").write_text(cls.entities)
        for name, text in cls.articles.items():
            (corpus / name).parent.mkdir(parents=True, exist_ok=True)
            (corpus / name).write_text(text)
        subprocess.run([BIN / "osint-index", "--db", cls.shared / "index", "--entities", cls.shared / "list.tsv",
                        corpus], check=True, capture_output=True)

    def setUp(self):
        super().setUp()
        self.environment["OSINT_DB"] = str(self.shared / "index")

    def search(self, *arguments, code=0, stdin=""):
        return self.run_program("osint-search", *arguments, code=code, stdin=stdin)

    def json(self, *arguments, code=0):
        return json.loads(self.search("--format=json", *arguments, code=code).stdout)

    def ids(self, *arguments):
        return [each["article"]["id"] for each in self.json(*arguments)["results"]]

    def on_terminal(self, *arguments, columns=80, code=0, **environment):
        """What a terminal gets, standard error included."""
        environment = {"TERM": "xterm", "PAGER": "", **self.environment, **environment}
        status, output = run_on_terminal([BIN / "osint-search", *map(str, arguments)], columns, env=environment)
        self.assertEqual(status, code, output)
        return output
