"""osint-index follows what documents are added, changed, moved, broken and removed."""
import json
import os
import signal
import subprocess
import time
import unittest

from program import BIN, STORY, ProgramTest, article


class Mirror(ProgramTest):
    def test_life_of_a_corpus(self):
        for name in ("a", "b", "sub/c"):
            self.write(name + ".txt", f"{name}\n\n{STORY}")
        self.mirror(added=3)
        self.mirror(unchanged=3)
        self.write("b.txt", f"b anew\n\n{STORY}")
        self.write("d.txt", f"d\n\n{STORY}")
        self.mirror(added=1, replaced=1, unchanged=2)
        (self.corpus / "sub/c.txt").unlink()
        self.mirror(removed=1, unchanged=3)
        self.assert_sound(3)

    def test_nothing_changed_writes_nothing(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        before = self.contents(self.db)
        self.mirror(unchanged=1)
        self.assertEqual(self.contents(self.db), before)

    def test_content_decides_not_the_clock(self):
        path = self.write("a.txt", STORY)
        self.mirror(added=1)
        os.utime(path, (1, 1))
        self.mirror(unchanged=1)
        times = path.stat()
        path.write_text(STORY.replace("Monday", "Sunday"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.mirror(replaced=1)

    def test_only_below_the_paths_is_removed(self):
        self.write("a/x.txt", "x\n\n" + STORY)
        self.write("b/y.txt", "y\n\n" + STORY)
        self.mirror(added=2)
        (self.corpus / "b/y.txt").unlink()
        self.mirror(self.corpus / "a", unchanged=1)
        self.assert_sound(2)
        self.mirror(self.corpus / "b", removed=1)
        self.assert_sound(1)

    def test_articles_of_one_document(self):
        self.write("all.jsonl", "\n".join(map(article, ["one", "two", "three"])))
        self.mirror(added=3)
        self.write("all.jsonl", "\n".join(map(article, ["one", "three", "four"])))
        self.mirror(added=1, replaced=2, removed=1)
        self.assert_sound(3)

    def test_gzip_is_no_matter(self):
        self.write("all.jsonl.gz", "\n".join(map(article, ["one", "two"])))
        self.mirror(added=2)

    def test_missing_path_keeps_what_was_there(self):
        self.write("disk/a.txt", STORY)
        self.write("b.jsonl", article("b"))
        self.mirror(self.corpus / "disk", self.corpus / "b.jsonl", added=2)
        (self.corpus / "disk").rename(self.home / "unmounted")
        result = self.mirror(self.corpus / "disk", self.corpus / "b.jsonl", code=1, unchanged=2, refused=1)
        self.assertIn("[path-missing]", result.stderr)
        self.index(self.corpus / "disk", code=3)
        self.assert_sound(2)

    def test_no_index_is_made_of_nothing(self):
        self.index(self.home / "nowhere", code=3)
        self.assertFalse(self.db.exists())

    def test_unreadable_directory_keeps_what_was_there(self):
        if os.geteuid() == 0:
            self.skipTest("everything is readable to root")
        self.write("closed/a.txt", STORY)
        self.write("b.jsonl", article("b"))
        self.mirror(added=2)
        (self.corpus / "closed").chmod(0)
        self.addCleanup((self.corpus / "closed").chmod, 0o700)
        self.mirror(code=1, unchanged=2, refused=1)

    def test_link_to_nowhere_keeps_what_was_there(self):
        (self.home / "disk").mkdir()
        (self.home / "disk/a.txt").write_text(STORY)
        (self.corpus / "link").symlink_to(self.home / "disk")
        self.mirror(added=1)
        (self.home / "disk").rename(self.home / "unmounted")
        self.mirror(code=1, unchanged=1, refused=1)

    def test_empty_corpus_is_an_index(self):
        self.mirror()
        self.assert_sound(0)

    def test_index_inside_the_corpus(self):
        self.write("a.txt", STORY)
        self.db = self.corpus / "index"
        self.environment["OSINT_DB"] = str(self.db)
        self.mirror(added=1)
        self.mirror(unchanged=1)


class Broken(ProgramTest):
    def test_broken_part_is_refused_and_the_rest_goes_in(self):
        path = self.write("all.jsonl", "\n".join([article("one"), "{broken", article("three")]))
        result = self.mirror("--rejects", self.home / "rejects", self.corpus, code=1, added=2, refused=1)
        self.assertRegex(result.stderr, rf"(?m)^{path}:2: .+ \[json-syntax\]$")
        rejects = [json.loads(line) for line in (self.home / "rejects").read_text().splitlines()]
        self.assertEqual(len(rejects), 1)
        self.assertEqual(set(rejects[0]), {"path", "offset", "code", "message"})
        self.assertEqual((rejects[0]["path"], rejects[0]["code"]), (str(path), "json-syntax"))
        self.assertEqual(rejects[0]["offset"], len(article("one")) + 1)

    def test_refusals_are_reported_on_every_run_and_written_once(self):
        self.write("all.jsonl", "\n".join([article("one"), "{broken"]))
        self.mirror(code=1, added=1, refused=1)
        before = self.contents(self.db)
        self.mirror(code=1, unchanged=1, refused=1)
        self.assertEqual(self.contents(self.db), before)
        self.write("all.jsonl", "\n".join(map(article, ["one", "two"])))
        self.mirror(added=1, replaced=1)
        self.mirror(unchanged=2)

    def test_broken_document_keeps_what_it_gave(self):
        self.write("all.jsonl", "\n".join(map(article, ["one", "two"])))
        self.mirror(added=2)
        self.write("all.jsonl", "\n".join([article("one"), article("two")[:-5]]))
        self.mirror(code=1, replaced=1, unchanged=1, refused=1)
        self.mirror(code=1, unchanged=2, refused=1)
        self.assert_sound(2)
        self.write("all.jsonl", article("one"))
        self.mirror(replaced=1, removed=1)
        self.assert_sound(1)

    def test_broken_xml_names_the_line(self):
        path = self.write("a.xml", "<articles>\n<article>\n<title>Title</title>\n<body><p>Text</p>\n</article>\n")
        self.write("b.jsonl", article("b"))
        result = self.mirror(code=1, added=1, refused=1)
        self.assertRegex(result.stderr, rf"(?m)^{path}:\d+: .+ \[[a-z-]+\]$")

    def test_sidecar_alone(self):
        self.write("a.txt", STORY)
        self.write("a.txt.meta.json", '{"title": "From beside"}')
        self.write("b.txt.meta.json", '{"title": "Nothing beside"}')
        articles = self.dry_run(self.corpus, code=1)
        self.assertEqual([each["title"] for each in articles], ["From beside"])
        self.assertIn("[sidecar-alone]", self.mirror(code=1, added=1, refused=1).stderr)

    def test_sidecar_is_part_of_the_document(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        self.write("a.txt.meta.json", '{"publisher": "Example Times"}')
        self.mirror(replaced=1)
        self.mirror(unchanged=1)
        (self.corpus / "a.txt.meta.json").unlink()
        self.mirror(replaced=1)

    def test_unknown_keys_are_reported_once(self):
        self.write("a.jsonl", article("a", colour="red"))
        self.write("b.jsonl", article("b", colour="blue"))
        result = self.mirror(added=2)
        self.assertEqual(result.stderr.count("[unknown-key]"), 1)
        self.assertIn('"colour"', result.stderr)

    def test_rejects_that_cannot_be_written_fail_the_run(self):
        self.write("a.jsonl", article("a"))
        self.mirror(added=1)
        self.write("b.jsonl", article("b") + "\n{broken")
        result = self.index("--rejects=/dev/full", self.corpus, code=3)
        self.assertIn("/dev/full", result.stderr)
        self.assert_sound(1)


class Runs(ProgramTest):
    def test_jobs_make_no_difference(self):
        for i in range(30):
            self.write(f"{i:02}.jsonl", "\n".join(article(f"{i}-{j}") for j in range(1 + i % 6)))
        self.write("copy.jsonl", article("3-1", title="Other"))
        outputs = [self.index("--dry-run", "--format=json", "--jobs", jobs, self.corpus, code=1).stdout
                   for jobs in (1, 2, 7)]
        self.assertEqual(outputs[0], outputs[1])
        self.assertEqual(outputs[0], outputs[2])
        counts = {"added": sum(1 + i % 6 for i in range(30)), "refused": 1}
        self.mirror("--jobs=1", self.corpus, code=1, **counts)
        one = self.stats()
        self.db = self.home / "index-of-many"
        self.environment["OSINT_DB"] = str(self.db)
        self.mirror("--jobs=7", self.corpus, code=1, **counts)
        many = self.stats()
        for each in (one, many):
            del each["index"], each["bytes"], each["log"]
        self.assertEqual(one, many)

    def test_full_builds_anew(self):
        self.write("a.txt", STORY)
        self.write("b.jsonl", article("b"))
        self.mirror(added=2)
        before = (self.db / "current").resolve()
        (self.corpus / "a.txt").unlink()
        self.mirror("--full", self.corpus, added=1)
        self.assertNotEqual((self.db / "current").resolve(), before)
        self.assertFalse(before.exists())
        self.assert_sound(1)
        self.mirror(unchanged=1)

    def test_full_does_not_lose_a_missing_path(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        result = self.index("--full", self.corpus, self.home / "nowhere", code=3)
        self.assertIn("nowhere", result.stderr)
        self.assert_sound(1)

    def test_standard_input(self):
        lines = "\n".join(map(article, ["one", "two"]))
        self.assert_summary(self.index("-", stdin=lines), added=2)
        self.assert_summary(self.index("-", stdin=article("two") + "\n" + article("three")), added=1, replaced=1)
        self.assert_summary(self.index("-", stdin=""))
        self.assert_sound(3)

    def test_standard_input_without_ids(self):
        first, second = ({"text": f"Number {n}. {STORY}"} for n in (1, 2))
        self.assert_summary(self.index("-", stdin=json.dumps(first)), added=1)
        self.assert_summary(self.index("-", stdin=json.dumps(second)), added=1)
        self.assert_summary(self.index("-", stdin=json.dumps(first)), replaced=1)

    def test_lock(self):
        self.write("a.txt", STORY)
        holder = self.start_on_standard_input(article("one") + "\n")
        result = self.index(self.corpus, code=75)
        self.assertIn("another run", result.stderr)
        waiter = subprocess.Popen([BIN / "osint-index", "--wait=30", self.corpus], cwd=self.home,
                                  env=self.environment, stdout=subprocess.PIPE, text=True)
        with self.assertRaises(subprocess.TimeoutExpired):
            waiter.wait(0.3)
        holder.communicate(timeout=30)
        self.assertEqual(holder.returncode, 0)
        output, _ = waiter.communicate(timeout=30)
        self.assertEqual(waiter.returncode, 0, output)
        self.assert_sound(2)

    def test_wait_can_be_broken_off(self):
        self.write("a.txt", STORY)
        holder = self.start_on_standard_input("")
        waiter = subprocess.Popen([BIN / "osint-index", "--wait=600", self.corpus], cwd=self.home,
                                  env=self.environment, stderr=subprocess.DEVNULL)
        with self.assertRaises(subprocess.TimeoutExpired):
            waiter.wait(0.5)
        waiter.terminate()
        self.assertEqual(waiter.wait(30), 3)
        holder.communicate(timeout=30)
        self.assert_sound(0)

    def test_stopped_run_leaves_the_index(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        for number in (signal.SIGINT, signal.SIGTERM):
            run = self.start_on_standard_input(article("one") + "\n")
            run.send_signal(number)
            _, messages = run.communicate(timeout=30)
            self.assertEqual(run.returncode, 3)
            self.assertIn("the index is as it was", messages)
            self.assert_sound(1)

    def test_killed_run_leaves_the_index(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        run = self.start_on_standard_input("".join(article(f"n{i}") + "\n" for i in range(2500)))
        time.sleep(0.5)  # some of it is written by then
        run.kill()
        run.communicate(timeout=30)
        self.assert_sound(1)
        self.mirror(unchanged=1)

    def test_full_disk_fails_the_run(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        self.write("b.jsonl", "\n".join(article(f"n{i}") for i in range(3000)))
        limited = subprocess.run(["sh", "-c", 'ulimit -f 200; trap "" XFSZ; exec "$@"', "sh", BIN / "osint-index",
                                  self.corpus], cwd=self.home, env=self.environment, capture_output=True, text=True)
        self.assertEqual(limited.returncode, 3, limited.stderr)
        self.assert_sound(1)
        self.mirror(added=3000, unchanged=1)


if __name__ == "__main__":
    unittest.main()
