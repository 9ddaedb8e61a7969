// Pages fit their window, also when it is narrow, magnified or has its text spread; pictures of them are kept.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {test} from 'node:test';
import {expectNone, pages, useBrowser, withPage} from './browser.mjs';

const PICTURES = process.env.OSINT_WEB_WORK + '/screenshots';
mkdirSync(PICTURES, {recursive: true});
const use = useBrowser();

// WCAG 2.1, 1.4.12: nothing is lost when a reader's style sheet says this.
const spreadText = page => page.evaluate(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; ' +
    'word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
});

// What sticks out of the window, and text that its own box hides.
const misfits = page => page.evaluate(() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = box => /auto|scroll/.test(getComputedStyle(box).overflowX);
  const inScroller = element => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (scrolls(box))
        return true;
    return false;
  };
  const name = element => element.outerHTML.slice(0, 90).replace(/\s+/g, ' ');
  const found = document.scrollingElement.scrollWidth > wide ? [`the page is wider than ${wide}`] : [];
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || element.closest('svg') || element.closest('.unseen, .skip'))
      continue;
    if (element.getBoundingClientRect().right > wide + 1 && !inScroller(element))
      found.push(`sticks out: ${name(element)}`);
    if (style.overflowY === 'hidden' && style.textOverflow !== 'ellipsis' &&
        element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0)
      found.push(`hides text: ${name(element)}`);
  }
  return found;
});

// A window of 1280 pixels at 200 % has 640 of its own, at 400 % 320 (WCAG 2.1, 1.4.4 and 1.4.10).
const WINDOWS = [
  {width: 1280, height: 900}, {width: 768, height: 900}, {width: 640, height: 450}, {width: 375, height: 800},
  {width: 320, height: 256},
];

async function expectFits(page, how) {
  for (const size of WINDOWS) {
    await page.setViewportSize(size);
    expectNone(await misfits(page), `${page.url()}, ${size.width} wide${how}`);
  }
}

async function takePictures(page, name) {
  for (const width of [1280, 375]) {
    await page.setViewportSize({width, height: 900});
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({colorScheme});
      const path = `${PICTURES}/${name}-${width}-${colorScheme}.png`;
      assert.ok((await page.screenshot({path, fullPage: true})).length > 5000);
    }
  }
}

for (const {name, url} of pages) {
  test(name, () => withPage(use, {}, async page => {
    await page.goto(url);
    await takePictures(page, name);
    await expectFits(page, '');
    await spreadText(page);
    await expectFits(page, ', with spread text');
  }));
}
