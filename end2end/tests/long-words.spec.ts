// Words without a space, as long as the limits allow: no page becomes wider than a small phone.
import { type Page } from '@playwright/test';

import { expect, logIn, mainButton, OWN_PASSWORD, PASSWORD, propose, test, unique } from '../harness/index.ts';

const NAME = 'W'.repeat(80);

/** Looks at a page at 320 px; what stands out is named. */
async function expectNarrow(page: Page, path: string) {
  await page.setViewportSize({ width: 320, height: 640 });
  expect((await page.goto(path))?.ok(), path).toBe(true);
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} px`, ...out.slice(0, 8).map((it) => `${it.tagName} ${it.className}`)];
  });
  expect(wide, `${path} scrolls sideways`).toEqual([]);
}

async function signUp(page: Page) {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(`${unique()}@e2e.example`);
  await page.getByLabel('Name that others see').fill(NAME);
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await mainButton(page).click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Log out' })).toBeVisible();
}

test('names, titles and promises of one endless word fit a page of 320 px', async ({ page, elsewhere }) => {
  test.setTimeout(180_000);
  await logIn(page, 'lab@demo.example', PASSWORD);
  await page.goto('/lab/new');
  await page.getByLabel('Open call for ideas').check();
  await page.getByRole('textbox', { name: 'Title' }).fill('T'.repeat(100) + unique().slice(-20));
  await page.getByLabel('In one sentence').fill('S'.repeat(300));
  await page.getByRole('button', { name: 'Make the draft' }).click();
  const editor = new URL(page.url()).pathname;
  const path = editor.replace('/lab', '');
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const [field, text] of Object.entries({
    'phases[0][starts_on]': at(-1),
    'phases[0][ends_on]': at(9),
    'phases[1][starts_on]': at(10),
    'phases[1][ends_on]': at(19),
    'phases[2][starts_on]': at(20),
    'phases[2][ends_on]': at(30),
    'phases[0][name]': 'P'.repeat(60),
    'phases[0][description]': 'D'.repeat(500),
    'ladder[0][count]': '1',
    'ladder[0][owes]': 'O'.repeat(120),
    'ladder[0][owner]': 'M'.repeat(120),
    themes: 'H'.repeat(60),
    areas: 'A'.repeat(60),
  })) {
    await page.locator(`[name="${field}"]`).fill(text);
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.flash')).toContainText('Saved.');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.locator('.flash')).toContainText('It is public now.');

  await signUp(elsewhere);
  const idea = await propose(elsewhere, path, 'I'.repeat(120), 'B'.repeat(400));
  await elsewhere.goto(`${idea}/edit`);
  await elsewhere.locator('#theme').selectOption({ index: 1 });
  await elsewhere.locator('#area').selectOption({ index: 1 });
  await elsewhere.locator('textarea[name="body"]').fill(`${'>'.repeat(2_000)} ${'- '.repeat(300)} C${'B'.repeat(400)}`);
  await elsewhere.getByRole('button', { name: 'Save the changes' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('Your changes are saved.');
  await elsewhere.getByRole('button', { name: 'Support this idea' }).click();
  await elsewhere.locator('form[action="/act/comment/new"] textarea').first().fill('>'.repeat(2_000) + 'K'.repeat(900));
  await elsewhere.locator('form[action="/act/comment/new"] button.primary').first().click();
  await expect(elsewhere.locator('.flash')).toContainText('Your comment is published');

  // A search without results offers the form of a new idea.
  const nothing = '/search?q=zyzzyva';
  for (const seen of ['/account', nothing, path, `${path}/proposals`, idea, `${idea}/history`, `${idea}/edit`, `${idea}/comments`]) {
    await expectNarrow(elsewhere, seen);
  }
  for (const seen of [editor, '/lab', '/consultations', '/desk/answers', `${idea}/answer`]) await expectNarrow(page, seen);
});
