// A consultation's life: from a template to a draft, a preview, the public page and the archive.
import { type Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  letTheServerCheck,
  logIn,
  PASSWORD,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

/** The day that is so many days from now, as a date field takes it. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

test('the lab makes a consultation, and a form opened before its end is refused after it @postgres', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(180_000);
  await logIn(page, 'lab@demo.example', PASSWORD);
  await page.goto('/lab');
  await page.getByRole('link', { name: 'New consultation' }).click();
  const title = `Where do we need shade ${unique()}`;
  await page.getByLabel('Open call for ideas').check();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByLabel('In one sentence').fill('Name a place, and say who would rest there.');
  await page.getByRole('button', { name: 'Make the draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expectAccessible(page);

  // The second step begins before the first one ends: the form names both, and keeps the typed text.
  const starts = page.getByLabel('First day');
  const ends = page.getByLabel('Last day');
  const chosen = [inDays(-1), inDays(10), inDays(5), inDays(20), inDays(21), inDays(30)];
  for (const step of [0, 1, 2]) {
    await starts.nth(step).fill(chosen[2 * step] ?? '');
    await ends.nth(step).fill(chosen[2 * step + 1] ?? '');
  }
  await page.getByRole('textbox', { name: 'Themes' }).fill('Squares\nStreets');
  await letTheServerCheck(page);
  await save(page);
  await expect(page.locator('.error-summary')).toContainText('“Ideas” and “Support” overlap');
  await expect(page.locator('#phases-error')).toContainText('One must end before the next begins');
  await expect(page.getByRole('textbox', { name: 'Themes' })).toHaveValue('Squares\nStreets');
  await expect(starts.nth(1)).toHaveValue(chosen[2] ?? '');
  await expectAccessible(page);
  // Times of day are under "more", for a step that is not of whole days.
  await starts.nth(1).fill(inDays(10));
  for (const step of [0, 1]) await page.locator('.group > details > summary').nth(step).click();
  await page.locator('[name="phases[1][starts_time]"]').fill('23:30');
  await page.locator('[name="phases[0][ends_time]"]').fill('23:30');
  await save(page);
  await expect(page.locator('.flash')).toContainText('Saved.');

  await page.getByRole('link', { name: 'See it as people do' }).first().click();
  await expect(page.locator('.notice')).toContainText('This is a preview. Only the lab sees it.');
  const path = new URL(page.url()).pathname;
  expect((await elsewhere.goto(path))?.status()).toBe(404);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.locator('.flash')).toContainText('It is public now.');
  await page.goto(path);
  await expect(page.getByRole('link', { name: 'Propose an idea' })).toBeVisible();
  await expectAccessible(page);

  await signUp(elsewhere, `late-${unique()}`);
  await elsewhere.goto(`${path}/propose?title=An+awning+over+the+school+gate`);
  await elsewhere.locator('textarea[name="body"]').fill('Parents wait there at two in the afternoon.');

  await someoneTakesPart(page, path);
  await page.goto(`/lab${path}`);
  await page.getByRole('button', { name: 'End it and archive' }).click();
  await expect(page.locator('.flash')).toContainText('It is over and archived.');

  await elsewhere.getByRole('button', { name: 'See a preview' }).click();
  await expect(elsewhere.getByRole('main')).toContainText('Parents wait there at two in the afternoon.');
  await expect(elsewhere.locator('.error-summary')).toBeVisible();
  await expectAccessible(elsewhere);
});

/** A first idea, from the lab's own browser: with it the consultation can no longer be a draft again, only end. */
async function someoneTakesPart(lab: Page, path: string) {
  await lab.goto(`${path}/propose?title=Vines+over+the+bus+stop`);
  await lab.locator('textarea[name="body"]').fill('They grow fast, and cost a rope and two pots.');
  await lab.getByRole('button', { name: 'See a preview' }).click();
  await lab.getByRole('button', { name: 'Publish my idea' }).click();
  await expect(lab).toHaveURL(/\/p\/1$/);
}
