// A session ends while somebody writes: the text goes along through the log-in and is back in its form.
import { expect, expectAccessible, mainButton, openConsultation, OWN_PASSWORD, signUp, test, unique } from '../harness/index.ts';

test('a text that is sent after the session ended goes along through the log-in', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `late-${unique()}`;
  await signUp(page, name);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/propose`);
  await page.getByLabel('Title').fill(`A lamp for the stairs ${unique()}`);
  await mainButton(page).click();
  const text = page.locator('textarea[name="body"]');
  await expect(text).toBeVisible();
  await text.fill('It is dark there from five o’clock on.\n\n> Mind the "step" & the </textarea>.');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'See a preview' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
  await expect(page.getByText('What you typed goes along')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(`${name}@e2e.example`);
  await page.getByLabel('Password').fill('not my password');
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.getByText('What you typed goes along')).toBeVisible();

  // The way to the sign-up and back loses nothing either.
  await page.getByRole('main').getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create your account');
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('E-mail').fill(`${name}@e2e.example`);
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();

  await expect(page).toHaveURL(new RegExp(`${consultation}/propose$`));
  await expect(page.getByText('You are logged in now, and what you typed is here again.')).toBeVisible();
  await expect(text).toHaveValue(/^It is dark there from five o’clock on\.[\s\S]*"step" & the <\/textarea>\.$/);
});
