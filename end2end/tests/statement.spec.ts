// A statement of one's own: found by search, reported by somebody else, taken out with a reason, asked again.
import { expect, expectAccessible, logIn, logOut, PASSWORD, signUp, test, unique } from '../harness/index.ts';

/** The demo's consultation that maps opinions. */
const CONSULTATION = '/c/where-should-the-cars-go';

test('a statement is added, found, reported, taken out and asked again @postgres', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const text = `Zeppelins ${unique()} moor over every roof`;
  await signUp(page, `author-${unique()}`);
  await page.goto(`${CONSULTATION}/opinion/add`);
  await expect(page.locator('form .cost')).toContainText('You can add 10 more.');
  await expectAccessible(page);
  await page.getByLabel('Your statement').fill(text);
  await page.locator('form[action="/act/opinion/add"] button.primary').click();
  const anyway = page.getByRole('button', { name: 'Add mine all the same' });
  if (await anyway.isVisible()) await anyway.click();
  await expect(page.locator('.flash')).toContainText('Others are asked it from now on');

  await logIn(elsewhere, 'resident@demo.example', PASSWORD);
  const result = elsewhere.locator('.rows .row', { hasText: text });
  await expect(async () => {
    await elsewhere.goto(`/search?q=${encodeURIComponent(`zeppelin ${unique()}`)}&kind=statement`);
    await expect(result).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(result.locator('.badge')).toHaveText('Statement');
  await expectAccessible(elsewhere);
  await result.getByRole('heading').getByRole('link').click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(text);
  const address = new URL(elsewhere.url()).pathname;
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('main').getByRole('link', { name: 'Report' }).click();
  await elsewhere.getByLabel('Advertising, or the same again and again').check();
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Send to the moderators' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('The moderators will look at it');

  await logOut(elsewhere);
  await logIn(elsewhere, 'moderator@demo.example', PASSWORD);
  await elsewhere.goto('/desk/reports');
  const reported = elsewhere.locator('main .rows > li', { hasText: text });
  await reported.getByText('Take out', { exact: true }).click();
  await reported.getByLabel('Why do you take it out?').fill('The rules of the house: no advertising.');
  await expectAccessible(elsewhere);
  await reported.getByRole('button', { name: 'Take it out' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('It is hidden');
  await expect(reported).toHaveCount(0);

  await page.goto(`${CONSULTATION}/opinion/answers`);
  await expect(page.locator('.answered')).toContainText('Reason: The rules of the house: no advertising.');
  await logOut(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This statement was taken out');
  await expect(page.locator('.notice[data-kind="hidden"]')).toContainText('no advertising');
  await expectAccessible(page);

  await elsewhere.goto(address);
  await elsewhere.getByRole('main').getByRole('link', { name: 'Ask it again' }).click();
  await elsewhere.getByLabel('Why do you ask it again?').fill('Looked at again: nothing is sold.');
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Ask it again' }).click();
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
});
