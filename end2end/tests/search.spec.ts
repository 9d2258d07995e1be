// Finding things, from words with and without accents to nothing at all.
import { expect, expectAccessible, test } from '../harness/index.ts';

const LABEL = 'What are you looking for?';

test('words find ideas with other accents and endings', async ({ page }) => {
  await page.goto('/search');
  await page.getByLabel(LABEL).fill('fountains');
  await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/\/search\?q=fountains/);
  await expect(page.getByRole('main').getByRole('status')).toContainText('fountains');
  await expect(page.locator('.rows h2').first()).toContainText('Bring back the fountain');
  await expect(page.locator('.rows h2 mark').first()).toHaveText('fountain');
  await expectAccessible(page);
  await page.goto('/search?q=MECANICA');
  await expect(page.locator('.rows')).toContainText('La escalera mecánica que solo bajaba');
  await expect(page.locator('.rows [lang="es"]').first()).toBeVisible();
});

test('filters narrow the results and can be taken back', async ({ page }) => {
  await page.goto('/search?q=market');
  const filters = page.getByRole('form', { name: 'Filter' });
  const all = await page.getByRole('main').getByRole('status').innerText();
  // Folded on a phone; beside the results where there is room.
  const summary = filters.locator('summary').first();
  if (await summary.isVisible()) await summary.click();
  await filters.getByRole('checkbox', { name: 'Ideas' }).check();
  await filters.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/kind=proposal/);
  for (const badge of await page.locator('.rows .badge').all()) await expect(badge).toHaveText('Idea');
  await expect(page.getByRole('main').getByRole('status')).not.toHaveText(all);
  await expectAccessible(page);
});

test('all results are read page by page', async ({ page }) => {
  await page.goto('/search');
  const first = await page.locator('.rows h2').first().innerText();
  await page.getByRole('link', { name: 'More results' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator('.rows h2').first()).not.toHaveText(first);
  await page.getByRole('link', { name: 'First results' }).click();
  await expect(page.locator('.rows h2').first()).toHaveText(first);
});

test('a typing error is forgiven, and a search without results offers a way on', async ({ page }) => {
  await page.goto('/search?q=fountian');
  await expect(page.getByRole('main').locator('.notice')).toContainText('These are the results for “fountain”');
  await expect(page.locator('.rows')).toContainText('Bring back the fountain');
  await page.goto('/search?q=zyzzyva');
  await expect(page.getByRole('heading', { name: 'What you can do now' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Propose it in/ }).first().click();
  await expect(page).toHaveURL(/\/propose\?title=zyzzyva/);
  await page.goto('/search?q=zyzzyva');
  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect(page.locator('.rows li')).not.toHaveCount(0);
});
