// The one import of every journey: `import { expect, expectAccessible, test } from '../harness/index.ts';`
//
// `test` gives each worker a server of its own, filled with the demo content, and fails a journey on any console
// message, page error or answer of 500 or above. Paths are relative to that server: `await page.goto('/')`.
import { type BrowserContext, type Page, test as base } from '@playwright/test';

import { savePages } from './pages.ts';
import { type Server, startServer } from './server.ts';

export { expect } from '@playwright/test';
export { expectAccessible } from './accessible.ts';
export * from './people.ts';
export { cabildo } from './server.ts';

interface WorkerFixtures {
  server: Server;
}

interface TestFixtures {
  /** A page in a second browser, for somebody else at the same time, or for the same person elsewhere. */
  elsewhere: Page;
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
    const done = watch(context, expectedConsole);
    await use(context);
    await done();
  },
  elsewhere: async ({ browser, expectedConsole }, use) => {
    const context = await browser.newContext();
    const done = watch(context, expectedConsole);
    await use(await context.newPage());
    await done();
    await context.close();
  },
});

/** Notes what goes wrong in a browser and saves its pages; the returned function fails when anything did. */
function watch(context: BrowserContext, expectedConsole: string[]): () => Promise<void> {
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
  // Chromium also complains about the page itself when it is a 404 or a 403; the journey that went there checks that.
  const isPageItself = ({ text, url }: Problem) =>
    text.includes('Failed to load resource') && url !== undefined && visited.has(url);
  // Chromium tells that it did what the log-out asks for, also while its last pages go away.
  const isObedience = ({ text }: Problem) => text.startsWith('console info: Clear-Site-Data header on');
  const isExpected = ({ text }: Problem) => expectedConsole.some((part) => text.includes(part));
  return async () => {
    await pagesSaved();
    const real = problems.filter((problem) => !isPageItself(problem) && !isObedience(problem) && !isExpected(problem));
    if (real.length > 0) throw new Error(`The browser complained:\n${real.map(({ text }) => text).join('\n')}`);
  };
}

/** Whether this run of the journey has JavaScript. */
export const hasJavaScript = () => test.info().project.use.javaScriptEnabled !== false;
