// Suggestions while typing, by keyboard and by mouse, and the ideas that sound like a title.
import type { Page } from '@playwright/test';

import { expect, expectAccessible, logIn, test } from '../harness/index.ts';

const PASSWORD = process.env.CABILDO_DEMO_PASSWORD ?? 'puerto claro';

/** The search field, once the island has made it a combobox. */
async function combobox(page: Page) {
  await page.goto('/search');
  const field = page.getByRole('combobox', { name: 'What are you looking for?' });
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  return field;
}

test('suggestions are chosen with the keyboard', async ({ page }) => {
  const field = await combobox(page);
  await field.pressSequentially('fount');
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(list).toBeVisible();
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(field).toHaveAttribute('aria-controls', `${await list.getAttribute('id')}`);
  await expect(field).not.toHaveAttribute('aria-activedescendant');

  const options = list.getByRole('option');
  const chosen = list.getByRole('option', { selected: true });
  const ids = await options.evaluateAll((all) => all.map((one) => one.id));
  await field.press('ArrowUp');
  await expect(field).toHaveAttribute('aria-activedescendant', `${ids.at(-1)}`);
  await field.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', `${ids[0]}`);
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toHaveAttribute('id', `${ids[0]}`);
  await expectAccessible(page);

  await field.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).not.toHaveAttribute('aria-controls');
  await expect(field).toHaveValue('fount');
  await expect(field).toBeFocused();

  await field.pressSequentially('ai');
  await expect(list).toContainText('Bring back the fountain');
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/p\/\d+$/);
});

test('Enter without a choice searches, and unknown words bring no suggestion', async ({ page }) => {
  const field = await combobox(page);
  await field.pressSequentially('market');
  await expect(page.getByRole('listbox')).toBeVisible();
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=market/);

  const again = await combobox(page);
  await again.pressSequentially('zyzzyva');
  await page.waitForResponse(/search\/complete\?q=zyzzyva/);
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('a suggestion is opened with a press, and the list closes behind the field', async ({ page }) => {
  const field = await combobox(page);
  await field.pressSequentially('fountain');
  const option = page.getByRole('option', { name: /Bring back the fountain/ });
  await expect(option).toBeVisible();
  await field.press('Tab');
  await expect(option).toHaveCount(0);
  await field.press('End');
  await field.pressSequentially(' ');
  await option.click();
  await expect(page).toHaveURL(/\/p\/\d+$/);
});

test('ideas that sound alike come and go while a title is typed, and its length is counted', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto('/c/what-should-change/propose');
  const title = page.getByLabel('Title');
  const similar = page.getByRole('region', { name: 'These ideas exist already' });
  await expect(similar).toHaveCount(0);
  await expect(async () => {
    await title.fill('');
    await title.pressSequentially('Bring back our fountain');
    await expect(similar.getByRole('link', { name: /fountain/ }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(title).toBeFocused();
  await expect(page.locator('p.remaining[data-counts="title"]')).toHaveText(/^\d+ characters left$/);
  await expectAccessible(page);
  await title.fill('Zyzzyva');
  await expect(similar).toHaveCount(0);
});
