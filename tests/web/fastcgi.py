"""osint-search.cgi as a FastCGI process, asked over its socket: what a web server does not show."""
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import time
import unittest

from server import Place
from webpage import BIN, CGI, INDEX, Answer, ask, environment

BEGIN, END, PARAMS, STDIN, STDOUT, STDERR = 1, 3, 4, 5, 6, 7
RESPONDER = 1
REQUESTS = 10_000  # after which a worker ends
SANITIZED = b"__asan_init" in CGI.read_bytes()


def record(kind, content=b"", request=1):
    return struct.pack(">BBHHBB", 1, kind, request, len(content), 0, 0) + content


def length(value):
    return struct.pack(">B", len(value)) if len(value) < 128 else struct.pack(">I", len(value) | 1 << 31)


def parameters(pairs):
    content = b"".join(length(name) + length(value) + name + value
                       for name, value in ((name.encode(), value.encode()) for name, value in pairs))
    return b"".join(record(PARAMS, content[at:at + 65_535]) for at in range(0, len(content), 65_535))


class Exchange:
    """One request over a connection of its own."""

    def __init__(self, path, pairs, keep=False):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(30)
        self.socket.connect(str(path))
        self.head = record(BEGIN, struct.pack(">HB5x", RESPONDER, keep)) + parameters(pairs)
        self.tail = record(PARAMS) + record(STDIN)

    def send(self):
        self.socket.sendall(self.head + self.tail)
        return self

    def receive(self):
        with self.socket, self.socket.makefile("rb") as stream:
            streams = {STDOUT: b"", STDERR: b""}
            while len(head := stream.read(8)) == 8:
                _, kind, request, size, padding, _ = struct.unpack(">BBHHBB", head)
                assert request == 1, request
                content = stream.read(size + padding)[:size]
                if kind == END:
                    assert content == bytes(8), content
                    return Answer(streams[STDOUT], streams[STDERR].decode())
                streams[kind] += content
        raise EOFError("the connection was closed before the end of the answer")


def variables(path, query="", method="GET", **more):
    return [("REQUEST_METHOD", method), ("SCRIPT_NAME", "/cgi-bin/osint-search.cgi"), ("PATH_INFO", path),
            ("QUERY_STRING", query), ("SERVER_NAME", "localhost"), *more.items()]


def children(process):
    return [int(each) for each in
            pathlib.Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]


def status_of(process, key):
    text = pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.search(rf"^{key}:\s+(\d+)", text, re.M)[1])


class Program(unittest.TestCase):
    """The process, started anew for each test."""
    db = INDEX

    def setUp(self):
        self.place = Place()
        self.addCleanup(self.place.__exit__)
        self.begin(self.db)

    def begin(self, db, **more):
        self.socket = self.place.start_program(OSINT_DB=str(db), HOME=str(self.place.home), **more)
        self.keeper = self.place.program

    def ask(self, path="/", query="", **more):
        return Exchange(self.socket, variables(path, query, **more)).send().receive()

    def worker(self):
        for _ in range(200):
            if found := children(self.keeper.pid):
                return found[0]
            time.sleep(0.02)
        raise AssertionError("no worker")

    def gone(self, process):
        for _ in range(200):
            if not pathlib.Path(f"/proc/{process}").exists():
                return
            time.sleep(0.02)
        self.fail(f"process {process} is still there")

    def end(self, number=signal.SIGTERM):
        self.worker()
        self.keeper.send_signal(number)
        self.assertEqual(self.keeper.wait(20), 0)


class Answers(Program):
    def test_the_same_as_by_cgi(self):
        for path, query in (("/", "q=tick"), ("/", ""), ("/help", ""), ("/", "q=tick&format=json"), ("/nothing", "")):
            mine, other = self.ask(path, query), ask(path, variables={"QUERY_STRING": query, "SERVER_NAME": "localhost"})
            self.assertEqual(mine.status, other.status)
            if mine.status == 200:
                self.assertEqual((mine.headers, mine.body), (other.headers, other.body))
            self.assertEqual(int(mine.headers["Content-Length"]), len(mine.body))

    def test_head_and_unchanged(self):
        self.assertEqual(self.ask(query="q=tick", method="HEAD").body, b"")
        tag = self.ask(query="q=tick").headers["ETag"]
        again = self.ask(query="q=tick", HTTP_IF_NONE_MATCH=tag)
        self.assertEqual((again.status, again.body, again.headers["ETag"]), (304, b"", tag))

    def test_failures_are_logged(self):
        answer = self.ask("/nothing")
        self.assertEqual(answer.status, 404)
        failure = re.search(r"\b[0-9a-f]{8}\b", answer.log)[0]
        self.assertIn(failure, answer.text)

    def test_parameters_configure_nothing(self):
        plain = self.ask(query="q=tick")
        answer = self.ask(query="q=tick", OSINT_DB="/nowhere", OSINT_CONFIG="/nowhere", HOME="/nowhere",
                          XDG_CONFIG_HOME="/nowhere", HTTP_PROXY="http://127.0.0.1:1", LD_PRELOAD="/nowhere.so",
                          XAPIAN_PREFER_BROKEN="1", G_MESSAGES_DEBUG="all", G_DEBUG="fatal-warnings", LANG="ja_JP")
        self.assertEqual((answer.status, answer.body), (200, plain.body))
        self.assertEqual(self.ask(query="q=tick").body, plain.body)

    def test_much_of_everything(self):
        long = {f"HTTP_X_{number}": "x" * 10_000 for number in range(300)}
        self.assertEqual(self.ask(query="q=tick", **long).status, 200)
        self.assertEqual(self.ask(query="q=" + "a" * 7000).status, 414)
        self.assertEqual(self.ask(query="&".join(["q=tick"] + ["a=b"] * 1000)).status, 200)

    def test_broken_peers(self):
        """What a peer says that is no FastCGI costs its own connection only."""
        for sent in (b"", b"GET / HTTP/1.0\r\n\r\n", record(BEGIN, struct.pack(">HB5x", RESPONDER, 0)),
                     record(BEGIN, struct.pack(">HB5x", 9, 0)), record(PARAMS, b"\xff\xff\xff\xff\xff\xff"),
                     record(BEGIN, struct.pack(">HB5x", RESPONDER, 0)) + record(PARAMS, b"\xff" * 9) + record(PARAMS)):
            with socket.socket(socket.AF_UNIX) as peer:
                peer.connect(str(self.socket))
                peer.sendall(sent)
        self.assertEqual(self.ask(query="q=tick").status, 200)

    def test_kept_connections_are_closed(self):
        exchange = Exchange(self.socket, variables("/", "q=tick"), keep=True)
        self.assertEqual(exchange.send().receive().status, 200)
        self.assertEqual(self.ask(query="q=tick").status, 200)

    def test_a_peer_that_goes_away(self):
        for _ in range(5):
            Exchange(self.socket, variables("/", "q=tick")).send().socket.close()
        self.assertEqual(self.ask(query="q=tick").status, 200)


class Life(Program):
    @unittest.skipIf(SANITIZED, "sanitizers hold memory back, and a worker that has too much ends")
    def test_memory_stays(self):
        worker, sizes = None, []
        for number in range(2000):
            query = f"q=tick+{number}" if number % 2 else f"q=entity:tick&page={number % 5 + 1}&format=json"
            self.assertEqual(self.ask(query=query).status, 200)
            if number in (400, 1999):
                worker = worker or self.worker()
                sizes.append(status_of(worker, "VmRSS"))
        self.assertEqual(self.worker(), worker)
        self.assertLess(sizes[1] - sizes[0], 1500, sizes)

    def test_a_worker_ends_after_its_requests(self):
        first = self.worker()
        for _ in range(REQUESTS + 20):
            self.assertEqual(self.ask("/robots.txt").status, 200)
        self.assertNotEqual(self.worker(), first)

    def test_signals_end_it(self):
        for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
            self.assertEqual(self.ask(query="q=tick").status, 200)
            self.end(number)
            self.socket.unlink()
            self.begin(INDEX)

    def test_a_request_is_finished_first(self):
        exchange = Exchange(self.socket, variables("/", "q=tick"))
        exchange.socket.sendall(exchange.head)
        time.sleep(0.2)
        self.keeper.terminate()
        time.sleep(0.2)
        exchange.socket.sendall(exchange.tail)
        self.assertEqual(exchange.receive().status, 200)
        self.assertEqual(self.keeper.wait(20), 0)

    def test_a_killed_worker_is_replaced(self):
        first = self.worker()
        os.kill(first, signal.SIGKILL)
        self.gone(first)  # until then it may still be given a connection
        self.assertEqual(self.ask(query="q=tick").status, 200)
        self.assertNotEqual(self.worker(), first)
        self.assertIn("ended by signal 9", self.place.logs())

    def test_a_worker_does_not_outlive_its_keeper(self):
        worker = self.worker()
        self.keeper.kill()
        self.keeper.wait()
        self.gone(worker)

    def test_hangup_reads_the_configuration_anew(self):
        config = self.place.write("config.ini", f"db = {self.place.home}/none\n")
        self.end()
        self.socket.unlink()
        self.begin("", OSINT_CONFIG=str(config))
        self.assertEqual(self.ask(query="q=query:mine").status, 503)
        config.write_text(f"db = {INDEX}\n[queries]\nmine = tick\n", encoding="utf-8")
        self.keeper.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        self.assertEqual(self.ask(query="q=query:mine").status, 200)

    @unittest.skipIf(SANITIZED, "sanitizers cannot be in the sandbox")
    def test_the_worker_is_confined(self):
        self.assertEqual(self.ask(query="q=tick").status, 200)
        worker = self.worker()
        self.assertEqual((status_of(worker, "Seccomp"), status_of(worker, "NoNewPrivs")), (2, 1))
        limits = pathlib.Path(f"/proc/{worker}/limits").read_text(encoding="ascii")
        self.assertRegex(limits, r"Max core file size\s+0 ")
        self.assertRegex(limits, r"Max address space\s+2147483648 ")
        targets = [os.readlink(f"/proc/{worker}/fd/{each}") for each in os.listdir(f"/proc/{worker}/fd")]
        self.assertEqual([each for each in targets if each.startswith("/") and not each.startswith((
            str(INDEX), "/dev/null", str(self.place.home)))], [])


class Index(Program):
    """An index that changes under the process."""

    def setUp(self):
        self.place = Place()
        self.addCleanup(self.place.__exit__)
        self.articles = self.place.home / "articles"
        self.articles.mkdir()
        self.index = self.place.home / "index"
        self.begin(self.index)

    def run_index(self, *options):
        subprocess.run([BIN / "osint-index", "--db", self.index, "--quiet", *options, self.articles],
                       env=environment(), check=True, stdin=subprocess.DEVNULL)

    def add(self, name):
        (self.articles / f"{name}.txt").write_text(f"Quokka {name}\n\nAbout the quokka of {name}.\n", encoding="utf-8")

    def count(self):
        answer = self.ask(query="q=quokka&format=json")
        self.assertEqual(answer.status, 200, answer.log)
        return answer.json["total"]["articles"], answer.headers["ETag"]

    def test_commits_switches_and_rebuilds_are_seen(self):
        answer = self.ask(query="q=quokka")
        self.assertEqual((answer.status, answer.headers["Retry-After"]), (503, "60"))
        self.add("one")
        self.run_index()
        time.sleep(1.5)  # a worker without an index is replaced every second
        one, first = self.count()
        worker = self.worker()
        self.add("two")
        self.run_index()
        two, second = self.count()
        self.run_index("--full")
        again, third = self.count()
        self.assertEqual((one, two, again), (1, 2, 2))
        self.assertEqual(len({first, second, third}), 3)
        self.assertEqual(self.worker(), worker)
        shutil.rmtree(self.index)
        self.assertEqual(self.ask(query="q=quokka").status, 503)
        self.run_index()
        time.sleep(1.5)
        self.assertEqual(self.count()[0], 2)


class Overdue(Program):
    """A shard of another machine that never answers, and a timer that runs out at once, for a test cannot wait."""

    def setUp(self):
        self.place = Place()
        self.addCleanup(self.place.__exit__)
        self.silent = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.silent.close)
        stub = self.place.write("stub", f"remote 127.0.0.1:{self.silent.getsockname()[1]}\n")
        config = self.place.write("config.ini", "shard-timeout = 60\n")
        self.variables = {"OSINT_DB": str(stub), "OSINT_CONFIG": str(config)}

    def wait_for_shard(self):
        """Until the program waits for the shard."""
        connection, _ = self.silent.accept()
        self.addCleanup(connection.close)
        time.sleep(0.1)

    def check(self, answer, log):
        self.assertEqual((answer.status, answer.headers["Retry-After"]), (503, "60"))
        self.assertEqual(int(answer.headers["Content-Length"]), len(answer.body))
        self.assertIn("takes too much", answer.text)
        self.assertRegex(log, r"[0-9a-f]{8} 503 GET /: (it took too long|the processor time of one request is spent)")
        self.assertIn(re.search(r"[0-9a-f]{8}", log)[0], answer.text)

    def test_fastcgi(self):
        self.begin(self.variables["OSINT_DB"], OSINT_CONFIG=self.variables["OSINT_CONFIG"])
        for number in (signal.SIGALRM, signal.SIGPROF):
            exchange = Exchange(self.socket, variables("/", "q=tick")).send()
            self.wait_for_shard()
            os.kill(self.worker(), number)
            answer = exchange.receive()
            self.check(answer, answer.log)
        self.assertEqual(self.ask("/robots.txt").status, 200)

    def test_cgi(self):
        process = subprocess.Popen([CGI], env=environment(REQUEST_METHOD="GET", PATH_INFO="/", QUERY_STRING="q=tick",
                                                          **self.variables),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_for_shard()
        process.send_signal(signal.SIGALRM)
        output, log = process.communicate(timeout=20)
        self.check(Answer(output, ""), log.decode())
        self.assertEqual(process.returncode, 0)


if __name__ == "__main__":
    unittest.main()
