// Statements are answered one at a time, with and without JavaScript, and the map tells what came of it.
import { expect, expectAccessible, logIn, mainButton, signUp, test, unique } from '../harness/index.ts';

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
  // A new person: another journey may have answered all statements as the demo's resident.
  await signUp(page, unique());
  await page.goto(`${CONSULTATION}/opinion`);
  const statement = page.locator('.ask .statement');
  const first = await statement.innerText();
  await page.locator('.ask').getByRole('button', { name: 'Pass' }).focus();
  await page.keyboard.press('Enter');
  await expect(statement).not.toHaveText(first);
  // The buttons are faint while they cannot be pressed yet.
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

test('a guest who signs in says once whether the answers are theirs', async ({ page, elsewhere }) => {
  await logIn(elsewhere, 'lab@demo.example', PASSWORD);
  await elsewhere.goto('/desk/opinion/where-should-the-cars-go/rules');
  const allowed = elsewhere.getByLabel('People without an account may take part by an invitation link');
  if (!(await allowed.isChecked())) {
    await allowed.check();
    await elsewhere.getByRole('main').locator('form button.primary').last().click();
  }
  await elsewhere.goto('/desk/opinion/where-should-the-cars-go/invitations');
  await elsewhere.getByLabel('What is it called among you?').fill('Library');
  await elsewhere.getByLabel('How many people may join by it?').fill('3');
  await elsewhere.getByRole('button', { name: 'Make a link' }).click();
  const link = await elsewhere.getByLabel('Link', { exact: true }).inputValue();

  await page.goto(new URL(link).pathname);
  await mainButton(page).click();
  await page.locator('.ask').getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(page.locator('.progress').getByText(/^1 of/)).toBeVisible();
  await signUp(page, `guest-${unique()}`);
  await page.goto(`${CONSULTATION}/opinion`);
  await expect(page.getByRole('heading', { name: 'Are these answers yours?' })).toBeVisible();
  await expect(page.locator('.ask .statement')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'They are mine' }).click();
  await expect(page.getByText('Your account has taken the answers over.')).toBeVisible();
  await expect(page.locator('.progress').getByText(/^1 of/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Are these answers yours?' })).toHaveCount(0);
});
