"""./demo from beginning to end: it answers, shows the page, stops when it is told to and leaves nothing behind."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest
import urllib.request

DEMO = pathlib.Path(__file__).resolve().parents[2] / "demo"


class Demo(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="osint-demo-")
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)

    def start(self, *arguments):
        """A session of its own, so that what it leaves behind can be told from others' processes."""
        process = subprocess.Popen([DEMO, *arguments], cwd="/", env={**os.environ, "TMPDIR": str(self.scratch)},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   text=True, start_new_session=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        return process

    def assert_nothing_left(self, process):
        listed = subprocess.run(["ps", "-o", "stat=,pid=,args=", "--sid", str(process.pid)],
                                capture_output=True, text=True, check=False).stdout
        # One that is dead and that init has not yet collected does not run.
        self.assertEqual([line for line in listed.splitlines() if not line.startswith("Z")], [])
        self.assertEqual(list(self.scratch.iterdir()), [])

    def test_answers(self):
        process = self.start()
        output, _ = process.communicate(timeout=500)
        self.assertEqual(process.returncode, 0, output)
        self.assertIn("entity:tick", output)
        self.assertRegex(output, "BRONZE BUTLER")
        self.assertIn("--serve", output)
        self.assert_nothing_left(process)

    def served(self, process):
        """The address, when the page is there."""
        for line in process.stdout:
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if address:
                return address[0]
        return self.fail("no address was printed")

    def test_serves_until_it_is_stopped(self):
        for number, to_all in ((signal.SIGINT, True), (signal.SIGTERM, False)):
            with self.subTest(signal=number.name):
                process = self.start("--serve")
                address = self.served(process)
                with urllib.request.urlopen(address + "?q=entity:tick", timeout=30) as answer:
                    self.assertIn("BRONZE BUTLER", answer.read().decode())
                # A terminal sends Ctrl-C to everything in its foreground; kill sends to one process.
                (os.killpg if to_all else os.kill)(process.pid, number)
                self.assertEqual(process.wait(timeout=30), 0)
                self.assert_nothing_left(process)

    def test_refuses_what_it_does_not_know(self):
        for arguments in (["--sevre"], ["--port", "80"], ["--serve", "--port", "x"], ["--serve", "--port"]):
            with self.subTest(arguments=arguments):
                process = self.start(*arguments)
                output, _ = process.communicate(timeout=30)
                self.assertEqual(process.returncode, 2, output)
                self.assertIn("usage: ./demo", output)


if __name__ == "__main__":
    unittest.main()
