"""The Debian package: what it holds, what it asks for, and that the programs in it run."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["OSINT_BIN"]).resolve().parent
TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = re.compile(r"osint-[a-z.-]+\.([1-8])$")
# Every library that a program is linked with comes from one of these.
NEEDED = {"libarchive13", "libbrotli1", "libc6", "libcgraph6", "libcld2-0", "libfcgi0ldbl", "libgcc-s1",
          "libgcrypt20", "libglib2.0-0", "libgmime-3.0-0", "libgvc6", "libicu72", "libjansson4", "libmd4c0",
          "libpsl5", "libseccomp2", "libstdc++6", "libuchardet0", "libxapian30", "libxml2", "zlib1g"}


def output(*command, **options):
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)
    if result.returncode != 0:
        raise AssertionError(f"{command}: exit status {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = pathlib.Path(tempfile.mkdtemp(prefix="osint-package-"))
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        output("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", cls.home / "build")
        cls.package, = (cls.home / "build").glob("*.deb")
        cls.root = cls.home / "root"
        output("dpkg-deb", "-x", cls.package, cls.root)

    def field(self, name):
        return output("dpkg-deb", "-f", self.package, name).strip()

    def test_names_itself(self):
        self.assertEqual(self.field("Package"), "osint-search")
        self.assertRegex(self.package.name, r"^osint-search_[0-9.]+_\w+\.deb$")
        self.assertIn("lighttpd", self.field("Recommends"))
        self.assertIn("poppler-utils", self.field("Recommends"))

    def test_asks_for_the_libraries_it_is_linked_with(self):
        asked = {re.match(r"\S+", item)[0] for item in self.field("Depends").split(", ")}
        self.assertEqual(asked, NEEDED)

    def test_has_every_manual_page(self):
        pages = [path for path in TOP.glob("[isw]*/**/osint-*") if PAGE.search(path.name)]
        self.assertTrue(pages)
        for page in pages:
            section = PAGE.search(page.name)[1]
            self.assertTrue((self.root / f"usr/share/man/man{section}" / page.name).is_file(), page.name)

    def test_has_documents_and_examples(self):
        documents = self.root / "usr/share/doc/osint-search"
        self.assertTrue((documents / "copyright").is_file())
        for name in ("cron", "config.ini", "lighttpd.conf", "lighttpd-fastcgi.conf", "apache.conf", "apache-fcgid.conf",
                     "apache-fastcgi.conf", "nginx.conf", "nginx-fcgiwrap.conf"):
            self.assertTrue((documents / "examples" / name).is_file(), name)

    def test_has_a_unit_that_does_not_start_by_itself(self):
        units = self.root / "usr/lib/systemd/system"
        service = (units / "osint-index.service").read_text()
        self.assertIn("ConditionPathExists=/etc/osint-search/config.ini\n", service)
        self.assertNotIn("[Install]", service)
        self.assertTrue((units / "osint-index.timer").is_file())
        self.assertIn("StandardInput=socket\n", (units / "osint-search-fcgi@.service").read_text())
        self.assertIn("ListenStream=", (units / "osint-search-fcgi.socket").read_text())
        self.assertFalse((self.root / "etc/osint-search").exists())
        self.assertFalse((self.root / "etc/systemd").exists())
        self.assertFalse((self.root / "etc/cron.d").exists())
        script = output("dpkg-deb", "-I", self.package, "postinst")
        self.assertNotRegex(script, "systemctl (enable|start)")

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_unit_is_hardened(self):
        for name in ("osint-index.service", "osint-search-fcgi@.service"):
            unit = self.root / "usr/lib/systemd/system" / name
            output("systemd-analyze", "security", "--offline=true", "--threshold=15", unit)

    def test_user_and_folders(self):
        self.assertIn("u osint ", (self.root / "usr/lib/sysusers.d/osint-search.conf").read_text())
        self.assertIn("/var/lib/osint-search 0750 osint", (self.root / "usr/lib/tmpfiles.d/osint-search.conf").read_text())

    def test_rotation_can_be_configured(self):
        self.assertTrue((self.root / "etc/logrotate.d/osint-search").is_file())
        self.assertEqual(output("dpkg-deb", "-I", self.package, "conffiles").strip(), "/etc/logrotate.d/osint-search")

    def test_files_can_be_read_by_everyone(self):
        for path in self.root.rglob("*"):
            wanted = 0o555 if path.is_dir() or path.parent.name in ("bin", "cgi-bin") else 0o444
            self.assertEqual(path.stat().st_mode & wanted, wanted, path)

    def test_programs_run(self):
        corpus = self.root / "usr/share/osint-search/corpus"
        environment = {"PATH": f"{self.root}/usr/bin:{os.environ['PATH']}", "HOME": str(self.home),
                       "OSINT_DB": str(self.home / "index")}
        lists = [f"--entities={path}" for path in (corpus / "entities").iterdir()]
        output("osint-index", *lists, corpus / "articles", env=environment)
        self.assertIn("BRONZE BUTLER", output("osint-search", "entity:tick", env=environment))
        self.assertIn("</svg>", output("osint-search", "--show=network", "--format=svg", "entity:tick", env=environment))
        request = {"REQUEST_METHOD": "GET", "QUERY_STRING": "q=entity:tick", "PATH_INFO": "/", "SCRIPT_NAME": ""}
        page = output(self.root / "usr/lib/cgi-bin/osint-search.cgi", env={**environment, **request})
        self.assertIn("BRONZE BUTLER", page)


if __name__ == "__main__":
    unittest.main()
