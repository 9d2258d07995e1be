// The city answers: staff see the answer before it is published, correct it afterwards, and everyone reads what it said
// before. And boxes to write in are as wide as the column they stand in.
import { type Page } from '@playwright/test';

import {
  comment,
  expect,
  expectAccessible,
  logIn,
  logOut,
  openConsultation,
  PASSWORD,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

/** Every text area in sight fills the form that it stands in. */
async function expectWide(page: Page, form: string) {
  const widths = await page.locator(`${form} textarea:visible`).evaluateAll((areas) =>
    areas.map((area) => [area.getBoundingClientRect().width, area.closest('form')?.getBoundingClientRect().width ?? 0]),
  );
  expect(widths.length, `${form} has a text area in sight`).toBeGreaterThan(0);
  for (const [area = 0, column = 0] of widths) expect(area).toBeGreaterThan(column * 0.9);
}

test('an answer is previewed, published, corrected, and its versions are read @postgres', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await signUp(page, `answered-${unique()}`);
  const consultation = await openConsultation(page);
  const idea = await propose(page, consultation, `Taps in the park ${unique()}`, 'So that nobody has to buy water on a hot day.');

  await logIn(elsewhere, 'moderator@demo.example', PASSWORD);
  await elsewhere.goto(`${idea}/answer`);
  await expect(elsewhere.locator('[name="status"]:checked')).toHaveCount(0);
  await expectAccessible(elsewhere);
  await elsewhere.locator('[name="status"][value="accepted"]').check();
  await elsewhere.getByLabel('The answer', { exact: true }).fill('The city will build **forty** taps before the summer.');
  await elsewhere.getByRole('button', { name: 'See how it will look' }).click();
  await expect(elsewhere.locator('.response .prose strong')).toHaveText('forty');
  await expectAccessible(elsewhere);
  await page.goto(idea);
  await expect(page.locator('.response')).toHaveCount(0);
  await elsewhere.getByRole('button', { name: 'Publish the answer' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('The answer is published.');

  await elsewhere.getByRole('link', { name: 'Correct this answer' }).click();
  await expect(elsewhere.locator('[name="status"][value="accepted"]')).toBeChecked();
  await elsewhere.getByLabel('The answer', { exact: true }).fill('The city will build **four** taps before the summer.');
  await elsewhere.getByLabel('Why you correct it').fill('A nought too many.');
  await elsewhere.getByRole('button', { name: 'See how it will look' }).click();
  await elsewhere.getByRole('button', { name: 'Publish the correction' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('The correction is published.');

  await page.goto(idea);
  await expect(page.locator('.response .prose strong')).toHaveText('four');
  await page.getByRole('link', { name: 'What it said before' }).click();
  await expect(page.locator('.diff del').first()).toContainText('forty');
  await expect(page.getByRole('main')).toContainText('A nought too many.');
  await expectAccessible(page);

  await elsewhere.goto('/desk/log');
  await expect(elsewhere.locator('.rows > li').first()).toContainText('Answer corrected: Accepted');
});

test('boxes for replies and reasons are as wide as their column', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await signUp(page, `wide-${unique()}`);
  const consultation = await openConsultation(page);
  const idea = await propose(page, consultation, `Benches at the stop ${unique()}`, 'Old people wait there for half an hour.');
  await comment(page, 'And a roof over them.');
  await logIn(elsewhere, 'resident@demo.example', PASSWORD);
  await elsewhere.goto(idea);
  await elsewhere.locator('.comment details > summary', { hasText: 'Reply' }).first().click();
  await expectWide(elsewhere, '.comment details[open] form');
  await elsewhere.locator('.comment').first().getByRole('link', { name: 'Report' }).click();
  await elsewhere.getByLabel('Advertising, or the same again and again').check();
  await elsewhere.getByRole('button', { name: 'Send to the moderators' }).click();

  await logOut(page);
  await logIn(page, 'moderator@demo.example', PASSWORD);
  await page.goto('/desk/reports');
  const reason = page.locator('.rows > li').last().locator('details').first();
  await reason.locator('summary').click();
  await expectWide(page, '.rows details[open] form');
});
