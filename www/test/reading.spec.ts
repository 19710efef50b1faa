// The learner takes the reading: looks closer, moves the eye, types what is read. The core of these tests is the real one
// with a notebook that the learner fills laid over it, so that the page's side is tested by itself.

import type { Locator, Page } from '@playwright/test';
import { barriers, expect, openLab, test } from './fixtures.ts';

/** Laid over the core's script: the learner reads; the rule has an eye before it and stands with its numbers upwards. */
const OVER = `
import * as real from './gewu.js?real';
export * from './gewu.js?real';
export default real.default;
const typed = new Map();
let eye = 0;
export const done = (globalThis.done = []);
export function describe(handle) {
  const info = JSON.parse(real.describe(handle));
  for (const column of info.columns) if (column.kind === 'reading') column.reads = { thread: 'rule', time: 'watch', gate_period: 'gate' }[column.id];
  for (const instrument of info.instruments) if (instrument.id === 'rule') instrument.towards = 'up';
  return JSON.stringify(info);
}
export function status(handle) {
  return JSON.stringify({ ...JSON.parse(real.status(handle)), eyes: { rule: eye } });
}
export function notebook(handle, ...part) {
  const book = JSON.parse(real.notebook(handle, ...part));
  const info = JSON.parse(describe(handle));
  for (const row of book.rows) info.columns.forEach((column, place) => {
    if (column.kind !== 'reading') return;
    const text = typed.get(row.id + column.id) ?? '';
    row.cells[place] = { text, value: text === '' ? null : Number(text), uncertainty: 0, problem: text !== '' && Number.isNaN(Number(text)) ? 'refused.not_a_quantity' : '' };
  });
  return JSON.stringify({ ...book, reading: 'learner' });
}
export function apply(handle, text, source) {
  const action = JSON.parse(text);
  done.push(action);
  if (action.do === 'eye') eye = action.at;
  else if (action.do === 'cell' && JSON.parse(describe(handle)).columns.some(({ id, kind }) => id === action.column && kind === 'reading')) typed.set(action.row + action.column, action.text);
  else return real.apply(handle, text, source);
  return JSON.stringify({ changed: 14 });
}
`;

async function learner(page: Page, lang: 'zh' | 'en'): Promise<Locator> {
  await page.route(/wasm\/core\/gewu\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: OVER }));
  return openLab(page, 'pendulum', { lang });
}

interface Done {
  do: string;
  at: number;
}
const done = (page: Page): Promise<Done[]> => page.evaluate(() => (globalThis as unknown as { done: Done[] }).done);

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
  await expect(lab.locator('.data tbody td input').first()).toHaveValue('0.7985');
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
    const lab = await learner(page, lang);
    await lab.locator('.readings button.chip').first().click();
    const eye = lab.locator('.eye input');
    await expect(eye).toHaveAttribute('aria-valuetext', words[0]);
    await eye.focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
    await expect(lab.locator('.eye output')).toContainText(words[1]);
    await expect(lab.locator('.eye output')).toContainText('5\u2009cm');
    for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft');
    await expect(lab.locator('.eye output')).toContainText(words[2]);
    const moves = (await done(page)).filter((one) => one.do === 'eye').map(({ at }) => at);
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

test('a core that reads for the learner shows its digits, and records by itself', async ({ page }) => {
  await page.route(/wasm\/core\/gewu\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: OVER.replace("reading: 'learner'", "reading: 'instrument'") }));
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  await expect(lab.locator('.readings button.chip').first()).toContainText('80.00');
  await lab.locator('.readings button.chip').first().click();
  await expect(lab.locator('.lens .shown')).toContainText('80.00');
  await expect(lab.locator('.lens .took')).toHaveCount(0);
  await lab.locator('.lens .main').click();
  await expect(lab.locator('.data tbody tr')).toHaveCount(1);
});
