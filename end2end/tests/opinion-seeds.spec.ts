// The lab pastes statements from a spreadsheet: they are shown cleaned, and added as they were seen.
import { expect, expectAccessible, logIn, PASSWORD, test, unique } from '../harness/index.ts';

const SEEDS = '/desk/opinion/where-should-the-cars-go/seeds';

test('pasted statements are shown without the quotes of their cells before they are added', async ({ page }) => {
  await logIn(page, 'lab@demo.example', PASSWORD);
  await page.goto(SEEDS);
  const word = unique();
  const statements = page.getByLabel('Statements, one a line');
  await statements.fill(`"They said ""never"" to ${word}."\n- Benches for ${word}\nbenches for ${word}`);
  await page.getByRole('button', { name: 'Show what will be added' }).click();
  const added = page.getByRole('region', { name: 'These 2 statements will be added' });
  await expect(added.getByRole('listitem')).toHaveText([`They said "never" to ${word}.`, `Benches for ${word}`]);
  await expect(page.getByRole('region', { name: /left out/ }).getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask these statements' }).click();
  await expect(page.getByText('2 statements were added.')).toBeVisible();
});
