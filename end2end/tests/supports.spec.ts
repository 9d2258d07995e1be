// The look of staff at supports, and an area that is renamed in the editor and keeps its ideas.
import {
  expect,
  expectAccessible,
  logIn,
  PASSWORD,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

/** The day that is so many days from now, as a date field takes it. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('five new accounts reach a threshold that is checked in public, and staff hold and release it @postgres', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(240_000);
  // A consultation of its own, with a threshold of five and two places.
  await logIn(elsewhere, 'lab@demo.example', PASSWORD);
  await elsewhere.goto('/lab/new');
  const title = `Benches where people wait ${unique()}`;
  await elsewhere.getByLabel('Open call for ideas').check();
  await elsewhere.getByRole('textbox', { name: 'Title' }).fill(title);
  await elsewhere.getByLabel('In one sentence').fill('Name a stop without a bench, and say who waits there.');
  await elsewhere.getByRole('button', { name: 'Make the draft' }).click();
  const editor = new URL(elsewhere.url()).pathname;
  const days = [inDays(-1), inDays(9), inDays(10), inDays(19), inDays(20), inDays(30)];
  for (const step of [0, 1, 2]) {
    await elsewhere.getByLabel('First day').nth(step).fill(days[2 * step] ?? '');
    await elsewhere.getByLabel('Last day').nth(step).fill(days[2 * step + 1] ?? '');
  }
  await elsewhere.locator('[name="ladder[0][count]"]').fill('5');
  await elsewhere.locator('[name="phases[0][allows_support]"]').check();
  await elsewhere.getByRole('textbox', { name: 'Places' }).fill('North\nSouth');
  await elsewhere.getByRole('button', { name: 'Publish' }).click();
  await expect(elsewhere.locator('.flash')).toContainText('It is public now.');
  const consultation = new URL(elsewhere.url()).pathname;

  let idea = '';
  for (const number of [1, 2, 3, 4, 5]) {
    await signUp(page, `support${number}-${unique()}`);
    idea ||= await propose(page, consultation, `A bench at the stop ${unique()}`, 'Old people stand there for half an hour, every day of the year.');
    await page.goto(idea);
    await page.getByRole('button', { name: 'Support this idea' }).click();
    await expect(page.locator('.support .mine')).toBeVisible();
    await page.context().clearCookies();
  }
  await page.goto(idea);
  await expect(page.locator('ol.ladder')).toContainText('being checked until');
  await expectAccessible(page);

  await logIn(page, 'moderator@demo.example', PASSWORD);
  await page.goto(idea);
  await page.getByRole('link', { name: 'How the supports came in' }).click();
  await expectAccessible(page);
  await page.getByLabel('Why do you hold it?').fill('Five accounts were made within seconds.');
  await page.getByRole('button', { name: 'Hold it for 72 hours' }).click();
  await expect(page.locator('.flash')).toContainText('Held until');
  await page.goto(idea);
  await expect(page.locator('ol.ladder')).toContainText('Five accounts were made within seconds.');
  await page.getByRole('link', { name: 'How the supports came in' }).click();
  await page.getByRole('button', { name: 'The answer is owed now' }).click();
  await page.goto(idea);
  await expect(page.locator('ol.ladder')).not.toContainText('held until');

  // The lab renames a theme's list of places; nothing lies there, so nothing is asked.
  await elsewhere.goto(editor);
  await elsewhere.getByRole('textbox', { name: 'Places' }).fill('Northern quarter\nSouth');
  await elsewhere.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(elsewhere.locator('.flash')).toContainText('Saved.');
});
