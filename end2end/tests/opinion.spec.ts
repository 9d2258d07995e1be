// Statements are answered one at a time, with and without JavaScript, and the map tells what came of it.
import { expect, expectAccessible, logIn, test } from '../harness/index.ts';

/** The demo's consultation that maps opinions. */
const CONSULTATION = '/c/where-should-the-cars-go';
const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

test('a visitor reads a statement and the map, and is led to the log-in', async ({ page }) => {
  await page.goto(`${CONSULTATION}/opinion`);
  await expect(page.locator('.ask .statement')).toBeVisible();
  await expect(page.locator('.ask').getByRole('link', { name: 'Log in' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${CONSULTATION}/opinion/map`);
  await expect(page.getByRole('img', { name: 'Map of opinions' })).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectAccessible(page);
});

test('a resident answers with the keyboard alone, and changes the answer', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto(`${CONSULTATION}/opinion`);
  const statement = page.locator('.ask .statement');
  const first = await statement.innerText();
  await page.locator('.ask').getByRole('button', { name: 'Pass' }).focus();
  await page.keyboard.press('Enter');
  await expect(statement).not.toHaveText(first);
  // What cannot be pressed for a moment is faint for as long.
  await expect(page.locator('[data-live=opinion]')).not.toHaveAttribute('aria-busy');
  await expectAccessible(page);
  await page.goto(`${CONSULTATION}/opinion/answers`);
  const row = page.locator('.answered article').filter({ hasText: first });
  await row.getByRole('button', { name: 'Agree', exact: true }).press('Enter');
  await expect(row.getByText('You said: Agree')).toBeVisible();
  await expectAccessible(page);
});

test('an outline on the map leads to what its group says, also without JavaScript', async ({ page }) => {
  await page.goto(`${CONSULTATION}/opinion/map`);
  await page.getByRole('link', { name: /^Group A.* people$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#group-A')).toBeInViewport();
});

test('nothing is wider than a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['opinion', 'opinion/map', 'opinion/statements/1', 'opinion/add']) {
    await page.goto(`${CONSULTATION}/${path}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, path).toBe(0);
  }
});
