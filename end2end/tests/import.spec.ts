// Years of real participation, brought in while the server serves: browsed, searched and supported like our own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { cabildo, expect, expectAccessible, signUp, test } from '../harness/index.ts';

const shared = process.env.CABILDO_SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data');
const folder = join(shared, 'madrid');

test.skip(!existsSync(join(folder, 'comments.csv')), `the Madrid export is not in ${folder}`);
test.skip(({ isMobile }) => isMobile, 'the export is large: desktop sizes are enough, small screens have journeys of their own');

test('the Madrid export is imported, browsed, searched and supported @postgres', async ({ page, server }) => {
  test.setTimeout(240_000);
  const files = ['--proposals', join(folder, 'proposals.csv'), '--comments', join(folder, 'comments.csv')];
  const about = ['--consultation', 'madrid', '--title', 'Decide Madrid', '--language', 'es'];
  const { code, said } = cabildo('import', 'consul', ...files, ...about, ...server.options);
  expect(code, 'some rows have no text, which the exit code says').toBe(1);
  expect(said).toContain('80 new proposals, with 228140 supports that were given there');
  expect(said).toContain('5578 new comments');

  await signUp(page, `madrid-${test.info().project.name}`);
  await page.goto('/c/madrid');
  await expectAccessible(page);
  await page.goto('/c/madrid/proposals?sort=supported');
  await expectAccessible(page);
  const first = page.locator('main .row').first();
  await expect(first.locator('.counts')).toContainText('20,604');
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.locator('main .row').first().locator('.counts')).not.toContainText('20,604');
  await page.goto('/c/madrid/proposals?sort=discussed');
  await page.locator('main .row a').first().click();
  await expect(page.locator('.comment')).not.toHaveCount(0);
  await expectAccessible(page);

  // Imported supports and supports of accounts here are shown apart.
  const count = page.locator('.support .count');
  const before = await count.innerText();
  await expect(page.locator('.support')).toContainText('more supports were brought in from another platform');
  await page.getByRole('button', { name: 'Support this idea' }).click();
  await expect(page.getByRole('button', { name: 'Withdraw my support' })).toBeVisible();
  await page.reload();
  expect(await count.innerText()).not.toBe(before);

  // The index follows the log of events, so imported texts are found a moment later; accents do not matter.
  await expect(async () => {
    await page.goto('/search?q=participacion&kind=proposal&consultation=madrid');
    await expect(page.locator('main .rows mark', { hasText: /participación/i }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
  await expectAccessible(page);
});
