// With JavaScript an answer shows the next statement without leaving the page, by button or by key.
import { expect, logIn, test } from '../harness/index.ts';

/** The demo's consultation that maps opinions. */
const CONSULTATION = '/c/where-should-the-cars-go';
const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

test.beforeEach(async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
});

test('the key 3 passes, until the keys are turned off', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys, and is not shown the box');
  await page.goto(`${CONSULTATION}/opinion`);
  const statement = page.locator('.ask .statement');
  const keys = page.getByLabel('Answer with the keys 1, 2 and 3');
  await expect(keys).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  const first = await statement.innerText();
  await page.keyboard.press('3');
  await expect(statement).not.toHaveText(first);
  const second = await statement.innerText();
  await keys.uncheck();
  // What a key sends leaves at once, so nothing to wait for is nothing sent.
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.keyboard.press('3');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(sent).toEqual([]);
  await expect(statement).toHaveText(second);
  expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
});

test('similar statements appear while typing', async ({ page }) => {
  await page.goto(`${CONSULTATION}/opinion`);
  const text = await page.locator('.ask .statement').innerText();
  await page.goto(`${CONSULTATION}/opinion/add`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Your statement').pressSequentially(text.slice(0, 60));
  await expect(page.locator('.similar li').first()).toBeVisible();
});
