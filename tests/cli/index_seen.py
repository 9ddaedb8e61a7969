"""Which documents a run opens: those of which something can have happened, and no others."""
import ctypes
import os
import pathlib
import re
import shutil
import struct
import tempfile
import time
import unittest

from program import STORY, ProgramTest, article

IN_OPEN, IN_ISDIR = 0x20, 0x40000000


class Opened:
    """The names of the files that are opened in some directories meanwhile."""

    def __init__(self, *directories):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = self.libc.inotify_init1(os.O_NONBLOCK)
        for directory in directories:
            self.libc.inotify_add_watch(self.descriptor, os.fsencode(directory), IN_OPEN)
        self.names = set()

    def __enter__(self):
        return self.names

    def __exit__(self, *_):
        try:
            while data := os.read(self.descriptor, 1 << 16):
                while data:
                    _, mask, _, length = struct.unpack_from("iIII", data)
                    if not mask & IN_ISDIR:
                        self.names.add(data[16:16 + length].rstrip(b"\0").decode())
                    data = data[16 + length:]
        except BlockingIOError:
            pass
        os.close(self.descriptor)


NAMES = ("a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "many.jsonl")
STOCK = pathlib.Path(tempfile.mkdtemp(prefix="osint-cli-")).resolve()


def make_corpus(directory):
    for name in NAMES:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(map(article, ["one", "two"])) if name == "many.jsonl" else f"{name}\n\n{STORY}")
    (directory / "a.txt.meta.json").write_text('{"publisher": "Example Times"}')


def setUpModule():
    unittest.addModuleCleanup(shutil.rmtree, STOCK, ignore_errors=True)
    for each in (Trusted, Cache, Lists):
        for test in unittest.TestLoader().getTestCaseNames(each):
            make_corpus(STOCK / each.__name__ / test)
    time.sleep(4)


class SettledTest(ProgramTest):
    """Each test has a corpus of files that have not changed for some seconds."""

    def setUp(self):
        super().setUp()
        self.corpus.rmdir()
        # Which leaves the files' own times alone.
        (STOCK / type(self).__name__ / self._testMethodName).rename(self.corpus)

    def opens(self, *expected, code=0, arguments=(), **counts):
        with Opened(self.corpus, *filter(pathlib.Path.is_dir, self.corpus.iterdir())) as names:
            self.mirror(*arguments, self.corpus, code=code, **counts)
        self.assertEqual(names, set(expected))


class Trusted(SettledTest):
    def test_nothing_new(self):
        self.mirror(added=6)
        before = self.contents(self.db)
        self.opens(unchanged=6)
        self.assertEqual(self.contents(self.db), before)

    def test_rehash(self):
        self.mirror(added=6)
        self.opens("a.txt", "a.txt.meta.json", "b.txt", "c.txt", "d.txt", "many.jsonl", arguments=["--rehash"],
                   unchanged=6)
        self.opens(unchanged=6)

    def test_touched(self):
        self.mirror(added=6)
        before = self.contents(self.db / "current")
        for time_of in (1, None, 2 ** 32):
            os.utime(self.corpus / "b.txt", None if time_of is None else (time_of, time_of))
            self.opens("b.txt", unchanged=6)
        self.assertEqual(self.contents(self.db / "current"), before)

    def test_replaced_by_an_older_one(self):
        older = self.home / "older"
        older.write_text("b of old\n\n" + STORY)
        os.utime(older, (1, 1))
        self.mirror(added=6)
        older.rename(self.corpus / "b.txt")
        self.opens("b.txt", replaced=1, unchanged=5)

    def test_same_size_and_restored_times(self):
        path = self.corpus / "b.txt"
        self.mirror(added=6)
        times = path.stat()
        path.write_text(path.read_text().replace("Monday", "Sunday"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.assertEqual((path.stat().st_size, path.stat().st_mtime_ns), (times.st_size, times.st_mtime_ns))
        self.opens("b.txt", replaced=1, unchanged=5)

    def test_moved_and_swapped(self):
        self.mirror(added=6)
        (self.corpus / "b.txt").rename(self.corpus / "e.txt")
        self.opens("e.txt", added=1, removed=1, unchanged=5)
        (self.corpus / "sub/c.txt").rename(self.corpus / "sub/x")
        (self.corpus / "sub/d.txt").rename(self.corpus / "sub/c.txt")
        (self.corpus / "sub/x").rename(self.corpus / "sub/d.txt")
        self.opens("c.txt", "d.txt", "e.txt", replaced=2, unchanged=4)

    def test_directories_swapped(self):
        self.mirror(added=6)
        (self.corpus / "other").mkdir()
        for name in ("c.txt", "d.txt"):
            (self.corpus / "other" / name).write_text(f"other {name}\n\n{STORY}")
        self.mirror(added=2, unchanged=6)
        (self.corpus / "sub").rename(self.corpus / "x")
        (self.corpus / "other").rename(self.corpus / "sub")
        (self.corpus / "x").rename(self.corpus / "other")
        self.mirror(replaced=4, unchanged=4)
        self.assert_sound(8)

    def test_renamed_directory(self):
        self.mirror(added=6)
        (self.corpus / "sub").rename(self.corpus / "dir")
        self.opens("c.txt", "d.txt", added=2, removed=2, unchanged=4)

    def test_sidecars(self):
        self.mirror(added=6)
        (self.corpus / "b.meta.json").write_text('{"publisher": "Example Times"}')
        self.opens("b.txt", "b.meta.json", replaced=1, unchanged=5)
        (self.corpus / "b.meta.json").write_text('{"publisher": "Example Post"}')
        self.opens("b.txt", "b.meta.json", replaced=1, unchanged=5)
        (self.corpus / "b.meta.json").unlink()
        self.opens("b.txt", replaced=1, unchanged=5)
        (self.corpus / "a.txt.meta.json").unlink()
        self.opens("a.txt", replaced=1, unchanged=5)

    def test_new_and_gone(self):
        self.mirror(added=6)
        (self.corpus / "sub/d.txt").unlink()
        self.write("sub/e.txt", "e\n\n" + STORY)
        self.opens("e.txt", added=1, removed=1, unchanged=5)

    def test_some_of_many_articles_go(self):
        self.mirror(added=6)
        self.write("many.jsonl", article("two"))
        self.opens("many.jsonl", replaced=1, removed=1, unchanged=4)
        self.assert_sound(5)

    def test_unreadable_for_a_while(self):
        self.mirror(added=6)
        path = self.corpus / "b.txt"
        content = path.read_bytes()
        path.unlink()
        path.symlink_to(self.home / "nowhere")  # which fails for root, too
        self.opens(code=1, unchanged=6, refused=1)
        self.opens(code=1, unchanged=6, refused=1)
        path.unlink()
        path.write_bytes(content)
        self.opens("b.txt", unchanged=6)

    def test_only_some_of_the_paths(self):
        self.mirror(added=6)
        with Opened(self.corpus, self.corpus / "sub") as names:
            self.mirror(self.corpus / "sub", unchanged=2)
        self.assertEqual(names, set())
        self.write("sub/e.txt", "e\n\n" + STORY)
        self.mirror(self.corpus / "sub", added=1, unchanged=2)
        self.opens("e.txt", unchanged=7)

    def test_hard_link(self):
        self.mirror(added=6)
        os.link(self.corpus / "b.txt", self.corpus / "link.txt")
        self.opens("b.txt", "link.txt", added=1, unchanged=6)  # making a link changes the inode
        (self.corpus / "link.txt").write_text("both\n\n" + STORY)
        self.opens("b.txt", "link.txt", replaced=2, unchanged=5)

    def test_refused_in_part_is_read_every_time(self):
        self.mirror(added=6)
        self.write("part.jsonl", article("three") + "\n{broken")
        self.opens("part.jsonl", code=1, added=1, unchanged=6, refused=1)
        self.opens("part.jsonl", code=1, unchanged=7, refused=1)

    def test_standard_input_takes_an_article(self):
        self.mirror(added=6)
        self.index("-", stdin=article("one", title="Anew"))
        self.opens("many.jsonl", code=0, replaced=2, unchanged=4)

    def test_two_indexes(self):
        self.mirror(added=6)
        self.opens(unchanged=6)
        first, self.db = self.db, self.home / "second"
        self.environment["OSINT_DB"] = str(self.db)
        self.mirror(added=6)
        (self.corpus / "b.txt").write_text("b anew\n\n" + STORY)
        self.mirror(replaced=1, unchanged=5)
        self.environment["OSINT_DB"] = str(first)
        self.opens("b.txt", replaced=1, unchanged=5)


class Cache(SettledTest):
    ALL = ("a.txt", "a.txt.meta.json", "b.txt", "c.txt", "d.txt", "many.jsonl")

    def test_missing(self):
        self.mirror(added=6)
        (self.db / "seen").unlink()
        self.opens(*self.ALL, unchanged=6)
        self.opens(unchanged=6)

    def test_damaged(self):
        self.mirror(added=6)
        whole = (self.db / "seen").read_bytes()
        for damaged in (b"", whole[:100], whole[:-1], whole + b"x", whole[:200] + b"\xff" + whole[201:],
                        whole[:10] + b"9" + whole[11:]):
            (self.db / "seen").write_bytes(damaged)
            self.opens(*self.ALL, unchanged=6)

    def test_of_another_index(self):
        self.mirror(added=6)
        seen = (self.db / "seen").read_bytes()
        self.mirror("--full", self.corpus, added=6)
        self.opens(unchanged=6)
        (self.db / "seen").write_bytes(seen)
        self.opens(*self.ALL, unchanged=6)

    def test_of_an_earlier_commit(self):
        self.mirror(added=6)
        seen = (self.db / "seen").read_bytes()
        (self.corpus / "b.txt").unlink()
        self.mirror(removed=1, unchanged=5)
        (self.db / "seen").write_bytes(seen)
        self.opens(*(name for name in self.ALL if name != "b.txt"), unchanged=5)

    def test_that_cannot_be_written_is_no_failure(self):
        (self.db / "seen.new").mkdir(parents=True)
        self.assertIn("[seen-unwritten]", self.mirror(added=6).stderr)
        self.assert_sound(6)


class Young(ProgramTest):
    def test_replaced_at_once_after_it_was_read(self):
        for number in range(20):
            self.write("a.txt", f"{number:04}\n\n{STORY}")
            self.mirror(**({"replaced": 1} if number else {"added": 1}))

    def test_young_files_are_compared_until_they_are_not(self):
        self.write("a.txt", STORY)
        self.mirror(added=1)
        with Opened(self.corpus) as names:
            self.mirror(unchanged=1)
        self.assertEqual(names, {"a.txt"})


class Lists(SettledTest):
    def setUp(self):
        super().setUp()
        self.list = self.home / "list.tsv"
        self.list.write_text("town\tplace\tExample Town\n")

    def test_unchanged_list_is_not_parsed(self):
        self.mirror("--entities", self.list, self.corpus, added=6)
        self.opens(arguments=["--entities", self.list], unchanged=6)
        self.write("e.txt", "e\n\n" + STORY)
        self.opens("e.txt", arguments=["--entities", self.list], added=1, unchanged=6)
        self.assertEqual(self.count("entity:town"), 7)

    def test_changed_list_is(self):
        self.mirror("--entities", self.list, self.corpus, added=6)
        self.list.write_text("port\tplace\tExample Town\n")
        result = self.index("--entities", self.list, self.corpus)
        self.assertRegex(result.stdout, re.escape("6 of 6 tagged again"))
        self.assertEqual(self.count("entity:port"), 6)

    def test_broken_list_changes_nothing(self):
        self.mirror("--entities", self.list, self.corpus, added=6)
        before = self.contents(self.db)
        self.list.write_text('{"values": ')
        self.index("--entities", self.list, self.corpus, code=3)
        self.assertEqual(self.contents(self.db), before)

    def test_list_of_other_bytes_and_the_same_entities(self):
        self.mirror("--entities", self.list, self.corpus, added=6)
        before = self.contents(self.db / "current")
        self.list.write_text("town\tplace\tExample Town\n\n")
        self.opens(arguments=["--entities", self.list], unchanged=6)
        self.assertEqual(self.contents(self.db / "current"), before)

    def count(self, query):
        return int(self.run_program("osint-search", "--copies=show", "--count", query).stdout)


if __name__ == "__main__":
    unittest.main()
