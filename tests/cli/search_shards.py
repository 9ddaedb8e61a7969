"""Several indexes searched as one: of this machine, served by xapian-tcpsrv, and those that do not answer."""
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from program import BIN, ProgramTest

SHARDS = 4
WORDS = ("harbour crane ship water police company spokesperson town bridge river engine server mail account "
         "report letter garden winter summer market").split()
LIST = "wooden-heron\tthreat-actor\tWooden Heron\tHERON TWO\nexample-town\tplace\tExample Town\n"


def made_article(number):
    """Text that differs from article to article in a way that does not depend on the machine."""
    digits = hashlib.sha256(str(number).encode()).digest()
    words = [WORDS[digit % len(WORDS)] for digit in digits]
    sentences = [" ".join(words[at:at + 8]) for at in range(0, 32, 8)]
    name = "Wooden Heron" if number % 5 == 0 else "HERON TWO" if number % 7 == 0 else "Nobody"
    text = ". ".join(sentences) + f". {name} was named in a report of Example Town.\n\n" + ". ".join(reversed(sentences))
    article = {"id": f"a{number}", "title": " ".join(words[:3]), "text": text + ".", "language": "en",
               "publisher": ("Example Gazette", "Sample Wire")[number % 2]}
    if number % 11:
        article["published"] = f"20{10 + number % 9}-0{1 + number % 9}-{10 + number % 18}"
    return json.dumps(article)


def shard_of(identifier):
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:8], 16) % SHARDS


QUERIES = (WORDS[:8] + [f"{one} {other}" for one, other in zip(WORDS, WORDS[3:])] +
           ['"crane ship"', "harbour OR winter", "entity:wooden-heron", "actor:=\"HERON TWO\" police", "date:2012..2014",
            "crane NEAR/3 mail", "source:gazette garden", "harbour crane ship water police company town bridge river",
            "serv*", "lang:en", "harbuor", "NOT water"])


class Servers:
    """xapian-tcpsrv ends its whole process group with itself, so each has one of its own."""

    def __init__(self):
        self.processes, self.ports = [], []

    def start(self, database, port=None):
        if port is None:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
        process = subprocess.Popen(["xapian-tcpsrv", "--quiet", "-I", "127.0.0.1", "--port", str(port), database],
                                   start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        self.ports.append(port)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return port
            time.sleep(.05)
        raise RuntimeError("xapian-tcpsrv does not listen")

    def signal(self, number, which):
        os.killpg(self.processes[number].pid, which)
        if which == signal.SIGKILL:
            self.processes[number].wait()

    def stop(self):
        for number, process in enumerate(self.processes):
            if process.poll() is None:
                self.signal(number, signal.SIGKILL)


class ShardsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="osint-shards-")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        (cls.shared / "list.tsv").write_text(LIST)
        articles = [made_article(number) for number in range(300)]
        cls.make("one", articles)
        for number in range(SHARDS):
            cls.make(f"s{number}", [each for each in articles if shard_of(json.loads(each)["id"]) == number])
        (cls.shared / "queries").write_text("".join(f"{query}\n" for query in QUERIES))
        (cls.shared / "config.ini").write_text("shard-timeout = 1\n")

    @classmethod
    def make(cls, name, articles):
        subprocess.run([BIN / "osint-index", "--quiet", "--db", cls.shared / name, "--entities",
                        cls.shared / "list.tsv", "-"], input="\n".join(articles), text=True, check=True,
                       capture_output=True)

    def setUp(self):
        super().setUp()
        self.environment["OSINT_CONFIG"] = str(self.shared / "config.ini")
        self.servers = Servers()
        self.addCleanup(self.servers.stop)

    def serve(self):
        """A stub with all shards, each served by a process of its own."""
        for number in range(SHARDS):
            self.servers.start(self.shared / f"s{number}" / "current")
        return self.stub(*(f"remote 127.0.0.1:{port}" for port in self.servers.ports))

    def stub(self, *lines):
        path = self.shared / "stub"
        path.write_text("# the shards\n\n" + "".join(f"{line}\n" for line in lines))
        return path

    def ask(self, db, *arguments, code=0, stdin=""):
        return self.run_program("osint-search", "--db", db, *arguments, code=code, stdin=stdin)

    def ask_all(self, db, *arguments):
        return self.ask(db, "--queries-from", self.shared / "queries", "--format=trec", "-n", "100", *arguments).stdout

    def assert_like_one(self, db):
        for order in ("relevance", "newest"):
            self.assertEqual(self.ask_all(db, f"--sort={order}"), self.ask_all(self.shared / "one", f"--sort={order}"))
        for view in (["--facets"], ["--show=timeline"], ["--show=entities"]):
            arguments = [*view, "--format=json", "harbour OR winter"]
            self.assertEqual(self.ask(db, *arguments).stdout, self.ask(self.shared / "one", *arguments).stdout)

    def test_local(self):
        self.assert_like_one(":".join(str(self.shared / f"s{number}") for number in range(SHARDS)))
        self.assert_like_one(self.stub("auto s0", "glass s1/current", f"auto {self.shared}/s2", "auto s3"))

    def test_remote(self):
        self.assert_like_one(self.serve())

    def test_mixed(self):
        self.servers.start(self.shared / "s1" / "current")
        self.assert_like_one(self.stub("auto s0", f"remote 127.0.0.1:{self.servers.ports[0]}", "auto s2", "auto s3"))

    def test_dead(self):
        stub = self.serve()
        self.servers.signal(2, signal.SIGKILL)
        found = self.ask(stub, "--format=json", "harbour")
        notes = json.loads(found.stdout)["query"]["notes"]
        self.assertEqual(len(notes), 1)
        self.assertIn(f"the shard 127.0.0.1:{self.servers.ports[2]} is left out", notes[0])
        ids = {result["article"]["id"] for result in json.loads(found.stdout)["results"]}
        self.assertTrue(ids and all(shard_of(each) != 2 for each in ids))
        self.assertIn("is left out", self.ask(stub, "harbour").stderr)
        self.assertIn("is left out", self.ask(stub, "--queries-from", "-", stdin="harbour\n").stderr)
        for number in (0, 1, 3):
            self.servers.signal(number, signal.SIGKILL)
        self.assertIn("refused", self.ask(stub, "harbour", code=3).stderr)

    def test_hung(self):
        stub = self.serve()
        self.servers.signal(1, signal.SIGSTOP)
        begin = time.monotonic()
        found = self.ask(stub, "harbour")
        self.assertIn(f"127.0.0.1:{self.servers.ports[1]} is left out: no answer within 1 s", found.stderr)
        self.assertGreater(time.monotonic() - begin, .9)

    def test_lost_while_searching(self):
        """A batch has its connections open; one server dies and another stops between two queries."""
        stub = self.serve()
        run = subprocess.Popen([BIN / "osint-search", "--db", stub, "--queries-from", "-", "--format=trec"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=self.environment)
        time.sleep(.5)
        self.servers.signal(0, signal.SIGKILL)
        self.servers.signal(3, signal.SIGSTOP)
        out, errors = run.communicate("harbour\nwinter\n", timeout=60)
        self.assertEqual(run.returncode, 0, errors)
        left = {line.split()[2] for line in out.splitlines()}
        self.assertTrue(left and {shard_of(each) for each in left} <= {1, 2})
        self.assertEqual(errors.count("is left out"), 2)

    def test_missing_directory(self):
        found = self.ask(f"{self.shared}/s0:{self.shared}/none", "harbour")
        self.assertIn("none is left out", found.stderr)

    def test_commits_and_switches_are_seen(self):
        """A server opens the database anew for each connection, through the link that a switch replaces."""
        copy = self.home / "copy"
        shutil.copytree(self.shared / "s0", copy, symlinks=True)
        self.servers.start(copy / "current")
        stub = self.stub(f"remote 127.0.0.1:{self.servers.ports[0]}")
        for run, arguments in enumerate((["-"], ["--full", "-"])):
            self.run_program("osint-index", "--quiet", "--db", copy, *arguments,
                             stdin=json.dumps({"id": f"new{run}", "text": f"Zebras came to town {run}. " * 5}))
            self.assertIn(f"new{run}", self.ask(stub, "--format=trec", "zebras").stdout)

    def test_web(self):
        stub = self.serve()
        self.servers.signal(0, signal.SIGKILL)
        environment = dict(self.environment, OSINT_DB=str(stub), REQUEST_METHOD="GET", PATH_INFO="/",
                           QUERY_STRING="q=harbour", SCRIPT_NAME="/x", SERVER_NAME="localhost", SERVER_PORT="80")
        page = subprocess.run([BIN / "osint-search.cgi"], env=environment, capture_output=True, text=True, timeout=60)
        self.assertNotIn("Status: 5", page.stdout)
        self.assertIn("is left out", page.stdout)

    def test_stubs_that_are_refused(self):
        for line, reason in (("remote :/bin/sh -c true", "programs are not started"), ("inmemory", "a line is"),
                             ("chert s0", "only")):
            result = self.ask(self.stub("auto s0", line), "harbour", code=3)
            self.assertIn("stub: line 4: ", result.stderr)
            self.assertIn(reason, result.stderr)
        self.assertIn("names no shard", self.ask(self.stub(), "harbour", code=3).stderr)

    def test_share(self):
        """Each takes its part of one corpus and keeps to it; together they have every article once."""
        self.write("articles.ndjson", "".join(made_article(number) + "\n" for number in range(60)))
        for number in range(1, SHARDS + 1):
            self.run_program("osint-index", "--quiet", "--db", self.home / f"p{number}", "--shard", f"{number}/{SHARDS}",
                             self.corpus)
            found = self.ask(self.home / f"p{number}", "--format=trec", "-n", "all", "*").stdout.splitlines()
            self.assertTrue(found and all(shard_of(line.split()[2]) == number - 1 for line in found))
        together = ":".join(str(self.home / f"p{number}") for number in range(1, SHARDS + 1))
        self.assertEqual(self.ask(together, "--count", "*").stdout, "60\n")
        self.write("more.ndjson", "".join(made_article(number) + "\n" for number in range(60, 80)))
        for arguments in ([], ["--full"], ["--shard", "1/4"]):
            self.run_program("osint-index", "--quiet", "--db", self.home / "p1", *arguments, self.corpus)
            found = self.ask(self.home / "p1", "--format=trec", "-n", "all", "*").stdout.splitlines()
            self.assertEqual({line.split()[2] for line in found},
                             {f"a{number}" for number in range(80) if shard_of(f"a{number}") == 0})
        refused = self.run_program("osint-index", "--db", self.home / "p1", "--shard", "2/4", self.corpus, code=3)
        self.assertIn("holds shard 1/4", refused.stderr)
        self.run_program("osint-index", "--db", together, self.corpus, code=3)
        for wrong in ("0/4", "5/4", "2", "a/b", ""):
            self.run_program("osint-index", "--db", self.home / "x", "--shard", wrong, self.corpus, code=2)

    def test_replica(self):
        """xapian-replicate copies a served generation into a directory that is searched like an index."""
        port = self.servers.ports
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(["xapian-replicate-server", "-I", "127.0.0.1", "--port", str(port), self.shared],
                                  start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.servers.processes.append(server)
        replica = self.home / "replica"
        for _ in range(50):
            copied = subprocess.run(["xapian-replicate", "--one-shot", "-h", "127.0.0.1", "-p", str(port), "-m",
                                     "s0/current", replica], capture_output=True, text=True, timeout=60)
            if copied.returncode == 0:
                break
            time.sleep(.1)
        self.assertEqual(copied.returncode, 0, copied.stderr)
        self.assertEqual(self.ask_all(replica), self.ask_all(self.shared / "s0"))


if __name__ == "__main__":
    unittest.main()
