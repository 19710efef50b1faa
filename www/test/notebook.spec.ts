// The notebook's tools on the real core: the way back, runs, axes and fits.

import type { Locator, Page } from '@playwright/test';
import { barriers, expect, openLab, test } from './fixtures.ts';

const PERIODS = [['0.3', '33.1'], ['0.4', '38.2'], ['0.5', '42.6'], ['0.6', '46.7'], ['0.7', '50.4']] as const;

/** A table of five lengths, read and typed by the learner, and its graph. */
async function measured(page: Page, lang: 'zh' | 'en'): Promise<Locator> {
  const lab = await openLab(page, 'pendulum', { lang });
  await lab.locator('.reader').selectOption('learner');
  for (const [index, [thread, time]] of PERIODS.entries()) {
    await lab.locator('.data .main').click();
    const cells = lab.locator('.data tbody tr.newest td');
    await expect(lab.locator('.data tbody tr')).toHaveCount(index + 1);
    for (const [column, text] of [[0, thread], [3, time]] as const) {
      await cells.nth(column).locator('input').fill(text);
      await cells.nth(column).locator('input').press('Enter');
    }
  }
  await lab.locator('.which').selectOption('watch');
  return lab;
}

for (const [lang, names] of [['en', ['Undo', 'Redo', 'New run', 'Run 2']], ['zh', ['撤销', '重做', '新的一组', '第 2 组']]] as const) {
  test(`back and forth by buttons, and a new run, ${lang}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang });
    const [undo, redo, run] = names.slice(0, 3).map((name) => lab.getByRole('button', { name, exact: true })) as [Locator, Locator, Locator];
    const runs = lab.locator('.opens-runs');
    const rows = lab.locator('.data tbody tr:not(.run)');
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await lab.locator('.data .main').click();
    await expect(rows).toHaveCount(1);
    await undo.click();
    await expect(rows).toHaveCount(0);
    // Nothing more to take back: the button keeps the keyboard, and does nothing.
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await expect(undo).toBeFocused();
    await undo.click({ force: true });
    await expect(lab.locator('.toast')).toHaveCount(0);
    await redo.click();
    await expect(rows).toHaveCount(1);
    await expect(lab.locator('.data tr.run')).toHaveCount(0);
    await runs.click();
    await run.click();
    await page.keyboard.press('Escape');
    await expect(runs).toBeFocused();
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tr.run')).toHaveCount(2);
    await expect(lab.locator('.data tr.run').last()).toHaveText(names[3]);
    expect(await barriers(page)).toEqual([]);
    // The row, then the run: what was done last is taken back first.
    await undo.click();
    await undo.click();
    await expect(lab.locator('.data tr.run')).toHaveCount(0);
    await expect(rows).toHaveCount(1);
  });
}

test('Ctrl+Z and Ctrl+Y work while the keyboard is in the panel; a field keeps its own', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  await expect(lab.locator('.bar-below')).toBeVisible();
  const rows = lab.locator('.data tbody tr');
  await lab.locator('.data .main').click();
  await lab.locator('.data .main').click();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Control+y');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(rows).toHaveCount(2);
  // While something is being typed it is the field's own undoing.
  const swings = rows.first().locator('td.typed input').nth(1);
  await swings.click();
  await page.keyboard.type('25');
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(2);
  // A row that goes with the keyboard in it leaves the keyboard in the panel.
  await page.keyboard.press('Escape');
  await rows.last().locator('.number button').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(0);
  await page.keyboard.press('Control+y');
  await expect(rows).toHaveCount(1);
  // Outside of the panel nothing is taken back.
  await lab.locator('.stage').focus();
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(1);
});

for (const lang of ['en', 'zh'] as const) {
  test(`every kind of fit is named, and tells its terms with units, ${lang}`, async ({ page }) => {
    const lab = await measured(page, lang);
    await expect(lab.locator('.fit option')).toHaveCount(7);
    const names = (await lab.locator('.fit option').allTextContents()).map((text) => text.trim());
    expect(names.slice(1).every((name) => name.includes('y = '))).toBe(true);
    expect(names.every((name) => /\p{Script=Han}/u.test(name) === (lang === 'zh'))).toBe(true);
    const terms = lab.locator('.terms');
    await expect(terms).toContainText(/k = 4\.\d.*s²\/m/);
    await expect(terms).toContainText(/R2 = 0\.999/);
    await expect(terms).toContainText(/s = 0\.\d+\u2009s²/);
    await lab.locator('.fit').selectOption('quadratic');
    await expect(terms).toContainText(/a = .*s²\/m².*b = .*s²\/m.*c = .*s²/);
    await lab.locator('.fit').selectOption('power');
    await expect(terms).toContainText(/a = .*b = /);
    await expect(terms).not.toContainText('c =');
    await lab.locator('.fit').selectOption('none');
    await expect(terms).toHaveCount(0);
  });

  test(`axes show other quantities and scales, and say so, ${lang}`, async ({ page }) => {
    const lab = await measured(page, lang);
    await expect(lab.locator('.ordinate')).toHaveText('T2/s²');
    await lab.locator('.opens-axes').click();
    await lab.locator('.column-y').selectOption('period');
    await expect(lab.locator('.ordinate')).toHaveText('T/s');
    await lab.locator('.scale-y').selectOption('square');
    await expect(lab.locator('.ordinate')).toHaveText('T2/s²');
    await expect(lab.locator('.plot')).toHaveAttribute('aria-label', /T² \/ s²/);
    await expect(lab.locator('.terms')).toContainText(/k = 4\.\d/);
    expect(await barriers(page)).toEqual([]);
    await lab.locator('.scale-y').selectOption('log10');
    await lab.locator('.scale-x').selectOption('inverse');
    await expect(lab.locator('.ordinate')).toHaveText('lg(T/s)');
    await expect(lab.locator('.abscissa')).toHaveText('1/l/m⁻¹');
    const scales = await lab.locator('.scale-x option').allTextContents();
    expect(scales).toHaveLength(8);
    expect(scales.every((name) => /\p{Script=Han}/u.test(name) === (lang === 'zh'))).toBe(true);
    await lab.locator('.scale-x').focus();
    await page.keyboard.press('Escape');
    await expect(lab.locator('.axes')).toHaveCount(0);
    await expect(lab.locator('.opens-axes')).toBeFocused();
    // A choice of an axis is taken back like anything else.
    await page.keyboard.press('Control+z');
    await expect(lab.locator('.abscissa')).toHaveText('l/m');
  });
}
