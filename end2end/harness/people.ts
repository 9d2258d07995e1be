// People in the journeys: the demo's accounts, new residents, and what they do everywhere.
import { type Cookie, expect, type Page, test } from '@playwright/test';

/** The password of the demo's accounts. */
export const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';
/** The password of those who sign up in a journey. */
export const OWN_PASSWORD = 'three wet dogs bark';

/** The main button of the page's own forms. */
export const mainButton = (page: Page) => page.getByRole('main').locator('form button.primary').last();

/** A word that no other run of a journey in the same database uses. */
export function unique(): string {
  const { project, workerIndex, repeatEachIndex, testId } = test.info();
  return `${project.name}-${workerIndex}-${repeatEachIndex}-${testId.slice(-4)}`.replaceAll(' ', '-');
}

/** The sessions that this worker's server knows, by e-mail address. */
const sessions = new Map<string, Cookie>();

/**
 * Logs in: through the form, as a person does, for the first time; then with the same session again for as long as it
 * lasts, since the server counts how often one account logs in.
 */
export async function logIn(page: Page, email: string, password: string) {
  const context = page.context();
  const loggedIn = page.getByRole('banner').getByRole('button', { name: 'Log out' });
  const session = sessions.get(email);
  if (session) {
    await context.addCookies([session]);
    await page.goto('/');
    if (await loggedIn.isVisible()) return;
  }
  await page.goto('/log-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(loggedIn).toBeVisible();
  const cookie = (await context.cookies()).find(({ name }) => name === 'cabildo_session');
  expect(cookie, 'a session begins with a cookie').toBeDefined();
  sessions.set(email, cookie!);
}

/** Signs up as `Ana NAME` with the address `NAME@e2e.example`. */
export async function signUp(page: Page, name: string) {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(`${name}@e2e.example`);
  await page.getByLabel('Name that others see').fill(`Ana ${name}`);
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await mainButton(page).click();
  await expect(page.getByRole('banner').getByText(`Ana ${name}`)).toBeVisible();
}

/** The path of a consultation in which people can propose now. */
export async function openConsultation(page: Page): Promise<string> {
  await page.goto('/consultations');
  for (const link of await page.locator('main a[href^="/c/"]').all()) {
    const path = await link.getAttribute('href');
    const answer = await page.request.get(`${path}/propose`);
    if (answer.ok()) return `${path}`;
  }
  throw new Error('no consultation takes proposals');
}

/** Walks through the form of an idea, whose first step shows what exists already; returns the idea's path. */
export async function propose(page: Page, consultation: string, title: string, body: string): Promise<string> {
  await page.goto(`${consultation}/propose`);
  await page.getByLabel('Title').fill(title);
  await mainButton(page).click();
  const text = page.locator('textarea[name="body"]');
  await expect(text).toBeVisible();
  await text.fill(body);
  await page.getByRole('button', { name: 'See a preview' }).click();
  await expect(page.getByRole('heading', { name: 'This is how others will see it' })).toBeVisible();
  await page.getByRole('button', { name: 'Publish my idea' }).click();
  await expect(page).toHaveURL(/\/p\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Writes a comment under the idea that is open. */
export async function comment(page: Page, text: string) {
  const box = page.locator('form[action="/act/comment/new"] textarea').first();
  if (!(await box.isVisible())) await page.getByText('Write a comment').click();
  await box.fill(text);
  await page.locator('form[action="/act/comment/new"] button.primary').first().click();
  await expect(page.locator('.flash')).toContainText('Your comment is published');
}

/** Logs out through the button that is on every page. */
export async function logOut(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
}

/** Browsers check a form first; without that, the server's own refusal is seen. */
export async function letTheServerCheck(page: Page) {
  await page.evaluate(() => document.querySelectorAll('form').forEach((form) => form.setAttribute('novalidate', '')));
}
