"""The search page as a browser shows it: marks and chips, both colour schemes, every width, and no script."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "web"))
from chromium import Chromium, find_chromium  # noqa: E402
from server import find_lighttpd, lighttpd  # noqa: E402
from webpage import NAUGHTY, WORK  # noqa: E402

SKIPPED = 77
SCREENSHOTS = WORK / "screenshots"

PAGES = {
    "start": "/",
    "results": "/?q=entity:tick",
    "closest": "/?q=tick+courier+bicycles+asteroid",
    "nothing": "/?q=zzzyyyxxx+lang:en",
    "article": "/article/sn-2021-names?q=entity:tick",
    "japanese": "/?q=lang:ja",
    "failure": "/?q=tick+entitty:x",
    "help": "/help",
    "hostile": "/?q=quarantine",
}

# Every text whose contrast with what is behind it is below the AA level, with the ratio.
LOW_CONTRAST = """(() => {
  const parse = text => { const n = text.match(/[\\d.]+/g).map(Number); return {rgb: n.slice(0, 3), a: n[3] ?? 1}; };
  const light = rgb => { const [r, g, b] = rgb.map(v => v / 255).map(v => v <= .03928 ? v / 12.92
    : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = node => { for (; node; node = node.parentElement) {
    const c = parse(getComputedStyle(node).backgroundColor); if (c.a === 1) return c.rgb; } return [255, 255, 255]; };
  const low = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility()) continue;
    const a = light(parse(getComputedStyle(node).color).rgb), b = light(behind(node));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(ratio.toFixed(2) + ' ' + node.outerHTML.slice(0, 80));
  }
  return low;
})()"""


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        cls.server = lighttpd("")
        cls.port, _ = cls.server.__enter__()
        cls.browser = Chromium()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.server.__exit__(None, None, None)

    def open(self, target, **keys):
        self.browser.open(f"http://127.0.0.1:{self.port}{target}", **keys)

    def count(self, selector):
        return self.browser.evaluate(f"document.querySelectorAll({selector!r}).length")

    def colour(self, selector, what):
        return self.browser.evaluate(f"getComputedStyle(document.querySelector({selector!r})).{what}")

    def test_results_have_marks_and_chips(self):
        self.open(PAGES["results"])
        self.assertGreater(self.count(".hit blockquote mark"), 3)
        self.assertGreater(self.count(".hit a.chip"), 3)
        self.assertGreater(self.count(".hit .chip.on"), 3)
        self.assertGreater(self.count(".narrow a"), 3)

    def test_style_sheet_is_used(self):
        self.open(PAGES["results"])
        self.assertEqual(self.browser.evaluate("document.styleSheets.length"), 1)
        self.assertEqual(self.colour("html", "backgroundColor"), "rgb(251, 250, 247)")
        self.assertEqual(self.colour("mark", "backgroundColor"), "rgb(255, 229, 143)")
        self.open(PAGES["results"], dark=True)
        self.assertEqual(self.colour("html", "backgroundColor"), "rgb(21, 24, 27)")
        self.assertEqual(self.colour("mark", "backgroundColor"), "rgb(92, 74, 12)")

    def test_contrast(self):
        for name, target in PAGES.items():
            self.open(target)
            for dark in (False, True):
                with self.subTest(name, dark=dark):
                    self.browser.look(dark=dark)
                    self.assertEqual(self.browser.evaluate(LOW_CONTRAST), [])

    def test_no_page_is_wider_than_its_window(self):
        for name, target in PAGES.items():
            self.open(target)
            for width in (320, 375, 768, 1280):
                with self.subTest(name, width=width):
                    self.browser.look(width)
                    self.assertLessEqual(self.browser.evaluate("document.scrollingElement.scrollWidth"), width)

    def test_no_script(self):
        hostile = [f"/article/hostile-{number}?q=quarantine" for number in range(len(NAUGHTY))]
        for target in [*PAGES.values(), *hostile, "/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/%22%3E%3Cscript%3E"]:
            with self.subTest(target):
                self.open(target)
                self.assertEqual(self.browser.evaluate("window.ran"), 0)
                self.assertEqual(self.browser.evaluate("document.scripts.length"), 0)
                self.assertEqual(self.count("img, svg:not(.chart), iframe, style, [onerror], [onload], [onfocus], [style]"), 0)

    def test_nothing_is_blocked_and_nobody_else_is_asked(self):
        for name, target in PAGES.items():
            with self.subTest(name):
                self.open(target)
                complaints = [text for text in self.browser.messages() if "status of 4" not in text]
                self.assertEqual(complaints, [])
                for url in self.browser.requested():
                    self.assertTrue(url.startswith(f"http://127.0.0.1:{self.port}/"), url)

    def test_passage_link_goes_to_the_passage(self):
        self.open(PAGES["results"])
        link = self.browser.evaluate("document.querySelector('.hit .open').href")
        self.assertIn("#p", link)
        self.browser.open(link, height=400)
        place = self.browser.evaluate("(() => { const r = document.querySelector(':target').getBoundingClientRect();"
                                      "return [r.top, r.bottom]; })()")
        self.assertGreaterEqual(place[1], 0)
        self.assertLess(place[0], 400)
        self.assertNotEqual(self.colour(":target", "backgroundColor"), "rgba(0, 0, 0, 0)")

    def test_entities_differ_by_more_than_colour(self):
        self.open(PAGES["article"])
        looks = self.browser.evaluate("[...new Set([...document.querySelectorAll('.text .e.first')].map(e => "
                                      "getComputedStyle(e, '::before').content))]")
        kinds = self.browser.evaluate("[...new Set([...document.querySelectorAll('.text .e.first')].map(e => "
                                      "e.classList[1]))]")
        self.assertGreater(len(kinds), 1)
        self.assertEqual(len(looks), len(kinds))

    def test_keyboard(self):
        self.open(PAGES["start"])
        self.assertEqual(self.browser.evaluate("document.activeElement.id"), "q")
        self.open(PAGES["results"])
        self.browser.press_tab()
        self.assertEqual(self.browser.evaluate("document.activeElement.className"), "skip")
        self.assertGreaterEqual(self.browser.evaluate("document.activeElement.getBoundingClientRect().left"), 0)
        for _ in range(3):
            self.browser.press_tab()
            self.assertNotEqual(self.browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none")

    def test_structure(self):
        for name, target in PAGES.items():
            with self.subTest(name):
                self.open(target)
                self.assertEqual(self.count("h1"), 1)
                self.assertEqual(self.count("main"), 1)
                levels = self.browser.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
                for before, after in zip([0] + levels, levels):
                    self.assertLessEqual(after, before + 1, levels)
                self.assertEqual(self.browser.evaluate(
                    "[...document.querySelectorAll('input:not([type=hidden])')].filter(i => !i.labels.length).length"), 0)
                self.assertEqual(self.browser.evaluate(
                    "[...document.querySelectorAll('a, button')].filter(a => !(a.ariaLabel || a.textContent.trim()))"
                    ".length"), 0)

    def test_screenshots(self):
        for name, target in PAGES.items():
            self.open(target)
            for width in (1280, 375):
                for dark in (False, True):
                    path = SCREENSHOTS / f"{name}-{width}{'-dark' if dark else ''}.png"
                    self.browser.look(width, 1200, dark)
                    self.browser.screenshot(path)
                    self.assertGreater(path.stat().st_size, 5000)


if __name__ == "__main__":
    if find_chromium() is None or find_lighttpd() is None:
        print("skipped: no Chromium or no lighttpd here")
        sys.exit(SKIPPED)
    unittest.main()
