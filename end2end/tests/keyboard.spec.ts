// The main job with Tab, typing and Enter alone: in, to an idea, support it, say why.
import type { Locator, Page } from '@playwright/test';

import { expect, openConsultation, PASSWORD, propose, signUp, test, unique } from '../harness/index.ts';

/** Presses Tab until the focus is there, as somebody who listens for it does. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target, 'what has the focus is in sight').toBeInViewport();
      return;
    }
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

test('the keyboard alone is enough to log in, support an idea and comment on it', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const consultation = await openConsultation(page);
  // An idea that nobody has answered, withdrawn or merged, whatever other journeys did.
  const title = `A ramp at the library, ${unique()}`;
  await signUp(elsewhere, unique());
  await propose(elsewhere, consultation, title, 'So that everybody comes in by the same door.');
  await page.goto(`${consultation}/proposals?sort=newest`);
  await page.keyboard.press('Tab');
  await expect(page.locator('a.skip-link')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('main .rows').getByRole('link', { name: title }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/p\/\d+$/);
  const proposal = new URL(page.url()).pathname;

  await tabTo(page, page.getByRole('button', { name: 'Support this idea' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/log-in/);
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type('resident@demo.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(proposal);

  const give = page.locator('.support').getByRole('button', { name: 'Support this idea' });
  const withdraw = page.locator('.support').getByRole('button', { name: 'Withdraw my support' });
  if ((await withdraw.count()) === 0) {
    await tabTo(page, give);
    await page.keyboard.press('Enter');
  }
  await expect(withdraw).toBeVisible();

  const box = page.locator('form[action="/act/comment/new"] textarea').first();
  if (!(await box.isVisible())) {
    await tabTo(page, page.locator('details.write > summary'));
    await page.keyboard.press('Enter');
  }
  await tabTo(page, box);
  const text = `Typed without a mouse, ${unique()}.`;
  await page.keyboard.type(text);
  await tabTo(page, page.locator('form[action="/act/comment/new"] button.primary').first());
  await page.keyboard.press('Enter');
  await expect(page.locator('.comment', { hasText: text })).toBeVisible();
});
