// A comment that breaks the rules is reported by a resident, hidden by a moderator with a reason that its author reads, and
// shown again.
import {
  comment,
  expect,
  expectAccessible,
  logIn,
  logOut,
  mainButton,
  openConsultation,
  PASSWORD,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

test('a reported comment is hidden with a reason, which its author reads, and shown again @postgres', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(120_000);
  const text = `Buy my seeds ${unique()}, best price`;
  await signUp(page, `seller-${unique()}`);
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/proposals`);
  await page.locator('main a[href*="/p/"]').first().click();
  const proposal = new URL(page.url()).pathname;
  await comment(page, text);

  await logIn(elsewhere, 'resident@demo.example', PASSWORD);
  await elsewhere.goto(`${proposal}?sort=newest`);
  await elsewhere.locator('.comment', { hasText: text }).getByRole('link', { name: 'Report' }).click();
  await elsewhere.getByLabel('Advertising, or the same again and again').check();
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Send to the moderators' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('The moderators will look at it');

  await logOut(elsewhere);
  await logIn(elsewhere, 'moderator@demo.example', PASSWORD);
  await elsewhere.goto('/desk/reports');
  const reported = elsewhere.locator('main .rows > li', { hasText: text });
  await reported.getByText('Hide', { exact: true }).click();
  await reported.getByLabel('Why do you hide it?').fill('The rules of the house: no advertising.');
  await reported.getByRole('button', { name: 'Hide it' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('It is hidden');
  await expect(reported).toHaveCount(0);

  await page.goto(`${proposal}?sort=newest`);
  const notice = page.locator('.notice[data-kind="hidden"]', { hasText: 'no advertising' }).first();
  await expect(notice).toContainText('Reason: The rules of the house: no advertising.');
  await notice.getByText('Read what you wrote').click();
  await expect(notice).toContainText(text);
  await expectAccessible(page);

  await elsewhere.goto('/desk/log');
  await elsewhere.locator('main .rows > li', { hasText: text }).first().getByRole('link', { name: 'Show again' }).click();
  await elsewhere.getByLabel('Why do you show it again?').fill('Looked at again: seeds were asked for.');
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Show it again' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('It is shown again');
  await page.goto(`${proposal}?sort=newest`);
  await expect(page.locator('.comment', { hasText: text })).toBeVisible();
});

test('a hidden idea is a notice for everyone and stays readable for its author', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  await signUp(page, `hidden-${unique()}`);
  const title = `Paint the town hall ${unique()}`;
  const proposal = await propose(page, await openConsultation(page), title, 'All of it, in the colour of my shop, with its name.');

  await logIn(elsewhere, 'moderator@demo.example', PASSWORD);
  await elsewhere.goto(proposal);
  await elsewhere.getByRole('main').getByRole('link', { name: 'Hide' }).last().click();
  await elsewhere.getByLabel('Why do you hide it?').fill('The rules of the house: no advertising.');
  await elsewhere.getByRole('button', { name: 'Hide it' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('It is hidden');

  await page.goto(proposal);
  await expect(page.locator('.notice[data-kind="hidden"]')).toContainText('no advertising');
  await expect(page.getByRole('main')).toContainText('in the colour of my shop');
  await expectAccessible(page);
  await logOut(page);
  await page.goto(proposal);
  await expect(page.getByRole('main')).toContainText('no advertising');
  await expect(page.getByRole('main')).not.toContainText('in the colour of my shop');
  await expectAccessible(page);

  await elsewhere.goto(proposal);
  await elsewhere.getByRole('main').getByRole('link', { name: 'Show again' }).first().click();
  await elsewhere.getByLabel('Why do you show it again?').fill('It names no shop after all.');
  await mainButton(elsewhere).click();
  await page.goto(proposal);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
});
