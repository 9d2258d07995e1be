// axe over the page as it stands. It is injected through the debugger, so the content security policy stays on, and it
// also runs where the page itself may not run JavaScript.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with one line per violation and element, unless the page has none. */
export async function expectAccessible(page: Page) {
  await page.evaluate(source);
  const results = await page.evaluate(
    (tags) => (globalThis as any).axe.run(document, { runOnly: { type: 'tag', values: tags } }) as Promise<AxeResults>,
    RULES,
  );
  const violations = results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${violation.help}: ${node.html}`),
  );
  expect(violations, `axe on ${page.url()}`).toEqual([]);
}
