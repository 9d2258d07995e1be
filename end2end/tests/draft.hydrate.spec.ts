// A text that somebody began to write is in its form again when they come back, until they send it.
import { expect, expectAccessible, logIn, logOut, PASSWORD, test, unique } from '../harness/index.ts';

test('an unfinished comment is in its form again, until it is published', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto('/search?q=shade+bus+stop');
  await page.getByRole('link', { name: /Shade over the bus stop/ }).first().click();
  await expect(page).toHaveURL(/\/p\/\d+$/);
  const idea = page.url();
  const form = page.locator('#comment-form');
  const box = form.getByRole('textbox');
  const open = async () => {
    await page.waitForLoadState('networkidle');
    if (!(await box.isVisible())) await page.locator('details.write > summary').click();
  };
  await open();
  const text = `Begun on the way home, ${unique()}.`;
  await box.pressSequentially(text);
  await page.goto('/');
  await page.goto(idea);
  await expect(box).toHaveValue(text);
  // The reply is unfolded, a note says that its text is back, and its length is counted.
  await expect(form.getByText('What you began to write is here again.')).toBeVisible();
  await expect(form.locator('.remaining')).toHaveText(/^2,?9\d\d characters left$/);
  await expectAccessible(page);
  await form.locator('button.primary').click();
  await expect(page.locator('.comment', { hasText: text })).toBeVisible();
  await page.goto(idea);
  await open();
  await expect(box).toHaveValue('');
  await expect(form.getByText('What you began to write is here again.')).toBeHidden();
});

test('another account on the same computer does not see an unfinished comment', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto('/c/where-should-the-cars-go/opinion/add');
  await page.waitForLoadState('networkidle');
  const box = page.getByLabel('Your statement');
  await box.pressSequentially('Nobody may read this yet');
  await logOut(page);
  await logIn(page, 'moderator@demo.example', PASSWORD);
  await page.goto('/c/where-should-the-cars-go/opinion/add');
  await page.waitForLoadState('networkidle');
  await expect(box).toHaveValue('');
});

test('an unfinished reply is unfolded again', async ({ page }) => {
  await logIn(page, 'resident@demo.example', PASSWORD);
  await page.goto('/search?q=shade+bus+stop');
  await page.getByRole('link', { name: /Shade over the bus stop/ }).first().click();
  await expect(page).toHaveURL(/\/p\/\d+$/);
  const idea = page.url();
  const boxes = page.locator('.thread form[action="/act/comment/new"] textarea');
  await page.waitForLoadState('networkidle');
  await page.locator('.thread summary', { hasText: 'Reply' }).first().click();
  await boxes.first().pressSequentially('I would help to paint it.');
  await page.goto('/');
  await page.goto(idea);
  await expect(boxes.first()).toBeVisible();
  await expect(boxes.first()).toHaveValue('I would help to paint it.');
  await expect(boxes.nth(1)).toHaveValue('');
});
