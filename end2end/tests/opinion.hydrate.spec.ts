// With JavaScript an answer shows the next statement without leaving the page, by button or by key, and an outline on the
// map tells of its group.
import type { Page } from '@playwright/test';

import { expect, expectAccessible, logIn, signUp, test, unique } from '../harness/index.ts';

/** The demo's consultation that maps opinions. */
const CONSULTATION = '/c/where-should-the-cars-go';
const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

const logInAsResident = (page: Page) => logIn(page, 'resident@demo.example', PASSWORD);

/** Signs up a new person for each journey: another journey may have answered all statements as the demo's resident. */
const signUpToAnswer = (page: Page) => signUp(page, unique());

test('the key 3 passes, until the keys are turned off', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys, and is not shown the box');
  await signUpToAnswer(page);
  await page.goto(`${CONSULTATION}/opinion`);
  const statement = page.locator('.ask .statement');
  const keys = page.getByLabel('Answer with the keys 1, 2 and 3');
  await expect(keys).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  const first = await statement.innerText();
  await page.keyboard.press('3');
  await expect(statement).not.toHaveText(first);
  const second = await statement.innerText();
  await expect(page.locator('[data-live=opinion]')).not.toHaveAttribute('aria-busy');
  await keys.uncheck();
  // A key sends its answer at once, so no request now means that none will follow.
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.keyboard.press('3');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(sent).toEqual([]);
  await expect(statement).toHaveText(second);
  expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
});

test('a key that bounces does not answer a statement that nobody has read', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  await signUpToAnswer(page);
  await page.goto(`${CONSULTATION}/opinion`);
  await expect(page.getByLabel('Answer with the keys 1, 2 and 3')).toBeVisible();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  // The second press comes in the very moment in which the next statement is shown.
  const asked = await page.evaluate(() => {
    const statement = document.querySelector('.ask .statement')!;
    const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true }));
    const shown = new Promise<string>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        press();
        resolve(statement.textContent!);
      });
      observer.observe(statement, { subtree: true, childList: true, characterData: true });
    });
    press();
    return shown;
  });
  await expect(page.locator('[data-live=opinion]')).not.toHaveAttribute('aria-busy');
  await expect(page.locator('.ask .statement')).toHaveText(asked);
  expect(sent.filter((url) => url.includes('/act/opinion/vote'))).toHaveLength(1);
  // After the time for reading, the statement can be answered.
  await page.keyboard.press('3');
  await expect(page.locator('.ask .statement')).not.toHaveText(asked);
});

test.describe('when the network fails', () => {
  test.use({ expectedConsole: ['Failed to load resource', 'ERR_FAILED'] });

  test('an error is shown for an answer that does not arrive, and the statement stays', async ({ page }) => {
    await signUpToAnswer(page);
    await page.goto(`${CONSULTATION}/opinion`);
    await page.waitForLoadState('networkidle');
    const statement = page.locator('.ask .statement');
    const text = await statement.innerText();
    const failed = page.locator('.ask .failed');
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.route('**/act/opinion/vote', (route) => route.abort());
    await page.getByRole('button', { name: 'Pass' }).press('Enter');
    await expect(failed).toBeVisible();
    await expect(failed).toHaveText((await failed.getAttribute('data-failed')) ?? '');
    await expect(statement).toHaveText(text);
    await page.unroute('**/act/opinion/vote');
    await page.getByRole('button', { name: 'Pass' }).press('Enter');
    await expect(statement).not.toHaveText(text);
    await expect(failed).toBeHidden();
    expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
  });
});

test('similar statements appear while typing', async ({ page }) => {
  await signUpToAnswer(page);
  await page.goto(`${CONSULTATION}/opinion`);
  const text = await page.locator('.ask .statement').innerText();
  await page.goto(`${CONSULTATION}/opinion/add`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Your statement').pressSequentially(text.slice(0, 60));
  await expect(page.locator('.similar li').first()).toBeVisible();
});

test('a statement chosen in the list of all shows how the groups answered it, in place', async ({ page }) => {
  await logInAsResident(page);
  await page.goto(`${CONSULTATION}/opinion/map`);
  await page.waitForLoadState('networkidle');
  const all = page.locator('details.every');
  await expect(all).not.toHaveAttribute('open');
  await all.locator('summary').click();
  const row = all.locator('li').first();
  const shown = row.locator('[data-live=votes]');
  await row.getByRole('link').click();
  await expect(shown).toContainText('Group A');
  await expectAccessible(page);
  await row.getByRole('link').first().click();
  await expect(shown).toBeEmpty();
  expect(new URL(page.url()).pathname).toBe(`${CONSULTATION}/opinion/map`);
});

test('pointing at, tabbing to and tapping an outline tells what the group says', async ({ page, isMobile }) => {
  await logInAsResident(page);
  await page.goto(`${CONSULTATION}/opinion/map`);
  const told = page.locator('.pointed');
  await expect(told).toContainText(isMobile ? 'tap it' : 'Point at an outline');
  const outline = (letter: string) => page.locator(`figure.map a[data-group="${letter}"]`);
  const words = page.locator('section[data-group="B"]');
  const address = page.url();
  // The first tap shows the group's words beside the picture, and does not leave it.
  await (isMobile ? outline('B').locator('text').tap() : outline('B').locator('text').hover());
  await expect(told).toContainText(/Group B.*, [\d,]+ people/);
  await expect(told).toContainText('More than others, this group');
  await expect(told.locator(':scope > :visible')).toHaveCount(1);
  await expect(words).toHaveCSS('outline-style', 'solid');
  expect(page.url()).toBe(address);
  // By keyboard, and away again.
  await outline('A').focus();
  await expect(told).toContainText(/Group A.*, [\d,]+ people/);
  await expect(words).toHaveCSS('outline-style', 'none');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(told.locator(':scope > :visible')).toHaveText(/Point at an outline/);
  // Once the words are shown, a tap or Enter leads to the group's section.
  await outline('A').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#group-A$/);
  await expect(page.locator('#group-A')).toBeInViewport();
});
