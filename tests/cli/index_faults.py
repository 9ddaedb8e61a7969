"""Documents that do harm: bombs, and faults of readers. Each costs itself, in bounded time and memory; its neighbours are
indexed, and no process is left behind."""
import gzip
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest
import zlib

from program import BIN, SANITIZED, STORY, ProgramTest, article

HOSTILE = pathlib.Path(os.environ["OSINT_INDEX_HOSTILE"])
MAX_SECONDS = 10 * (6 if SANITIZED else 1)
MAX_RSS_KIB = 1 << 20
DEEP = 10 ** 6
# Ten entities, each ten times the one before.
NAMES = ["a"] + [f"a{i}" for i in range(1, 10)]
LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {name} "' + f"&{before};" * 10 + '">'
                                      for before, name in zip(NAMES, NAMES[1:]))


def gzip_bomb(unit, size):
    packer, packed = zlib.compressobj(9, zlib.DEFLATED, 31), b""
    for _ in range(size // len(unit)):
        packed += packer.compress(unit)
    return packed + packer.flush()


def children_of(pid):
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task").glob("*/children")
            for child in child.read_text().split()]


class Hostile(ProgramTest):
    program = BIN / "osint-index"

    def setUp(self):
        super().setUp()
        self.rejects = self.home / "rejects"

    def measured(self, *arguments, stdin=None):
        """Runs the program; (exit status, messages), having looked at what it took."""
        messages = self.home / "messages"
        with open(messages, "w", encoding="utf-8") as errors:
            run = subprocess.Popen([self.program, f"--rejects={self.rejects}", *map(str, arguments)], cwd=self.home,
                                   env=self.environment, stdin=stdin, stdout=subprocess.DEVNULL, stderr=errors)
            _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = used.ru_utime + used.ru_stime
        if not SANITIZED:
            self.assertLess(used.ru_maxrss, MAX_RSS_KIB)
        return run.returncode, messages.read_text(encoding="utf-8")

    def refusals(self):
        if not self.rejects.exists():
            return []
        lines = [json.loads(line) for line in self.rejects.read_text(encoding="utf-8").splitlines()]
        return [(pathlib.Path(line["path"]).name, line["code"]) for line in lines]

    def assert_survived(self, *arguments, refused, articles):
        """The run is as good as it can be: what is refused is that, and all else is in."""
        status, messages = self.measured(*(arguments or [self.corpus]))
        self.assertEqual(status, 1 if refused else 0, messages)
        self.assertEqual(self.refusals(), refused, messages)
        self.assert_sound(articles)


class Bombs(Hostile):
    def bomb(self, name, content, code=None, articles=0):
        """One bomb between two neighbours."""
        self.write("a.txt", STORY)
        self.write("z.txt", STORY.replace("harbour", "station"))
        (self.corpus / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        self.assert_survived(refused=[(name, code)] if code else [], articles=2 + articles)
        self.assertLess(self.seconds, MAX_SECONDS)

    def test_deep_html(self):
        self.bomb("deep.html", "<!DOCTYPE html><title>Deep</title>" + "<div>" * DEEP + "<p>The bottom.</p>", articles=1)

    def test_deep_formatting(self):
        self.bomb("deep.html", "<!DOCTYPE html><p>" + "<b><i>" * (DEEP // 2) + "The bottom.", articles=1)

    def test_giant_table(self):
        row = "<tr>" + "<td>cell" * 20 + "\n"
        self.bomb("table.html", "<!DOCTYPE html><title>Table</title><table>" + row * 10000, articles=1)

    def test_many_attributes(self):
        attributes = " ".join(f"a{i}=1" for i in range(DEEP // 4))
        self.bomb("attributes.html", f"<!DOCTYPE html><title>T</title><p {attributes}>{STORY}", articles=1)

    def test_gzip_of_10_gib(self):
        inner = gzip_bomb(b"\0" * (1 << 20), 64 << 20) * 160
        self.bomb("zeros.gz", gzip.compress(inner), "too-large")

    def test_gzip_of_words(self):
        self.bomb("words.gz", gzip_bomb(b"word " * (1 << 16), 64 << 20) * 16, "too-large")

    def test_entities_of_entities(self):
        self.bomb("laughs.xml", f'<?xml version="1.0"?>\n<!DOCTYPE a [{LAUGHS}]>\n<articles><article>'
                  "<title>T</title><body><p>&a9;</p></body></article></articles>", "xml-entities")

    def test_entities_in_feeds(self):
        self.bomb("laughs.rss", f'<?xml version="1.0"?>\n<!DOCTYPE rss [{LAUGHS}]>\n<rss version="2.0"><channel>'
                  "<item><title>&a9;</title><description>&a9;</description></item></channel></rss>", "xml-entities")

    def test_external_entity(self):
        secret = self.home / "secret"
        secret.write_text("nobody should read this")
        self.bomb("outside.xml", f'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>\n<articles>'
                  "<article><title>T</title><body><p>&x;</p></body></article></articles>", "xml-entities")

    def test_one_line_of_100_mb(self):
        line = ("word " * (1 << 10)).encode()
        self.write("a.txt", STORY)
        with open(self.corpus / "line.txt", "wb") as long:
            for _ in range((100 << 20) // len(line)):
                long.write(line)
        status, messages = self.measured("--dry-run", self.corpus)
        self.assertIn(status, (0, 1), messages)
        self.assertIn(self.refusals(), ([], [("line.txt", "reader-memory")], [("line.txt", "reader-timeout")]))

    def test_deep_json(self):
        self.bomb("deep.json", '{"text": ' * (DEEP // 10), "json-syntax")

    def test_deep_markdown(self):
        self.bomb("deep.md", "> " * DEEP + STORY, articles=1)

    def test_deep_json_in_html(self):
        nested = '<script type="application/ld+json">' + '{"a":' * (DEEP // 10) + "</script>"
        self.bomb("nested.html", f"<!DOCTYPE html><title>T</title>{nested}<p>{STORY}", articles=1)

    def test_text_that_tires_patterns(self):
        for name, text in (("abbreviations.txt", "Mr. " * DEEP), ("points.txt", "a." * DEEP),
                           ("emphasis.md", "*a **" * (DEEP // 4)), ("brackets.md", "[" * DEEP),
                           ("references.html", "<!DOCTYPE html><p>" + "&amp;&#x41;&bogus" * (DEEP // 4))):
            with self.subTest(name):
                self.bomb(name, text, articles=1)
                (self.corpus / name).unlink()


class Faults(Hostile):
    """A reader with faults to order, in the sandbox of the real one."""
    program = HOSTILE

    def fault(self, name, code):
        self.write("a.txt", STORY)
        self.write("b.txt", f"!{name}\n")
        self.write("c.txt", STORY.replace("harbour", "station"))
        self.assert_survived(refused=[("b.txt", code)], articles=2)

    def test_crashes(self):
        for name in ("crash", "abort", "overflow-stack", "leave-quietly"):
            with self.subTest(name):
                self.fault(name, "reader-crashed")
                self.rejects.unlink()

    @unittest.skipIf(SANITIZED, "sanitizers have no limit of memory")
    def test_memory(self):
        for name in ("eat-memory", "eat-memory-unseen"):
            with self.subTest(name):
                self.fault(name, "reader-memory")
                self.rejects.unlink()

    def test_hang(self):
        self.fault("hang", "reader-timeout")
        self.assertLess(self.seconds, MAX_SECONDS)

    @unittest.skipIf(SANITIZED, "takes minutes")
    def test_sleep(self):
        self.fault("sleep", "reader-timeout")

    def test_what_it_says(self):
        self.fault("say-nonsense", "reader-output")

    def test_flood(self):
        self.write("a.txt", "!flood\n")
        self.write("b.txt", STORY)
        status, _ = self.measured(self.corpus)
        self.assertEqual(status, 1)
        self.assertEqual(set(self.refusals()), {("a.txt", "flood"), ("a.txt", "reader-output")})
        self.assertEqual(self.refusals()[-1], ("a.txt", "reader-output"))
        self.assert_sound(1)

    def test_what_it_does_not_say(self):
        self.fault("say-half", "reader-crashed")

    def test_says_what_happened(self):
        self.write("a.txt", "!abort\n")
        _, messages = self.measured(self.corpus)
        self.assertEqual(messages, f"{self.corpus}/a.txt: the reader "
                         + ("ended with status 1" if SANITIZED and "status" in messages else "was ended by signal 6 (Aborted)")
                         + " [reader-crashed]\n")

    def lines(self, faults, count=40):
        return "".join(f'{{"!{faults[i]}": 1}}\n' if i in faults else article(f"n{i}") + "\n" for i in range(count))

    def test_a_record_that_crashes_costs_itself(self):
        self.write("a.ndjson", self.lines({}, 3).replace("n", "m", 3))
        self.write("b.ndjson", self.lines({0: "crash", 7: "abort", 8: "crash", 39: "crash"}))
        offset = len("".join(self.lines({0: "crash"}).splitlines(keepends=True)[:7]))
        results = []
        for jobs in (1, 2, 1):
            result = subprocess.run([HOSTILE, "--dry-run", "--format=json", f"--jobs={jobs}", f"--rejects={self.rejects}",
                                     self.corpus / "b.ndjson"], cwd=self.home, env=self.environment, capture_output=True,
                                    text=True, timeout=120, check=False)
            self.assertEqual(result.returncode, 1)
            results.append((result.stdout, self.rejects.read_text(encoding="utf-8")))
            self.rejects.unlink()
        self.assertEqual(results[0], results[1])
        self.assertEqual(results[0], results[2])
        self.assertEqual([json.loads(line)["id"] for line in results[0][0].splitlines()],
                         [f"n{i}" for i in range(40) if i not in (0, 7, 8, 39)])
        rejects = [json.loads(line) for line in results[0][1].splitlines()]
        self.assertEqual([reject["code"] for reject in rejects], ["reader-crashed"] * 4)
        self.assertEqual([rejects[0]["offset"], rejects[1]["offset"]], [0, offset])

    def test_too_many_crashes_end_the_document(self):
        self.write("a.ndjson", self.lines({i: "crash" for i in range(5, 30)}))
        self.assert_survived(refused=[("a.ndjson", "reader-crashed")] * 9, articles=5)

    def test_records_of_standard_input(self):
        self.write("input", self.lines({3: "crash", 20: "abort"}))
        with open(self.corpus / "input", "rb") as stream:
            status, messages = self.measured("-", stdin=stream)
        self.assertEqual(status, 1, messages)
        self.assertEqual(self.refusals(), [("-", "reader-crashed")] * 2)
        self.assert_sound(38)

    def test_what_a_document_gave_before_is_kept(self):
        self.write("a.txt", STORY)
        self.assert_survived(refused=[], articles=1)
        self.write("a.txt", "!crash\n")
        for _ in range(2):
            self.assert_survived(refused=[("a.txt", "reader-crashed")], articles=1)
            self.rejects.unlink()
        self.write("a.txt", STORY)
        self.assert_survived(refused=[], articles=1)


class Processes(Hostile):
    """Reader processes come when there is something to read, and go with their parent."""
    program = HOSTILE

    def start(self, *arguments, text=""):
        run = subprocess.Popen([HOSTILE, "--jobs=1", *map(str, arguments)], cwd=self.home, env=self.environment,
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
        self.addCleanup(run.stderr.close)
        self.addCleanup(run.stdin.close)
        run.stdin.write(text)
        run.stdin.flush()
        readers = self.wait_for(lambda: children_of(run.pid))
        self.wait_for(lambda: pathlib.Path(f"/proc/{readers[0]}/cmdline").read_bytes().startswith(b"osint-reader\0"))
        return run, readers

    def wait_for(self, condition):
        deadline = time.monotonic() + 30
        while not (result := condition()):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        return result

    @staticmethod
    def is_gone(pid):
        try:
            return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except (FileNotFoundError, ProcessLookupError):
            return True

    def test_a_killed_run_leaves_none(self):
        for text in ("!hang\n", "!sleep\n"):
            self.write("a.txt", text)
            run, readers = self.start(self.corpus)
            run.kill()
            run.wait(30)
            self.wait_for(lambda found=readers: all(map(self.is_gone, found)))

    def test_a_killed_run_leaves_none_that_wait(self):
        run, readers = self.start("--dry-run", "-", text=article("one") + "\n")
        run.kill()
        run.wait(30)
        run.stdin.close()
        self.wait_for(lambda: all(map(self.is_gone, readers)))

    def test_stopped_by_the_terminal(self):
        self.write("a.txt", "!hang\n")
        run, readers = self.start(self.corpus)
        os.killpg(run.pid, signal.SIGINT)
        _, messages = run.communicate(timeout=30)
        self.assertEqual(run.returncode, 3)
        self.assertEqual(messages, "osint-index: stopped by Interrupt; the index is as it was\n")
        self.wait_for(lambda: all(map(self.is_gone, readers)))

    @unittest.skipUnless(shutil.which("strace"), "strace is not installed")
    def test_none_is_started_for_nothing_new(self):
        self.write("a.txt", STORY)
        self.index(self.corpus)
        trace = subprocess.run(["strace", "-f", "-e", "trace=execve", BIN / "osint-index", self.corpus], cwd=self.home,
                               env=self.environment, capture_output=True, text=True, check=False)
        self.assertEqual(trace.stderr.count("execve("), 1, trace.stderr)


if __name__ == "__main__":
    unittest.main()
