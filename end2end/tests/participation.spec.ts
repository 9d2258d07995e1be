// The main job from end to end: a resident signs up, proposes, is supported and commented on, is found, and is heard.
import {
  comment,
  expect,
  expectAccessible,
  hasJavaScript,
  letTheServerCheck,
  logIn,
  mainButton,
  openConsultation,
  PASSWORD,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

test('a resident proposes, supports, comments, and the idea is found @postgres', async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, `idea-${unique()}`);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/propose`);
  await expectAccessible(page);
  const title = `Más fuentes de agua potable ${unique()}`;
  await propose(page, consultation, title, 'In every square there should be drinking water, also for dogs and for tired cyclists.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  const proposal = page.url();

  await page.getByRole('button', { name: 'Support this idea' }).click();
  await expect(page.getByRole('button', { name: 'Withdraw my support' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Withdraw my support' })).toBeVisible();

  await comment(page, 'And **shade** beside it.');
  await expect(page.locator('.comment .prose strong')).toHaveText('shade');

  await expect(async () => {
    await page.goto(`/search?q=${encodeURIComponent(`fuentes ${unique()}`)}`);
    await expect(page.locator('main .rows a').first()).toContainText('agua', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.goto(proposal);
  await expectAccessible(page);
});

test('a refused proposal comes back with everything that was typed', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/propose`);
  await letTheServerCheck(page);
  await page.getByLabel('Title').fill('Short');
  await mainButton(page).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue('Short');
  await expectAccessible(page);
});

test('somebody without an account is led to the log-in and back', async ({ page }) => {
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/proposals?status=published`);
  await page.locator('main a[href*="/p/"]').first().click();
  const proposal = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Support this idea' }).click();
  await page.getByLabel('E-mail').fill('resident@demo.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(proposal);
  await expect(page.locator('form[action^="/act/proposal/"]').first()).toBeVisible();
});

test('the interface changes its language and stays on the page', async ({ page }) => {
  await page.goto('/about');
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page).toHaveURL(/\/about$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Qué es este lugar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.locator('a.skip-link')).toBeFocused();
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#main');
  expect(hasJavaScript()).toBe(test.info().project.use.javaScriptEnabled !== false);
});
