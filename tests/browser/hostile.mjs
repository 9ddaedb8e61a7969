// Articles, entities and queries made of strings that break programs: no script runs, no element and no attribute
// appears that harmless strings would not have, no request leaves the host. With the content security policy and,
// so that escaping alone must do it, without.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {expectNone, pages, sites, useBrowser, withPage} from './browser.mjs';

const HOME = process.env.OSINT_WEB_WORK + '/naughty';
const strings = JSON.parse(readFileSync(HOME + '/strings.json', 'utf8'));
const articles = readFileSync(HOME + '/results.ndjson', 'utf8').trim().split('\n').map(line => JSON.parse(line).article);
const OWN_STRINGS = 40;
const TABS = 3;
const use = useBrowser();

// What the page is made of, and what of that could do something.
const inspect = page => page.evaluate(() => {
  const parts = new Set(), faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const isolates = element => /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi);
  const isInline = element => getComputedStyle(element).display === 'inline';
  for (const element of document.querySelectorAll('*')) {
    parts.add(element.localName);
    for (const {name} of element.attributes)
      parts.add(`${element.localName} ${name}`);
    for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href']) {
      if (!element.hasAttribute(name))
        continue;
      const url = new URL(element.getAttribute(name), document.baseURI);
      if (url.origin !== location.origin && !(/^https?:$/.test(url.protocol) && element.localName === 'a' &&
          ['noreferrer', 'noopener', 'nofollow'].every(word => element.relList.contains(word))))
        say('leads elsewhere', element);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  faults.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `an id twice: ${id}`));
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  while (walk.nextNode()) {
    const {data, nodeType, parentElement} = walk.currentNode;
    if (nodeType === Node.COMMENT_NODE || /[\u202d\u202e\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(data))
      say('a comment or a control character', parentElement);
    if (!/[\u202a\u202b\u2066-\u2068\u0590-\u08ff]/.test(data) || !document.body.contains(parentElement))
      continue;
    let box = parentElement;
    while (isInline(box) && !isolates(box))
      box = box.parentElement;
    if (!isolates(box) && box.textContent !== data && !box.closest('.text, blockquote'))
      say('changes the direction of what is beside it', box);
  }
  if (window.ran)
    faults.push(`${window.ran} scripts ran`);
  return {parts: [...parts], faults};
});

// Runs work with a function that opens an address of the hostile index and returns the page and what it is made of.
function withWatch(options, work) {
  return withPage(use, options, async (page, context) => {
    const events = [];
    await context.addInitScript(() => {
      window.ran = 0;
      for (const name of ['alert', 'confirm', 'prompt'])
        window[name] = () => window.ran++;
    });
    await context.addInitScript(() => Object.defineProperty(window, 'marker', {set: () => window.ran++}));
    page.on('dialog', dialog => { events.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('console', message => events.push(`console: ${message.text()}`));
    page.on('pageerror', error => events.push(`error: ${error.message}`));
    page.on('download', () => events.push('a download'));
    page.on('request', request => {
      if (!request.url().startsWith(sites.hostile + '/'))
        events.push(`request: ${request.url()}`);
    });
    await work(page, async url => {
      events.length = 0;
      const answer = await page.goto(url);
      const {parts, faults} = await inspect(page);
      const complaints = events.filter(text => !/status of 4/.test(text));
      return {status: answer.status(), parts, faults: [...faults, ...complaints]};
    });
  });
}

const search = (query, more = '') => `${sites.hostile}/?q=${encodeURIComponent(query)}${more}`;
const VIEWS = ['', '&show=articles', '&show=timeline', '&show=entities', '&show=network'];

// What harmless strings make pages of.
async function harmlessParts(open) {
  // The earliest of copies is told in <em>; those of the sample are of one day.
  const known = new Set(['em']);
  const plain = [`${sites.hostile}/article/naughty-0`, `${sites.hostile}/article/naughty-0?q=plain`, search('plain words'),
    search('nowhere:plain'), ...pages.filter(({site}) => site === sites.sample).map(({url}) => url)];
  for (const url of plain)
    (await open(url)).parts.forEach(part => known.add(part));
  return known;
}

// Opens addresses in a few tabs; check: what else must hold of a page, as a list of faults.
async function expectHarmless(options, addresses, check = () => []) {
  const faults = [], left = [...addresses];
  await Promise.all(Array.from({length: TABS}, () => withWatch(options, async (page, open) => {
    const known = await harmlessPartsOnce(open);
    for (let next = left.shift(); next; next = left.shift()) {
      const found = await open(next.url);
      if (![200, 400, 414].includes(found.status))
        faults.push(`${next.url}: status ${found.status}`);
      const strange = found.parts.filter(part => !known.has(part)).map(part => `unknown: ${part}`);
      const wrong = await check(page, next, found);
      faults.push(...[...found.faults, ...strange, ...wrong].map(fault => `${next.url}: ${fault}`));
    }
  })));
  expectNone(faults);
}

let parts;
const harmlessPartsOnce = open => parts ??= harmlessParts(open);

// As the escaper shows it.
const shown = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff]/g, '\ufffd');

async function titleIsShown(page, {article}) {
  const title = await page.evaluate(() => document.querySelector('h1')?.textContent);
  return article.title && title !== shown(article.title) ? [`the title is ${title}`] : [];
}

async function queryIsKept(page, {string}, {status}) {
  const query = await page.evaluate(() => document.querySelector('#q')?.value);
  const expected = shown(string.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, ''));
  return status !== 414 && query !== expected ? [`the query is ${query}`] : [];
}

const resultPages = Array.from({length: Math.ceil(articles.length / 10)}, (_, i) =>
  ({url: search('quarantine', `&copies=show&page=${i + 1}`)}));
// Servers refuse addresses with control characters themselves.
const queries = strings.filter(string => encodeURIComponent(string).length < 5000 && !/[\u0000-\u001f\u007f]/.test(string))
  .map(string => ({string, url: search(string)}));

test('a script that runs is seen', () => withWatch({bypassCSP: true}, async (page, open) => {
  await page.route('**/control', route => route.fulfill({contentType: 'text/html',
    body: '<p>x<img src=//evil.example/x onerror="alert(1)"><script>window.marker = 1</script>'}));
  const {faults} = await open(sites.hostile + '/control');
  assert.ok(faults.some(fault => /scripts ran/.test(fault)), faults);
  assert.ok(faults.some(fault => /request: .*evil/.test(fault)), faults);
}));

for (const bypassCSP of [false, true]) {
  const how = bypassCSP ? ', without the policy' : '';
  test(`results${how}`, () => expectHarmless({bypassCSP}, resultPages));
  test(`queries${how}`, () =>
    expectHarmless({bypassCSP}, bypassCSP ? queries : queries.slice(0, OWN_STRINGS), queryIsKept));
  test(`views${how}`, () => expectHarmless({bypassCSP}, VIEWS.map(view => ({url: search('quarantine', view)}))));
  test(`cards${how}`, () => expectHarmless({bypassCSP}, strings.slice(0, OWN_STRINGS)
    .map((_, i) => ({url: search(`entity:Entity${i}`, '&show=entity')}))));
  test(`articles${how}`, () => expectHarmless({bypassCSP}, articles.slice(0, bypassCSP ? undefined : OWN_STRINGS)
    .map(article => ({article, url: `${sites.hostile}/article/${article.id}?q=came`})), titleIsShown));
}
