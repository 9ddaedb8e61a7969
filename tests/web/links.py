"""Every link of the site leads somewhere: pages answer, anchors are there, and what is linked as a format is one."""
import collections
import unittest
import urllib.parse

from webpage import ask

MOUNT = "/cgi-bin/osint-search.cgi"
# A page of each kind: what they link to is followed once more.
KINDS = ["/", "/help", "/?q=entity:tick", "/?q=entity:tick&show=articles&sort=newest", "/?q=*&page=2",
         "/?q=entity:tick&show=timeline", "/?q=entity:tick&show=entities", "/?q=entity:tick&show=network",
         "/article/sn-2021-names?q=entity:tick", "/article/ec-2021-servers", "/entity/tick", "/?q=zzzyyyxxx+lang:en",
         "/?q=tick+courier+bicycles+asteroid", "/?q=quarantine", "/article/hostile-3?q=quarantine"]
# Fields for which the sample corpus has no value answer that they have none.
WITHOUT_VALUES = ("malware:", "tool:", "campaign:", "query:", "hash:", "asn:")


def asked(address):
    """The answer at an address below the mount point."""
    parts = urllib.parse.urlsplit(address)
    return ask(urllib.parse.unquote(parts.path), variables={"QUERY_STRING": parts.query})


def resolved(address, link):
    """A link of a page, below the mount point; None when it leads to another host."""
    full = urllib.parse.urljoin(f"http://localhost{MOUNT}{address}", link)
    host = f"http://localhost{MOUNT}"
    return full[len(host):] or "/" if full.startswith(host) else None


class Links(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.links = collections.defaultdict(list)
        for address in KINDS:
            page = asked(address).page
            targets = [attributes["href"] for tag, attributes in page.elements
                       if tag in ("a", "link") and attributes.get("href")]
            for link in targets:
                target = resolved(address, link)
                if target is not None:
                    cls.links[target].append(address)
        cls.answers = {}
        for target in cls.links:
            place = target.partition("#")[0] or "/"
            if place not in cls.answers:
                cls.answers[place] = asked(place)

    def test_every_link_answers(self):
        self.assertGreater(len(self.answers), 100)
        for target, sources in self.links.items():
            place = target.partition("#")[0] or "/"
            query = urllib.parse.unquote(place)
            if "/help" in sources and any(field in query for field in WITHOUT_VALUES):
                continue
            self.assertIn(self.answers[place].status, (200, 303), f"{target}, linked from {sources[0]}")

    def test_every_anchor_is_there(self):
        anchors = [target for target in self.links if "#" in target]
        self.assertGreater(len(anchors), 5)
        for target in anchors:
            place, _, anchor = target.partition("#")
            ids = {attributes.get("id") for _, attributes in self.answers[place or "/"].page.elements}
            self.assertIn(anchor, ids, f"{target}, linked from {self.links[target][0]}")

    def test_formats_are_what_they_are_called(self):
        forms = {"json": "application/json", "atom": "application/atom+xml", "csv": "text/csv",
                 "svg": "image/svg+xml", "bibtex": "application/x-bibtex"}
        met = set()
        for place, answer in self.answers.items():
            form = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(place).query)).get("format")
            if form in forms and answer.status == 200:
                self.assertTrue(answer.headers["Content-Type"].startswith(forms[form]), place)
                met.add(form)
        self.assertGreaterEqual(met, {"json", "atom", "csv"})


if __name__ == "__main__":
    unittest.main()
