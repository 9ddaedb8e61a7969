"""The search page under test: an index of the sample corpus and of hostile articles, asked by CGI variables."""
import html.parser
import json
import os
import pathlib
import subprocess
import urllib.parse

BIN = pathlib.Path(os.environ["OSINT_BIN"])
SOURCE = pathlib.Path(os.environ["OSINT_SOURCE"])
WORK = pathlib.Path(os.environ["OSINT_WEB_WORK"])
INDEX = WORK / "index"
CGI = BIN / "osint-search.cgi"

NAUGHTY = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</title></pre></textarea><svg/onload=alert(1)>",
    "<!-- ]]> {{7*7}} ${7*7} %s %n",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "\u202eright to left\u202d \u2066isolated",
    "bell\x07 escape\x1b[31m backspace\x08 delete\x7f next line\x85",
    "Z\u0335\u0321a\u0338l\u0334g\u0335o combining",
    "田中さん 🏳️‍🌈 مرحبا",
    "javascript:alert(1)",
]


def hostile_articles():
    """Articles whose every string is hostile; the common word finds them all."""
    for number, text in enumerate(NAUGHTY):
        yield {"id": f"hostile-{number}", "title": text, "authors": [text], "publisher": text,
               "url": f"javascript:alert({number})//", "published": f"2020-01-{number + 1:02}", "tags": [text],
               "rating": text, "tlp": text,
               "text": f"Quarantine begins with {text} and it ends after that.\n\nQuarantine again: {text}"}
    yield {"id": "odd id/with ?#% & \"quotes\"", "title": "An odd id", "text": "Quarantine of odd identifiers."}
    yield {"id": "untitled", "text": "Untitled quarantine story that begins like this and goes on for a while.",
           "language": "en"}


def environment(**variables):
    base = {"PATH": os.environ["PATH"], "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "OSINT_DB": str(INDEX), "HOME": str(WORK)}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            base[name] = os.environ[name]
    base.update(variables)
    return {name: value for name, value in base.items() if value is not None}


class Answer:
    """One answer of the program, split up."""

    def __init__(self, output, log):
        head, _, self.body = output.partition(b"\r\n\r\n")
        lines = head.decode("ascii").split("\r\n")
        self.headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            assert name not in self.headers, f"{name} twice"
            self.headers[name] = value
        self.status = int(self.headers["Status"].split()[0])
        self.log = log

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def page(self):
        return Page(self.text)


def ask(path="/", method="GET", variables=None, **parameters):
    """Runs the program once."""
    query = urllib.parse.urlencode(parameters)
    given = {"REQUEST_METHOD": method, "SCRIPT_NAME": "/cgi-bin/osint-search.cgi", "PATH_INFO": path,
             "QUERY_STRING": query}
    given.update(variables or {})
    result = subprocess.run([CGI], env=environment(**given), stdin=subprocess.DEVNULL, capture_output=True,
                            timeout=60)
    assert result.returncode == 0, (result.returncode, result.stderr)
    return Answer(result.stdout, result.stderr.decode("utf-8"))


class Page(html.parser.HTMLParser):
    """The elements of a page; raises when they are not properly nested or could run anything."""
    VOID = {"meta", "link", "input", "br", "hr", "img"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.elements = []
        self.words = []
        self.feed(text)
        self.close()
        if self.open:
            raise ValueError(f"not closed: {self.open}")
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        if len(ids) != len(set(ids)):
            raise ValueError(f"an id twice: {ids}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if len(values) != len(attributes):
            raise ValueError(f"an attribute twice: {attributes}")
        if tag in ("script", "style", "img", "svg", "iframe", "object", "base") \
                and values.get("class") not in ("chart", "of-wide", "of-narrow"):
            raise ValueError(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                raise ValueError(f"{name}={value}")
            if name in ("href", "action") and not value.startswith(("/", "?", "#", "http://", "https://")):
                raise ValueError(f"{name}={value}")
        self.elements.append((tag, values))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}> in {self.open}")

    def handle_data(self, data):
        self.words.append(data)

    @property
    def words_only(self):
        return "".join(self.words)

    def all(self, tag, css=None):
        return [attributes for name, attributes in self.elements
                if name == tag and (css is None or css in (attributes.get("class") or "").split())]

    def links(self, css=None):
        return [attributes["href"] for attributes in self.all("a", css)]
