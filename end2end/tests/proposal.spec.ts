// One's own idea afterwards: edited with its history, edited twice at once, supported and not, withdrawn.
import {
  expect,
  expectAccessible,
  openConsultation,
  propose,
  signUp,
  test,
  unique,
} from '../harness/index.ts';

test('an edit shows in the history word by word, and an outdated one loses nothing @postgres', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await signUp(page, `editor-${unique()}`);
  const title = `Benches along the river ${unique()}`;
  const proposal = await propose(page, await openConsultation(page), title, 'We need ten benches along the river path.');

  await page.goto(`${proposal}/edit`);
  await expectAccessible(page);
  const secondTab = await context.newPage();
  await secondTab.goto(`${proposal}/edit`);
  await page.locator('textarea[name="body"]').fill('We need twenty benches along the river path.');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await expect(page.locator('.flash')).toContainText('Your changes are saved.');
  await page.getByRole('link', { name: 'History of this text' }).click();
  await expect(page.locator('.diff del')).toHaveText('ten');
  await expect(page.locator('.diff ins')).toHaveText('twenty');
  await expectAccessible(page);

  await secondTab.locator('textarea[name="body"]').fill('We need ten tables along the river path.');
  await secondTab.getByRole('button', { name: 'Save the changes' }).click();
  await expect(secondTab.getByRole('heading', { name: 'Your idea was changed in the meantime' })).toBeVisible();
  await expect(secondTab.locator('.notice blockquote')).toContainText('twenty benches');
  await expect(secondTab.locator('textarea[name="body"]')).toHaveValue('We need ten tables along the river path.');
  await expectAccessible(secondTab);
  await secondTab.getByRole('button', { name: 'Save the changes' }).click();
  await expect(secondTab.locator('.flash')).toContainText('Your changes are saved.');
  await expect(secondTab.getByRole('main')).toContainText('ten tables');
});

test('a support is given and taken back, and an idea is withdrawn', async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, `fickle-${unique()}`);
  const title = `A clock on the market ${unique()}`;
  const proposal = await propose(page, await openConsultation(page), title, 'One that is right, and that strikes at noon.');
  const count = page.locator('.support .count .figure');
  await page.getByRole('button', { name: 'Support this idea' }).click();
  await expect(count).toHaveText('1');
  const withdraw = page.locator('.support').getByRole('button', { name: 'Withdraw my support' });
  // The button rests for a moment after it took effect.
  await expect(withdraw).not.toHaveAttribute('aria-busy');
  await withdraw.click();
  await expect(count).toHaveText('0');
  await page.reload();
  await expect(count).toHaveText('0');
  await expect(page.getByRole('button', { name: 'Support this idea' })).toBeVisible();

  await page.goto(`${proposal}/edit`);
  await page.getByText('Withdraw this idea').click();
  await page.getByRole('button', { name: 'Withdraw my idea' }).click();
  await expect(page.locator('.flash')).toContainText('Your idea is withdrawn.');
  await page.goto(proposal);
  await expect(page.getByRole('main')).toContainText('Its author took this idea back');
  await expect(page.locator('.support form')).toHaveCount(0);
  await expectAccessible(page);
});
