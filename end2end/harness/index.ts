// What every journey imports: `import { expect, expectAccessible, test } from '../harness/index.ts';`
//
// `test` gives each worker a server of its own, filled with the demo content, and fails a journey on any console
// message, page error or answer of 500 or above. Paths are relative to that server: `await page.goto('/')`.
import { expect, type Page, test as base } from '@playwright/test';

import { savePages } from './pages.ts';
import { type Server, startServer } from './server.ts';

export { expect } from '@playwright/test';
export { expectAccessible } from './accessible.ts';
export { cabildo } from './server.ts';

interface WorkerFixtures {
  server: Server;
}

interface TestFixtures {
  /** Console messages that this journey expects: a part of the text. Use it sparingly, and say why. */
  expectedConsole: string[];
}

interface Problem {
  text: string;
  url?: string;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use, worker) => {
      const server = await startServer(worker.workerIndex);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  expectedConsole: [[], { option: true }],
  context: async ({ context, expectedConsole }, use) => {
    const problems: Problem[] = [];
    const visited = new Set<string>();
    context.on('console', (message) =>
      problems.push({
        text: `console ${message.type()}: ${message.text()} (${message.location().url})`,
        url: message.location().url,
      }),
    );
    context.on('weberror', (error) => problems.push({ text: `page error: ${error.error().message}` }));
    context.on('response', (response) => {
      const url = response.url();
      if (response.status() >= 500) problems.push({ text: `${response.status()} for ${url}` });
      if (response.request().isNavigationRequest()) visited.add(url);
    });
    const pagesSaved = savePages(context);
    await use(context);
    await pagesSaved();
    // Chromium also complains about the page itself when it is a 404 or a 403; the journey that went there checks that.
    const isPageItself = ({ text, url }: Problem) =>
      text.includes('Failed to load resource') && url !== undefined && visited.has(url);
    const isExpected = ({ text }: Problem) => expectedConsole.some((part) => text.includes(part));
    const real = problems.filter((problem) => !isPageItself(problem) && !isExpected(problem));
    if (real.length > 0) throw new Error(`The browser complained:\n${real.map(({ text }) => text).join('\n')}`);
  },
});

/** Whether this run of the journey has JavaScript. */
export const hasJavaScript = () => test.info().project.use.javaScriptEnabled !== false;

/** Logs in through the form, as a person does. */
export async function logIn(page: Page, email: string, password: string) {
  await page.goto('/log-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
}

/** Makes an account for `name`, shown as "Ana NAME", and is logged in with it. */
export async function signUp(page: Page, name: string) {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(`${name}@e2e.example`);
  await page.getByLabel(/name/i).first().fill(`Ana ${name}`);
  await page.getByLabel('Password').first().fill('three wet dogs bark');
  await page.getByRole('main').locator('form button.primary').click();
  await expect(page.getByRole('banner').getByText(`Ana ${name}`)).toBeVisible();
}
