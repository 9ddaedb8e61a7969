// No page has anything that axe-core finds, in either colour scheme and at any width.
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {expectNone, pages, require, useBrowser, withPage} from './browser.mjs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const EVERYTHING = {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']};
// All that the colour scheme decides.
const COLOURS = {type: 'rule', values: ['color-contrast', 'link-in-text-block']};
const LOOKS = [
  {colorScheme: 'light', widths: [1280, 375, 320], rules: EVERYTHING},
  {colorScheme: 'dark', widths: [1280, 375, 320], rules: COLOURS},
];
const use = useBrowser();

function describe(violation) {
  return violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 160)}\n  ${node.failureSummary}`);
}

async function violations(page, rules) {
  const found = await page.evaluate(runOnly => window.axe.run(document, {runOnly, resultTypes: ['violations']}), rules);
  return found.violations.flatMap(describe);
}

for (const {name, url} of pages) {
  test(name, () => withPage(use, {}, async page => {
    await page.goto(url);
    await page.evaluate(axe);
    for (const {colorScheme, widths, rules} of LOOKS) {
      await page.emulateMedia({colorScheme});
      for (const width of widths) {
        await page.setViewportSize({width, height: 900});
        expectNone(await violations(page, rules), `${url}, ${colorScheme}, ${width} wide`);
      }
    }
  }));
}
