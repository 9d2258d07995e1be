// Tests of the harness: it notices messages in the console, which a person at the page would not see.
import { test } from '../harness/index.ts';

test.fail('a console message fails a journey', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => console.warn('no island of this name'));
});

test.fail('an error in a script of the page fails a journey', async ({ page }) => {
  await page.goto('/');
  const thrown = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('an island broke');
    });
  });
  await thrown;
});
