// Every journey runs four times: on a desktop and on a small phone, with JavaScript and without ("plain").
// A file named *.hydrate.spec.ts is about what an island adds, so it runs only with JavaScript on.
// `cargo xtask test --only e2e` sets the environment: CABILDO_BIN, CHROMIUM_PATH.
import { defineConfig, devices } from '@playwright/test';

const plain = { javaScriptEnabled: false };
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const onlyWithJavaScript = '**/*.hydrate.spec.ts';
const inCi = Boolean(process.env.CI);

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './harness/template.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: inCi,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [[inCi ? 'dot' : 'list'], ['html', { open: 'never', outputFolder: './playwright-report' }]],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 10_000,
    navigationTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop' },
    { name: 'desktop-plain', use: plain, testIgnore: onlyWithJavaScript },
    { name: 'mobile', use: phone },
    { name: 'mobile-plain', use: { ...phone, ...plain }, testIgnore: onlyWithJavaScript },
  ],
});
