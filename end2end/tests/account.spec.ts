// One's own account: the door, the language, other browsers, one's data, and leaving for good.
import { readFileSync } from 'node:fs';

import {
  comment,
  expect,
  expectAccessible,
  logIn,
  openConsultation,
  OWN_PASSWORD,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

test('a refused log-in keeps the address that was typed, and never the password', async ({ page }) => {
  await page.goto('/log-in');
  await page.getByLabel('E-mail').fill('resident@demo.example');
  await page.getByLabel('Password').fill('not my password');
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('resident@demo.example');
  await expect(page.locator('input[name="password"]')).toHaveValue('');
  await expectAccessible(page);
});

test('after logging out, Back shows nothing of the account', async ({ page }) => {
  const name = `shared-${unique()}`;
  await signUp(page, name);
  await page.goto('/account');
  await expect(page.getByRole('main')).toContainText(`${name}@e2e.example`);
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('body')).not.toContainText(`${name}@e2e.example`);
  await expect(page.getByRole('main').getByRole('button', { name: 'Log in' })).toBeVisible();
});

test('somebody who signs up again is led to the log-in form, with the address in it', async ({ page, elsewhere }) => {
  const name = `again-${unique()}`;
  await signUp(elsewhere, name);
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(`${name}@e2e.example`);
  await page.getByLabel('Name that others see').fill('Somebody');
  await page.getByLabel('Password', { exact: true }).fill(OWN_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Create my account' }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Log in with this address' }).click();
  expect(page.url()).not.toContain('example');
  await expect(page.getByLabel('E-mail')).toHaveValue(`${name}@e2e.example`);
  await page.getByLabel('Password', { exact: true }).fill(OWN_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('banner').getByText(`Ana ${name}`)).toBeVisible();
});

test('somebody chooses a language, ends the session of another browser and takes their data along', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(120_000);
  const name = `owner-${unique()}`;
  await signUp(page, name);
  await logIn(elsewhere, `${name}@e2e.example`, OWN_PASSWORD);

  await page.goto('/account');
  await expectAccessible(page);
  await page.locator('form[action="/act/account/session/end"] button').first().click();
  await expect(page.locator('.flash')).toContainText('That browser is logged out.');
  await elsewhere.goto('/account');
  await expect(elsewhere.getByRole('main').getByRole('button', { name: 'Log in' })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download my data' }).click();
  const data = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(JSON.stringify(data)).toContain(`${name}@e2e.example`);

  await page.getByRole('combobox', { name: 'Language' }).selectOption('es');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tu cuenta');
});

test('deleting an account leaves its texts, without the name @postgres', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `leaver-${unique()}`;
  await signUp(page, name);
  const title = `A bell for every bicycle ${unique()}`;
  const proposal = await propose(page, await openConsultation(page), title, 'So that nobody has to shout on the river path.');
  await comment(page, `A small one will do, said ${unique()}.`);

  await page.goto('/account');
  await page.getByRole('link', { name: 'Delete my account' }).click();
  await expectAccessible(page);
  await page.getByLabel('Your password').fill(OWN_PASSWORD);
  await page.getByLabel('I understand that this cannot be undone.').check();
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.locator('.flash')).toContainText('Your account is deleted.');

  await page.goto(proposal);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page.locator('.page-header .meta')).toContainText('deleted account');
  await expect(page.locator('.comment', { hasText: 'A small one will do' })).toContainText('Deleted account');
  await expect(page.locator('body')).not.toContainText(`Ana ${name}`);
  await expectAccessible(page);
});
