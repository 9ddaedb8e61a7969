// The way from the search box to a result and to the article, by keyboard and without JavaScript.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {expectNone, pageNamed, pages, useBrowser, withPage} from './browser.mjs';

const use = useBrowser();
const withoutScripts = work => withPage(use, {javaScriptEnabled: false, viewport: {width: 1280, height: 700}}, work);

const focused = page => page.evaluate(() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    tag: element.localName, id: element.id, css: element.className, href: element.getAttribute('href'),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    visible: box.width > 0 && box.height > 0 && box.left >= 0 && box.bottom > 0 && box.top < innerHeight,
  };
});

async function tab(page) {
  await page.keyboard.press('Tab');
  return focused(page);
}

// Tabs until the focus is where it is wanted, at most this often.
async function tabTo(page, wanted, most) {
  for (let presses = 0; presses < most; presses++) {
    const place = await tab(page);
    if (wanted(place))
      return place;
  }
  return assert.fail(`not reached by ${most} tabs`);
}

test('from the search box to the article and back', () => withoutScripts(async page => {
  await page.goto(pageNamed('start').url);
  assert.equal((await focused(page)).id, 'q');
  await page.keyboard.type('entity:tick');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?q=entity/);
  await tabTo(page, place => place.href?.includes('/article/'), 60);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/article\//);
  assert.equal(await page.locator('main mark').count() > 0, true);
  await page.goBack();
  assert.equal(await page.locator('.hit').count() > 0, true);
  await page.locator('#q').fill('server');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?q=server/);
}));

test('the skip link leads past the head of the page', () => withoutScripts(async page => {
  await page.goto(pageNamed('results').url);
  const skip = await tab(page);
  assert.equal(skip.css, 'skip');
  assert.ok(skip.visible);
  await page.keyboard.press('Enter');
  const next = await tab(page);
  assert.equal(await page.evaluate(() => document.activeElement.closest('main') !== null), true, next.tag);
}));

test('a passage link leads to the passage', () => withoutScripts(async page => {
  await page.setViewportSize({width: 1280, height: 400});
  await page.goto(pageNamed('results').url);
  await page.locator('.hit a[href*="#p"]').first().click();
  await page.waitForURL(/#p\d+$/);
  const target = page.locator(':target');
  const box = await target.boundingBox();
  assert.ok(box.y + box.height >= 0 && box.y < 400, JSON.stringify(box));
  const background = await target.evaluate(element => getComputedStyle(element).backgroundColor);
  assert.notEqual(background, 'rgba(0, 0, 0, 0)');
}));

test('one style sheet, two colour schemes', () => withPage(use, {}, async page => {
  const colours = () => page.evaluate(() => [document.documentElement, document.querySelector('mark')]
    .map(element => getComputedStyle(element).backgroundColor));
  await page.goto(pageNamed('results').url);
  assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
  await page.emulateMedia({colorScheme: 'light'});
  const light = await colours();
  await page.emulateMedia({colorScheme: 'dark'});
  const dark = await colours();
  const [paper, ink] = [light, dark].map(([back]) => Math.max(...back.match(/\d+/g).map(Number)));
  assert.ok(paper > 230 && ink < 60, `${light} ${dark}`);
  assert.notEqual(light[1], dark[1]);
}));

test('results have marks, chips and ways to narrow them', () => withoutScripts(async page => {
  await page.goto(pageNamed('results').url);
  for (const part of ['.hit blockquote mark', '.hit a.chip', '.hit .chip.on', '.narrow a'])
    assert.ok(await page.locator(part).count() > 3, part);
}));

test('kinds of entities differ by more than colour', () => withoutScripts(async page => {
  await page.goto(pageNamed('article').url);
  const [kinds, signs] = await page.evaluate(() => {
    const first = [...document.querySelectorAll('.text .e.first')];
    return [first.map(e => e.classList[1]), first.map(e => getComputedStyle(e, '::before').content)]
      .map(each => new Set(each).size);
  });
  assert.ok(kinds > 1);
  assert.equal(signs, kinds);
}));

// Nothing is blocked, nobody else is asked, and there is no script.
async function expectAlone(page, site, url) {
  const complaints = [], asked = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('request', request => asked.push(request.url()));
  await page.goto(url);
  expectNone(complaints.filter(text => !text.includes('status of 4')), url);
  expectNone(asked.filter(each => !each.startsWith(site + '/')), url);
  assert.equal(await page.evaluate(() => document.scripts.length), 0, url);
}

async function expectStructure(page) {
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('main').count(), 1);
  const levels = await page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]));
  levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 0) + 1, `${levels}`));
}

// What has the focus is seen to have it.
async function expectFocusIsSeen(page) {
  for (let presses = 0; presses < 25; presses++) {
    const place = await tab(page);
    if (place.tag === 'body')
      break;
    assert.ok(place.outlined && place.visible, JSON.stringify(place));
  }
}

for (const {name, url, site} of pages) {
  test(name, () => withPage(use, {}, async page => {
    await expectAlone(page, site, url);
    await expectStructure(page);
    await expectFocusIsSeen(page);
  }));
}
