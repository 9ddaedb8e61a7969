"""Rules of the Atom Syndication Format (RFC 4287), its paging (RFC 5005) and what the W3C's feed validator adds to
them, for feeds from anywhere."""
import datetime
import html.parser
import re
import xml.etree.ElementTree as xml

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# RFC 3987 with its delimiters (RFC 3986, appendix B), for an absolute address of the web.
IRI = re.compile(r"https?://[^/?#\s<>\"\\^`{|}\[\]@]+(/[^?#]*)?(\?[^#]*)?(#.*)?")
NO_IRI = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(;.*)?")
ONCE = {"feed": {"id", "title", "updated", "subtitle", "generator", "icon", "logo", "rights"},
        "entry": {"id", "title", "updated", "published", "summary", "content", "rights", "source"}}
MANY = {"feed": {"author", "contributor", "category", "link", "entry"},
        "entry": {"author", "contributor", "category", "link"}}
# Elements that every reader keeps; of attributes only an address.
HTML = {"p": set(), "b": set(), "br": set(), "a": {"href"}}


class Content(html.parser.HTMLParser):
    """Raises for anything a feed reader would take out or could run."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.marked, self.words, self.links = [], [], [], []
        self.feed(text)
        self.close()
        if self.open:
            raise ValueError(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in HTML or {name for name, _ in attributes} - HTML[tag]:
            raise ValueError(f"<{tag} {attributes}>")
        for _, value in attributes:
            check_iri(value)
            self.links.append(value)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}>")

    def handle_data(self, data):
        self.words.append(data)
        if "b" in self.open:
            self.marked.append(data)

    def handle_comment(self, data):
        raise ValueError(f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment


def demand(condition, *details):
    if not condition:
        raise ValueError(details)


def check_iri(iri):
    demand(IRI.fullmatch(iri) and not NO_IRI.search(iri), "IRI", iri)


def moment(text):
    demand(DATE.fullmatch(text), "date", text)
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def only_text(element):
    demand(not list(element), "markup in", element.tag)
    demand((element.text or "").strip(), "blank", element.tag)
    demand(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", element.text), "control", element.text)
    return element.text


def check_children(element, kind):
    names = [child.tag.removeprefix(ATOM) for child in element]
    for name in names:
        demand(name in ONCE[kind] | MANY[kind], "unknown", name)
    for name in ONCE[kind]:
        demand(names.count(name) <= 1, "twice", name)
    for name in ("id", "title", "updated"):
        demand(names.count(name) == 1, "missing", name)
        only_text(element.find(ATOM + name))
    demand(URN.fullmatch(element.findtext(ATOM + "id")), "id", element.findtext(ATOM + "id"))
    for author in element.findall(ATOM + "author"):
        demand([child.tag for child in author] == [ATOM + "name"], "author")
        only_text(author[0])


def check_links(element):
    seen = set()
    for link in element.findall(ATOM + "link"):
        rel, kind = link.get("rel", "alternate"), link.get("type")
        check_iri(link.get("href"))
        demand(kind is None or MEDIA_TYPE.fullmatch(kind), "type", kind)
        if rel == "alternate":
            demand((kind, link.get("hreflang")) not in seen, "two alternates of one type")
            seen.add((kind, link.get("hreflang")))


def check_entry(entry, now):
    check_children(entry, "entry")
    check_links(entry)
    updated = moment(entry.findtext(ATOM + "updated"))
    demand(updated <= now, "updated in the future", updated)
    published = entry.find(ATOM + "published")
    if published is not None:
        moment(published.text)
    content = entry.find(ATOM + "content")
    if content is None:
        demand([link for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"], "no alternate")
        return updated, None
    demand(content.get("type") == "html" and not list(content), "content")
    language = content.get("{http://www.w3.org/XML/1998/namespace}lang")
    demand(language is None or LANGUAGE.fullmatch(language), "language", language)
    only_text(entry.find(ATOM + "summary"))
    return updated, Content(content.text)


def check_feed(body, address):
    """Raises ValueError when body, as address gave it, breaks a rule; returns the feed and the contents of its
    entries."""
    text = body.decode("utf-8")
    demand("<!DOCTYPE" not in text and text.startswith("<?xml version=\"1.0\""), "prolog")
    feed = xml.fromstring(text)
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=5)
    demand(feed.tag == ATOM + "feed", feed.tag)
    check_children(feed, "feed")
    check_links(feed)
    links = {link.get("rel"): link for link in feed.findall(ATOM + "link")}
    demand(links["self"].get("href") == address, "self", links["self"].get("href"), address)
    demand(links["self"].get("type") == "application/atom+xml", "type of self")
    demand("alternate" in links, "no alternate")
    entries = feed.findall(ATOM + "entry")
    demand(feed.find(ATOM + "author") is not None, "author")
    checked = [check_entry(entry, now) for entry in entries]
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    demand(len(set(ids)) == len(ids), "ids twice")
    demand(feed.findtext(ATOM + "id") not in ids, "the feed's id")
    newest = moment(feed.findtext(ATOM + "updated"))
    demand(all(updated <= newest <= now for updated, _ in checked), "updated", newest)
    return feed, [content for _, content in checked]
