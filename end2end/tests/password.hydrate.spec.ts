// The button that shows a password: only where scripts run, and never in what is sent.
import { expect, expectAccessible, test } from '../harness/index.ts';

test('a typed password can be shown, and is hidden again when the form is sent', async ({ page }) => {
  await page.goto('/log-in');
  const field = page.locator('#password');
  await field.fill('not my password');
  await expect(field).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await expect(field).toHaveValue('not my password');
  await expect(page.getByRole('status').filter({ hasText: 'Your password is shown.' })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(field).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await page.locator('#email').fill('nobody@e2e.example');
  const sent = page.waitForRequest((request) => request.url().endsWith('/act/log-in'));
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  expect((await sent).postData()).toContain('not+my+password');
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.locator('#password')).toHaveAttribute('type', 'password');
});
