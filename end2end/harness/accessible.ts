// axe over the page as it stands. It is injected through the debugger, so the content security policy stays on, and it
// also runs where the page itself may not run JavaScript.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with one line per violation and element, unless the page has none. */
export async function expectAccessible(page: Page) {
  await page.evaluate(source);
  await page.evaluate(start, { tags: RULES, plain: test.info().project.use.javaScriptEnabled === false });
  let results: AxeResults | undefined;
  await expect(async () => {
    results = await page.evaluate(step);
    expect(results, 'axe is still at work').toBeTruthy();
  }).toPass({ intervals: [1, 10, 50], timeout: 30_000 });
  const violations = results?.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${violation.help}: ${node.html}`),
  );
  expect(violations, `axe on ${page.url()}`).toEqual([]);
}

/**
 * Runs in the page. Where JavaScript is off (`plain`), timers never fire and axe would wait for ever: there it gets
 * timers of ours, which `step` fires.
 */
function start({ tags, plain }: { tags: string[]; plain: boolean }) {
  const page = globalThis as any;
  const state = (page.cabildoAxe = { timers: [] as (() => void)[], results: undefined, error: undefined });
  if (plain) {
    page.setTimeout = (work: (...values: unknown[]) => void, _delay: number, ...values: unknown[]) =>
      state.timers.push(() => work(...values));
  }
  page.axe
    .run(document, { runOnly: { type: 'tag', values: tags }, preload: false })
    .then((results: any) => (state.results = results))
    .catch((error: any) => (state.error = error));
}

/** Runs in the page: fires the timers that axe waits for, and returns its results once they are there. */
function step(): AxeResults | undefined {
  const state = (globalThis as any).cabildoAxe;
  for (const work of state.timers.splice(0)) work();
  if (state.error) throw state.error;
  return state.results;
}
