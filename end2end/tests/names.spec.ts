// The badge of staff, names that are reserved for staff, and a name that looks like a name of staff.
import {
  comment,
  expect,
  expectAccessible,
  letTheServerCheck,
  logIn,
  mainButton,
  openConsultation,
  OWN_PASSWORD,
  PASSWORD,
  test,
  unique,
} from '../harness/index.ts';

test('staff have a badge, and a resident of the same name carries another word @postgres', async ({ page, elsewhere }) => {
  test.setTimeout(120_000);
  const email = `${unique()}@names.example`;
  await page.goto('/sign-up');
  await letTheServerCheck(page);
  await page.getByLabel('Name that others see').fill('The Mоderator');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await mainButton(page).click();
  await expect(page.locator('#display_name-error')).toContainText('is kept for people who work for the city');
  await expectAccessible(page);

  // Marta Quintana is the demo's moderator.
  await page.getByLabel('Name that others see').fill('Quintana, Mаrta');
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await mainButton(page).click();
  await expect(page.getByRole('banner').getByText('Quintana, Mаrta')).toBeVisible();
  const consultation = await openConsultation(page);
  await page.goto(`${consultation}/proposals`);
  await page.locator('main a[href*="/p/"]').first().click();
  const proposal = new URL(page.url()).pathname;
  const text = `I decide this ${unique()}`;
  await comment(page, text);
  await page.goto(`${proposal}?sort=newest`);
  const said = page.locator('.comment', { hasText: text });
  await expect(said.locator('.badge[data-badge="resident"]')).toHaveText('Resident');

  await logIn(elsewhere, 'moderator@demo.example', PASSWORD);
  await elsewhere.goto(proposal);
  const answer = `We look into this ${unique()}`;
  await comment(elsewhere, answer);
  await elsewhere.goto(`${proposal}?sort=newest`);
  await expect(elsewhere.locator('.comment', { hasText: answer }).locator('.badge[data-badge="staff"]')).toHaveText('City staff');
  await expectAccessible(elsewhere);
  await elsewhere.goto('/desk/names');
  await expect(elsewhere.locator('main .rows > li', { hasText: 'Quintana, Mаrta' }).first()).toContainText(
    'Looks like the name of somebody on the staff',
  );
  await expectAccessible(elsewhere);
});

test('an administrator reads the list of names for staff, and a wrong line is explained', async ({ page }) => {
  await logIn(page, 'admin@demo.example', PASSWORD);
  await page.goto('/admin/names');
  await expect(page.getByLabel('Titles and offices')).toHaveValue(/mayor/);
  await expectAccessible(page);
  await letTheServerCheck(page);
  await page.getByLabel('Titles and offices').fill('mayor\nx');
  await page.getByRole('button', { name: 'Save the list' }).click();
  await expect(page.locator('#names-error')).toContainText('Line 2');
  await expect(page.getByLabel('Titles and offices')).toHaveValue('mayor\nx');
  await expectAccessible(page);
});
