// The front door: that the program starts with its demo content, and that the harness itself can fail.
import { expect, expectAccessible, hasJavaScript, test } from '../harness/index.ts';

test('the home page opens and is accessible @postgres', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('main')).toBeVisible();
  await expectAccessible(page);
});

test('the home page fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a page without a language, a title and a label is not called accessible', async ({ page }) => {
  await page.setContent('<p>No title</p><input>');
  await expect(expectAccessible(page)).rejects.toThrow(/label/);
});

test('JavaScript is on or off as the project says', async ({ page }) => {
  const state = page.locator('#state');
  await page.setContent('<p id="state">off</p><script>document.getElementById("state").textContent = "on"</script>');
  await expect(state).toHaveText(hasJavaScript() ? 'on' : 'off');
  // axe needs it for a moment; nothing of the page may run then or later.
  await expect(expectAccessible(page)).rejects.toThrow(/document-title/);
  await expect(state).toHaveText(hasJavaScript() ? 'on' : 'off');
});
