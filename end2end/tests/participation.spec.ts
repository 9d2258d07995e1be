// The main job from end to end: a resident signs up, proposes, is supported and commented on, is found, and is heard.
import type { Page } from '@playwright/test';

import { expect, expectAccessible, hasJavaScript, logIn, signUp, test } from '../harness/index.ts';

const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

/** A name that no other run of a journey in the same database uses. */
const unique = () => `${test.info().project.name}-${test.info().workerIndex}-${test.info().repeatEachIndex}`.replaceAll(' ', '-');

/** The path of a consultation in which people can propose now. */
async function openConsultation(page: Page): Promise<string> {
  await page.goto('/consultations');
  for (const link of await page.locator('main a[href^="/c/"]').all()) {
    const path = await link.getAttribute('href');
    const answer = await page.request.get(`${path}/propose`);
    if (answer.ok()) return `${path}`;
  }
  throw new Error('no consultation takes proposals');
}

test('a resident proposes, supports, comments, and the idea is found @postgres', async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, `idea-${unique()}`);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/propose`);
  await expectAccessible(page);
  const title = `Más fuentes de agua potable ${unique()}`;
  await propose(page, title, 'In every square there should be drinking water, also for dogs and for tired cyclists.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  const proposal = page.url();

  await page.getByRole('button', { name: 'Support this idea' }).click();
  await expect(page.getByRole('button', { name: 'Withdraw my support' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Withdraw my support' })).toBeVisible();

  await page.locator('form[action="/act/comment/new"] textarea').first().fill('And **shade** beside it.');
  await page.locator('form[action="/act/comment/new"] button.primary').first().click();
  await expect(page.locator('.comment .prose strong')).toHaveText('shade');

  await expect(async () => {
    await page.goto(`/search?q=${encodeURIComponent(`fuentes ${unique()}`)}`);
    await expect(page.locator('main .rows a').first()).toContainText('agua', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.goto(proposal);
  await expectAccessible(page);
});

/** Walks through the form, whose first step shows what exists already. */
async function propose(page: Page, title: string, body: string) {
  await page.getByLabel('Title').fill(title);
  const text = page.locator('textarea[name="body"]');
  if (!(await text.isVisible())) {
    await page.getByRole('main').locator('form button.primary').last().click();
    await expect(text).toBeVisible();
  }
  await text.fill(body);
  for (let step = 0; step < 3 && !/\/p\/\d+/.test(page.url()); step += 1) {
    const before = page.url();
    await page.getByRole('main').locator('form button.primary').last().click();
    await page.waitForLoadState();
    if (page.url() === before && (await page.locator('.error-summary').count()) > 0) break;
  }
  await expect(page).toHaveURL(/\/p\/\d+/);
}

test('a refused proposal comes back with everything that was typed', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/propose`);
  await page.evaluate(() => document.querySelectorAll('form').forEach((form) => form.setAttribute('novalidate', '')));
  await page.getByLabel('Title').fill('Short');
  await page.getByRole('main').locator('form button.primary').last().click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue('Short');
  await expectAccessible(page);
});

test.describe('without an account', () => {
  // The island asks in the background, and the browser notes the refusal.
  test.use({ expectedConsole: ['401 (Unauthorized)'] });

  test('somebody without an account is led to the log-in and back', async ({ page }) => {
    const consultation = await openConsultation(page);
    await page.goto(`${consultation}/proposals`);
    await page.locator('main a[href*="/p/"]').first().click();
    const proposal = new URL(page.url()).pathname;
    await page.locator('section.support button, section.support a.button').first().click();
    await expect(page.getByRole('main').getByRole('link', { name: 'Log in' }).or(page.getByLabel('Password'))).toBeVisible();
    if ((await page.getByLabel('Password').count()) === 0) {
      await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    }
    await page.getByLabel('E-mail').fill('resident@demo.example');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(new RegExp(`${proposal}$|/act/|/$`));
  });
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
