// The learner takes the reading: chooses to, looks closer, moves the eye, types what is read. On the real core.

import type { Locator, Page } from '@playwright/test';
import { barriers, expect, openLab, test } from './fixtures.ts';

async function learner(page: Page, lang: 'zh' | 'en', id = 'pendulum'): Promise<Locator> {
  const lab = await openLab(page, id, { lang });
  // On a narrow screen the panel with the choice lies behind its tab.
  if (await lab.locator('.tabs').isVisible()) await lab.locator('.tabs button').nth(1).click();
  await lab.locator('.reader').selectOption('learner');
  await expect(lab.locator('.chip.own').first()).toBeVisible();
  return lab;
}

/** What was done to the lab, in order. */
function done(lab: Locator): Promise<Record<string, unknown>[]> {
  return lab.evaluate((element) => ((element as unknown as { record(): { entries: { action: Record<string, unknown> }[] } }).record().entries.map(({ action }) => action)));
}

/** The cell of the newest row in a column, counted from 0. */
function field(lab: Locator, column: number): Locator {
  return lab.locator('.data tbody tr.newest td').nth(column).locator('input');
}

for (const [lang, words] of [['en', ['Read for me', 'I read']], ['zh', ['自动读数', '自己读数']]] as const) {
  test(`who reads is chosen beside the table, and only among what the experiment allows, ${lang}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang });
    await expect(lab.locator('.reader option')).toHaveText([...words]);
    await expect(lab.locator('.reader')).toHaveValue('instrument');
    await expect(lab.locator('.readings')).toContainText('80.00');
    await lab.locator('.data .main').click();
    // What the instrument has shown stays; the next row is the learner's.
    await lab.locator('.reader').selectOption('learner');
    await expect(lab.locator('.readings')).not.toContainText('80.00');
    await expect(lab.locator('.data .main')).toContainText(lang === 'zh' ? '新建一行' : 'Begin a row');
    await expect(field(lab, 0)).toHaveValue('0.8000');
    await lab.locator('.data .main').click();
    await expect(field(lab, 0)).toHaveValue('');
    await lab.locator('.reader').selectOption('instrument');
    await expect(lab.locator('.readings')).toContainText('80.00');
    await expect(field(lab, 0)).toHaveCount(0);
    expect(await barriers(page)).toEqual([]);
  });
}

for (const [modes, names] of [[['learner', 'exact'], ['I read', 'Exact values']], [['learner'], []]] as const) {
  test(`an experiment that allows ${modes.join(' and ')} offers ${names.length === 0 ? 'no choice' : 'these'}`, async ({ page }) => {
    await page.route(/simulations\/pendulum\/module\.json$/, async (route) => {
      const module = (await (await route.fetch()).json()) as { notebook: object };
      await route.fulfill({ json: { ...module, notebook: { ...module.notebook, reading: modes } } });
    });
    const lab = await openLab(page, 'pendulum', { lang: 'en' });
    await expect(lab.locator('.bar-below')).toBeVisible();
    await expect(lab.locator('.reader option')).toHaveText([...names]);
    await expect(lab.locator('.chip.own').first()).toBeVisible();
    if (names.length === 0) return;
    await lab.locator('.reader').selectOption('exact');
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tbody td').first()).toContainText('0.8');
    await expect(field(lab, 0)).toHaveCount(0);
  });
}

test('who reads for oneself sees no digits on the panel, but where to look', async ({ page }) => {
  const lab = await learner(page, 'zh');
  const chip = lab.locator('.readings button.chip').first();
  await expect(chip).toContainText('读数');
  await expect(lab.locator('.readings')).not.toContainText('80.00');
  await expect(chip.locator('.icon')).toBeVisible();
  await chip.click();
  await expect(lab.locator('.lens')).toBeVisible();
  await expect(lab.locator('.lens')).not.toContainText('80.00');
  // What the field is, and that letters are offered only where a minus may be needed.
  await expect(lab.locator('.lens .reading')).toHaveAttribute('inputmode', 'decimal');
  await expect(lab.getByRole('textbox', { name: '摆线长的读数' })).toBeFocused();
  expect(await barriers(page)).toEqual([]);
});

test('by keyboard: the reading is typed, and Enter writes it into the newest row', async ({ page }) => {
  const lab = await learner(page, 'en');
  await lab.locator('.readings button.chip').first().focus();
  await page.keyboard.press('Enter');
  await expect(lab.locator('.lens .reading')).toBeFocused();
  await page.keyboard.type('0.7985');
  await page.keyboard.press('Enter');
  // There was no row yet: one is begun.
  await expect(lab.locator('.data tbody tr')).toHaveCount(1);
  await expect(field(lab, 0)).toHaveValue('0.7985');
  // What follows from it is worked out.
  await expect(lab.locator('.data tbody td.derived').first()).toHaveText(/^0\.8085/);
  await expect(lab.locator('.lens .took p')).toContainText('Row 1: 0.7985');
  await expect(lab.locator('.lens .reading')).toHaveValue('');
  await expect(lab.locator('.lens .reading')).toBeFocused();
  // A second look changes the same row; what is no number is said so.
  await page.keyboard.type('about 80');
  await page.keyboard.press('Enter');
  await expect(lab.locator('.data tbody tr')).toHaveCount(1);
  await expect(lab.locator('.lens .took p')).toHaveClass('wrong');
  await page.keyboard.press('Escape');
  await expect(lab.locator('.lens')).toHaveCount(0);
  await expect(lab.locator('.readings button.chip').first()).toBeFocused();
});

for (const [lang, words] of [['en', ['Facing the scale', 'From above', 'From below']], ['zh', ['正对刻度', '俯视', '仰视']]] as const) {
  test(`the eye is moved before a scale by keys, and says from where it looks, ${lang}`, async ({ page }) => {
    const lab = await learner(page, lang, 'temperature');
    await lab.locator('.readings button.chip').first().click();
    const eye = lab.locator('.eye input');
    await expect(eye).toHaveAttribute('aria-valuetext', words[0]);
    await eye.focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
    await expect(lab.locator('.eye output')).toContainText(words[1]);
    await expect(lab.locator('.eye output')).toContainText('5\u2009cm');
    for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft');
    await expect(lab.locator('.eye output')).toContainText(words[2]);
    const moves = (await done(lab)).filter((one) => one['do'] === 'eye').map(({ at }) => Number(at));
    expect(moves[0]).toBeCloseTo(0.01, 9);
    expect(moves).toContain(0);
    expect(moves[moves.length - 1]).toBeLessThan(-0.03);
    // An instrument that is read alike from everywhere has no eye.
    await page.keyboard.press('Escape');
    await lab.locator('.readings button.chip').nth(2).click();
    await expect(lab.locator('.eye')).toHaveCount(0);
  });
}

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test('the keypad waits until the learner wants it, and goes when the reading is written', async ({ page }) => {
    const lab = await learner(page, 'zh');
    await lab.locator('.tabs button').nth(1).tap();
    await lab.locator('.readings button.chip').first().tap();
    await expect(lab.locator('.lens .close')).toBeFocused();
    const box = await lab.locator('.lens').boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 640).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await lab.locator('.lens .reading').tap();
    await page.keyboard.type('0.798');
    await lab.locator('.lens .took .main').tap();
    await expect(lab.locator('.lens .took p')).toContainText('第 1 行');
    await expect(lab.locator('.lens .reading')).not.toBeFocused();
  });
});

// A scale that stands, one that hangs from its zero, one that lies: the arrow key moves the eye where it points.
for (const [module, chip, words, sign] of [['density', 1, ['From above', 'From below'], 1], ['pendulum', 0, ['From above', 'From below'], -1], ['projectile', 0, ['From the right', 'From the left'], 1]] as const) {
  test(`the eye before the ${chip + 1}. instrument of ${module} goes up or right with its key, and says so`, async ({ page }) => {
    const lab = await openLab(page, module, { lang: 'en' });
    await lab.locator('.readings button.chip').nth(chip).click();
    await lab.locator('.eye input').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(lab.locator('.eye output')).toContainText(words[0]);
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowDown');
    await expect(lab.locator('.eye output')).toContainText(words[1]);
    const moves = (await done(lab)).filter((one) => one['do'] === 'eye').map(({ at }) => Number(at));
    expect(moves[1]).toBeCloseTo(sign * 0.02, 9);
    expect(Object.is(moves[3], -0)).toBe(false);
  });
}

test('where the instrument is read for the learner, the magnifier shows digits and records', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  await expect(lab.locator('.readings button.chip').first()).toContainText('80.00');
  await lab.locator('.readings button.chip').first().click();
  await expect(lab.locator('.lens .shown')).toContainText('80.00');
  await expect(lab.locator('.lens .took')).toHaveCount(0);
  await lab.locator('.lens .main').click();
  await expect(lab.locator('.data tbody tr')).toHaveCount(1);
});
