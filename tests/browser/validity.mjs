// Every page is valid HTML, in every language that pages speak.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {expectNone, pages, require} from './browser.mjs';

const {HtmlValidate, StaticConfigLoader} = require('html-validate');
const checker = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Lists may have names (WAI-ARIA 1.2, 6.6.41), and titles are those of articles.
    'aria-label-misuse': ['error', {allowAnyNamable: true}],
    'long-title': 'off',
  },
}));

for (const {name, url, status} of pages) {
  for (const language of ['en', 'ja']) {
    test(`${name}, ${language}`, async () => {
      const answer = await fetch(url, {headers: {'Accept-Language': language}});
      assert.equal(answer.status, status);
      const html = await answer.text();
      assert.ok(html.startsWith(`<!DOCTYPE html>\n<html lang="${language}">`), html.slice(0, 60));
      const report = await checker.validateString(html);
      const faults = report.results.flatMap(result => result.messages)
        .map(fault => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`);
      expectNone(faults, url);
    });
  }
}
