// The page changes in place: the focus stays on the button, and screen readers are told the change.
import type { Route } from '@playwright/test';

import { expect, expectAccessible, logIn, test } from '../harness/index.ts';

const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

test.beforeEach(async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto('/search?q=shade+bus+stop');
  await page.getByRole('link', { name: /Shade over the bus stop/ }).first().click();
  await expect(page).toHaveURL(/\/p\/\d+$/);
  // Only where the islands live do the forms stay; until then they are sent as without JavaScript.
  await page.waitForLoadState('networkidle');
});

test('a support is given and taken back without leaving the page', async ({ page }) => {
  const panel = page.locator('section.support');
  const give = panel.getByRole('button', { name: 'Support this idea' });
  const withdraw = panel.getByRole('button', { name: 'Withdraw my support' });
  if (await withdraw.isVisible()) {
    await withdraw.press('Enter');
    await expect(give).toBeVisible();
    await expect(give).not.toHaveAttribute('aria-busy');
  }
  const before = Number((await panel.locator('.count .figure').innerText()).replaceAll(/\D/g, ''));
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  await give.focus();
  await page.keyboard.press('Enter');
  await expect(withdraw).toBeFocused();
  await expect(withdraw).not.toHaveAttribute('aria-busy');
  await expect(panel.getByRole('status')).toBeVisible();
  await expect(panel.locator('.count .figure')).toHaveText(new RegExp(`^${before + 1}$`));
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(give).toBeFocused();
  await expect(panel.locator('.count .figure')).toHaveText(new RegExp(`^${before}$`));
  await expect(panel.locator('p.mine')).toBeHidden();
  expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
});

test('a double tap supports once, and does not take the support back', async ({ page }) => {
  const button = page.locator('section.support form.act button');
  const settled = () => expect(button).not.toHaveAttribute('aria-busy');
  if ((await button.innerText()).includes('Withdraw')) {
    await button.press('Enter');
    await expect(button).toHaveText('Support this idea');
    await settled();
  }
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  // The second tap comes in the very moment in which the button says the opposite.
  await button.evaluate((element: HTMLButtonElement) => {
    const observer = new MutationObserver(() => {
      if (element.textContent!.includes('Withdraw')) {
        observer.disconnect();
        element.click();
      }
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
    element.click();
  });
  await expect(button).toHaveText('Withdraw my support');
  await settled();
  expect(sent.filter((url) => url.includes('/act/proposal/'))).toHaveLength(1);
  // A later press is meant.
  await button.press('Enter');
  await expect(button).toHaveText('Support this idea');
});

test('a reaction shows at once and is taken back by a second press', async ({ page }) => {
  const agree = page.locator('button.reaction[data-side="up"]').first();
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  const pressed = (await agree.getAttribute('aria-pressed')) === 'true';
  const figure = Number(await agree.locator('.figure').innerText());
  await agree.focus();
  await page.keyboard.press('Enter');
  await expect(agree).toHaveAttribute('aria-pressed', `${!pressed}`);
  await expect(agree.locator('.figure')).toHaveText(`${figure + (pressed ? -1 : 1)}`);
  await expect(agree).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(agree).toHaveAttribute('aria-pressed', `${pressed}`);
  await expect(agree.locator('.figure')).toHaveText(`${figure}`);
  expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
});

test.describe('when the network fails', () => {
  // The 502 is that of a proxy, which the journey plays.
  test.use({ expectedConsole: ['Failed to load resource', 'ERR_FAILED', '502 for '] });

  test('an error is shown for a reaction that does not arrive', async ({ page }) => {
    const agree = page.locator('button.reaction[data-side="up"]').first();
    const before = await agree.getAttribute('aria-pressed');
    await page.route('**/act/comment/react', (route) => route.abort());
    await agree.press('Enter');
    await expect(page.locator('.reaction-status')).not.toBeEmpty();
    await expect(agree).toHaveAttribute('aria-pressed', `${before}`);
  });

  test('an error is shown in place for a support that does not arrive or comes too fast', async ({ page }) => {
    const panel = page.locator('section.support');
    const press = panel.locator('form.act button');
    const label = (await press.innerText()).trim();
    const sentence = (await panel.locator('.failed').getAttribute('data-failed')) ?? '';
    const answers = [
      (route: Route) => route.abort(),
      (route: Route) => route.fulfill({ status: 429, contentType: 'application/json', body: '{"refusal":"too_fast","seconds":9}' }),
      (route: Route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    ];
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    for (const answer of answers) {
      await page.route(/\/act\/proposal\/(un)?support/, answer);
      await press.press('Enter');
      await expect(panel.locator('.failed')).toHaveText(sentence);
      await expect(panel.locator('.failed')).toBeVisible();
      await expect(press).not.toHaveAttribute('aria-busy');
      await expect(press).toHaveText(label);
      await page.unroute(/\/act\/proposal\/(un)?support/);
    }
    await press.press('Enter');
    await expect(press).not.toHaveText(label);
    await expect(panel.locator('.failed')).toBeHidden();
    await expect(press).not.toHaveAttribute('aria-busy');
    await press.press('Enter');
    await expect(press).toHaveText(label);
    expect(await page.evaluate(() => 'stayed' in globalThis), 'the page was not left').toBe(true);
  });
});
