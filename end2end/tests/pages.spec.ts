// Every kind of page, as each role meets it: accessible, without horizontal scroll at 320 px, in dark, mirrored.
import type { Page } from '@playwright/test';

import { expect, expectAccessible, logIn, PASSWORD, test } from '../harness/index.ts';

const PUBLIC = ['/', '/about', '/consultations', '/search', '/search?q=agua', '/log-in', '/sign-up', '/nowhere'];
const OF_ROLES: Record<string, string[]> = {
  'resident@demo.example': ['/account'],
  'moderator@demo.example': ['/desk', '/desk/reports', '/desk/answers', '/desk/log'],
  'office@demo.example': ['/office'],
  'lab@demo.example': ['/lab', '/lab/new'],
  'admin@demo.example': ['/admin/accounts'],
};

/** Visits a page at 320 px, in light and in dark, and looks at it with axe. */
async function look(page: Page, path: string) {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }
}

/** The addresses of the first consultation on the home page, its proposals and what is below them. */
async function deeper(page: Page): Promise<string[]> {
  await page.goto('/consultations');
  const consultation = await page.locator('main a[href^="/c/"]').first().getAttribute('href');
  await page.goto(`${consultation}/proposals`);
  const proposal = await page.locator('main a[href*="/p/"]').first().getAttribute('href');
  return [`${consultation}`, `${consultation}/proposals`, `${proposal}`, `${proposal}/history`];
}

for (const path of PUBLIC) {
  test(`anyone can read ${path}`, async ({ page }) => {
    await look(page, path);
  });
}

test('anyone can read a consultation, its proposals, one of them and its history', async ({ page }) => {
  test.setTimeout(120_000);
  for (const path of await deeper(page)) await look(page, path);
});

for (const [email, paths] of Object.entries(OF_ROLES)) {
  test(`${email} can use ${paths.join(', ')}`, async ({ page }) => {
    test.setTimeout(120_000);
    await logIn(page, email, PASSWORD);
    for (const path of paths) await look(page, path);
  });
}

test('a mirrored language does not break the layout', async ({ page, context, server }) => {
  test.setTimeout(120_000);
  await context.addCookies([{ name: 'cabildo_locale', value: 'en-xb', url: server.url }]);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/', '/sign-up', '/search?q=agua', ...(await deeper(page))]) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});
