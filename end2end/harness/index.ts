// What every journey imports: `import { expect, expectAccessible, test } from '../harness/index.ts';`
//
// `test` gives each worker a server of its own, filled with the demo content, and fails a journey on any console
// message, page error or answer of 500 or above. Paths are relative to that server: `await page.goto('/')`.
import { type Page, test as base } from '@playwright/test';

import { savePages } from './pages.ts';
import { type Server, startServer } from './server.ts';

export { expect } from '@playwright/test';
export { expectAccessible } from './accessible.ts';

interface WorkerFixtures {
  server: Server;
}

interface TestFixtures {
  /** Console messages that this journey expects: a part of the text. Use it sparingly, and say why. */
  expectedConsole: string[];
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
    const problems: string[] = [];
    const isExpected = (text: string) => expectedConsole.some((part) => text.includes(part));
    context.on('console', (message) => {
      if (!isExpected(message.text())) problems.push(`console ${message.type()}: ${message.text()}`);
    });
    context.on('weberror', (error) => problems.push(`page error: ${error.error().message}`));
    context.on('response', (response) => {
      if (response.status() >= 500) problems.push(`${response.status()} for ${response.url()}`);
    });
    const pagesSaved = savePages(context);
    await use(context);
    await pagesSaved();
    if (problems.length > 0) throw new Error(`The browser complained:\n${problems.join('\n')}`);
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
