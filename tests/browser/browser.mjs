// Debian's Chromium by Playwright, and the pages that are looked at.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {after, before} from 'node:test';

export const require = createRequire(process.env.OSINT_BROWSER_MODULES + '/package.json');
const {chromium} = require('playwright-core');

const OPTIONS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const sites = {
  sample: process.env.OSINT_SITE_SAMPLE,
  hostile: process.env.OSINT_SITE_HOSTILE,
  empty: process.env.OSINT_SITE_EMPTY,
};

// Every kind of page that there is: name, address, status and, if it is not the sample's, the site.
const KINDS = [
  ['start', '/'],
  ['results', '/?q=entity:tick'],
  ['results-of-words', '/?q=server+OR+attack&sort=newest'],
  ['copies', '/?q=servers+rented+false+names'],
  ['many-names', '/?q=entity:pla'],
  ['second-page', '/?q=*&page=2'],
  ['closest', '/?q=tick+courier+bicycles+asteroid'],
  ['nothing', '/?q=zzzyyyxxx+lang:en'],
  ['articles', '/?q=entity:tick&show=articles'],
  ['timeline', '/?q=entity:tick&show=timeline'],
  ['months', '/?q=entity:tick&show=timeline&by=month'],
  ['entities', '/?q=entity:tick&show=entities'],
  ['entity-of-query', '/?q=entity:tick&show=entity'],
  ['entity', '/entity/tick'],
  ['network', '/?q=entity:tick&show=network'],
  ['japanese', '/?q=lang:ja'],
  ['article', '/article/sn-2021-names?q=entity:tick'],
  ['article-alone', '/article/sn-2021-names'],
  ['article-of-copies', '/article/ec-2021-servers'],
  ['help', '/help'],
  ['bad-query', '/?q=tick+entitty:x', 400],
  ['bad-parameter', '/?q=tick&show=nothing', 400],
  ['no-page', '/nothing', 404],
  ['no-article', '/article/nothing', 404],
  ['no-entity', '/entity/nothing', 404],
  ['hostile', '/?q=quarantine'],
  ['hostile-article', '/article/hostile-3?q=quarantine'],
  ['empty-start', '/', 200, sites.empty],
  ['empty-results', '/?q=anything', 200, sites.empty],
  ['empty-network', '/?q=*&show=network', 200, sites.empty],
  ['empty-entities', '/?q=*&show=entities', 200, sites.empty],
];

export const pages = KINDS.map(([name, address, status = 200, site = sites.sample]) =>
  ({name, address, status, site, url: site + address}));

export const pageNamed = name => pages.find(page => page.name === name);

// Fails with the faults, one a line; where: what was looked at.
export function expectNone(faults, where = '') {
  const different = [...new Set(faults)];
  if (different.length > 0)
    assert.fail([where, ...different.slice(0, 40)].join('\n'));
}

// A browser for the tests of one file: use.browser, once they run.
export function useBrowser() {
  const use = {};
  before(async () => {
    use.browser = await chromium.launch({executablePath: process.env.OSINT_CHROMIUM, args: OPTIONS});
  });
  after(() => use.browser.close());
  return use;
}

// Runs work with a page in a context of these options, and closes the context.
export async function withPage({browser}, options, work) {
  const context = await browser.newContext({locale: 'en', ...options});
  try {
    return await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
