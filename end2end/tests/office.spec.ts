// An account that answers for an office finds what the office owes, answers it, and sees it leave the list.
import { expect, expectAccessible, logIn, PASSWORD, test } from '../harness/index.ts';

test('an office finds the oldest promise, answers it, and it leaves the list @postgres', async ({ page }) => {
  test.setTimeout(60_000);
  await logIn(page, 'office@demo.example', PASSWORD);
  await page.getByRole('link', { name: 'Your office' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Answers your office owes');
  await expect(page.getByRole('main')).toContainText("The borough's office");
  await expectAccessible(page);

  const promises = page.locator('.rows > li');
  const count = await promises.count();
  const title = await promises.first().getByRole('heading').innerText();
  await promises.first().getByRole('link', { name: 'Write the answer' }).click();
  await page.locator('[name="status"][value="accepted"]').check();
  await page.getByLabel('The answer', { exact: true }).fill('We visit the street on Tuesday and write to you afterwards.');
  await page.getByRole('button', { name: 'See how it will look' }).click();
  await page.getByRole('button', { name: 'Publish the answer' }).click();
  await expect(page.locator('.flash')).toContainText('The answer is published.');

  await page.getByRole('link', { name: 'Your office' }).click();
  await expect(promises).toHaveCount(count - 1);
  await expect(promises.getByRole('heading', { name: title, exact: true })).toHaveCount(0);
});
