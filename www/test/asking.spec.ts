// What the learner is asked, handing in, the score and the exam: answers outlive the page, a mistake is shown with its
// row, and an exam gives no help and no score before its end.

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { opened } from '../src/element/result-file.ts';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';

async function answer(lab: Locator, question: string, text: string): Promise<void> {
  const field = lab.locator(`[data-question="${question}"] input`);
  await field.fill(text);
  await field.press('Enter');
}

async function openWork(lab: Locator): Promise<void> {
  await lab.locator('.opens-work').click();
  await expect(lab.locator('.sheet.work .close')).toBeFocused();
}

/** Hands in, and reads the file that is offered. */
async function handIn(page: Page, lab: Locator): Promise<string> {
  await lab.locator('.work .submit').click();
  await expect(lab.locator('.work .surely')).toBeFocused();
  const waiting = page.waitForEvent('download');
  await lab.locator('.work .surely').press('Enter');
  const text = await readFile(await (await waiting).path(), 'utf8');
  await expect(lab.locator('.work .handed')).toBeVisible();
  return text;
}

test('the estimate stands open until the first row; answers and ticks are there after a reload', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  const guess = lab.getByLabel('Before you measure: about how long is one full swing of this pendulum?');
  await expect(guess).toBeVisible();
  await answer(lab, 'guess', 'long');
  await expect(lab.locator('.toast')).toContainText('Type a number');
  await expect(guess).toHaveAttribute('aria-invalid', 'true');
  await expect(lab.locator('[data-question="guess"] .wrong')).toContainText('Type a number');
  await expect(guess).toHaveValue('long');
  await answer(lab, 'guess', '1.8');
  await expect(guess).toHaveAttribute('aria-invalid', 'false');

  const unfold = lab.locator('.questions .unfold');
  await expect(unfold).toHaveAttribute('aria-expanded', 'false');
  await unfold.press('Enter');
  await expect(unfold).toHaveAttribute('aria-expanded', 'true');
  // With keys alone: a choice is a group of radio buttons.
  await lab.getByRole('group', { name: 'What is proportional to the pendulum length?' }).getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(lab.getByRole('radio', { name: 'The period squared, T²' })).toBeChecked();
  await expect(unfold).toContainText('1 of 2');
  await lab.locator('.steps ol input').first().check({ force: true });
  expect(await barriers(page)).toEqual([]);

  await page.reload();
  await ready(lab);
  await expect(guess).toHaveValue('1.8');
  await lab.locator('.questions .unfold').click();
  await expect(lab.getByRole('radio', { name: 'The period squared, T²' })).toBeChecked();
  await expect(lab.locator('.steps ol input').first()).toBeChecked();
  await expect(lab.locator('.steps ol input').nth(1)).not.toBeChecked();
  await lab.locator('.data .main').click();
  await expect(lab.locator('.unfold')).toContainText('2 of 3');
});

for (const lang of ['en', 'zh'] as const) {
  test(`a small session scored: what was earned, and the row of the mistake, ${lang}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang });
    await answer(lab, 'guess', '1.8');
    await lab.locator('.data .main').click();
    await lab.locator('.data .main').click();
    const typed = lab.locator('.data tbody tr').nth(1).locator('input').first();
    await typed.fill('30');
    await typed.press('Enter');
    await lab.locator('.questions .unfold').click();
    await lab.locator('[data-question="law"] input').nth(1).check();
    await openWork(lab);
    await lab.locator('.work .judge').click();
    await expect(lab.locator('.score h5')).toBeFocused({ timeout: 20_000 });
    const items = lab.locator('.score > ol > li');
    await expect(items).toHaveCount(7);
    await expect(items.nth(0)).toContainText(lang === 'zh' ? '测量前估计周期' : 'Estimate the period before measuring');
    await expect(items.nth(0)).toHaveClass('earned');
    await expect(items.nth(0)).toContainText('1/1'.replace('/', lang === 'zh' ? '/' : ' / '));
    const mistake = items.nth(1).getByText(lang === 'zh' ? '漏加摆球半径或把直径写错' : 'radius of the bob left out');
    await expect(mistake).toContainText(lang === 'zh' ? '第 2 行' : 'Row 2');
    await expect(mistake).toContainText('−2');
    await expect(items.nth(4)).toHaveClass('lost');
    await expect(items.nth(6)).toHaveClass('earned');
    expect(await barriers(page)).toEqual([]);
    const text = await handIn(page, lab);
    const file = opened(text);
    if (!('content' in file)) throw new Error(`refused: ${file.wrong}`);
    expect(file.content.score?.points).toBe(20);
    expect(file.content.score?.items[1]?.earned).toBeLessThan(4);
  });
}

test('from the first row on the replay follows the work, so that little is left to run when the score is asked for', async ({ page }) => {
  const scorer = (): Promise<boolean> => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/wasm/bench/')));
  // A core that counts the steps it replays.
  await page.route('**/wasm/bench/gewu.js', async (route) => {
    const text = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${text.replace('export function score_run(', 'export function score_run(follower, steps) { const left = run(follower, steps); (globalThis.left ??= []).push(left); return left; }\nfunction run(')}` });
  });
  const lab = await openLab(page, 'pendulum');
  expect(await scorer()).toBe(false);
  await page.evaluate(() => {
    const lab = document.querySelector<GewuLab>('gewu-lab')!;
    lab.speed = 8;
    lab.play();
  });
  await lab.locator('.data .main').click();
  await page.waitForFunction(() => (globalThis as { left?: number[] }).left?.at(-1) === 0, undefined, { timeout: 30_000 });
  await page.evaluate(() => document.querySelector<GewuLab>('gewu-lab')!.pause());
  const before = await page.evaluate(() => (globalThis as { left?: number[] }).left!.length);
  await openWork(lab);
  await lab.locator('.work .judge').click();
  await expect(lab.locator('.score h5')).toBeFocused({ timeout: 20_000 });
  // Of what came after it was last caught up with, not of the whole.
  const after = await page.evaluate(() => (globalThis as { left?: number[] }).left!.length);
  const steps = await page.evaluate(() => document.querySelector<GewuLab>('gewu-lab')!.time / 0.002);
  expect((after - before) * 200).toBeLessThan(steps);
});

test('an exam shows no hints, and no score before the end; after it everything is refused in words', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { mode: 'exam' });
  await expect(lab.locator('.worked')).toHaveText(/0:0\d/);
  await expect(lab.locator('.worked')).toHaveText(/0:0[3-9]/);
  await expect(lab.locator('.opens-lesson')).toHaveCount(0);
  await expect(lab.locator('.steps')).toContainText('Time the swings of a pendulum');
  await expect(lab.locator('.steps')).not.toContainText('5° or less');
  await answer(lab, 'guess', '1.8');
  await lab.locator('.data .main').click();
  await openWork(lab);
  await expect(lab.locator('.work .judge, .work .hand')).toHaveCount(0);
  await lab.locator('.work .submit').click();
  await expect(lab.locator('.work .sure')).toContainText('What do you find for g?');
  await lab.locator('.work .sure').getByRole('button', { name: 'Not yet' }).click();
  await expect(lab.locator('.work .submit')).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  await handIn(page, lab);
  await expect(lab.locator('.work .submit')).toHaveCount(0);
  await lab.locator('.work .judge').click();
  await expect(lab.locator('.score h5')).toContainText('of 20 points', { timeout: 20_000 });
  const worked = await lab.locator('.worked').textContent();
  await page.keyboard.press('Escape');

  const refused = async () => {
    await lab.locator('.data .main').click();
    await expect(lab.locator('.toast').filter({ hasText: 'has been handed in' })).toBeVisible();
    await expect(lab.locator('.data tbody tr')).toHaveCount(1);
    await expect(lab.locator('[data-question="gravity"] input')).not.toBeEditable();
  };
  await refused();
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.steps .handed')).toBeVisible();
  await refused();
  // The clock stands still.
  expect(await lab.locator('.worked').textContent()).toBe(worked);
});

test('every module with questions asks in words of both languages', async ({ page }) => {
  for (const [id, questions] of [['spring-force', 3], ['projectile', 2], ['sliding-friction', 2]] as const) {
    for (const lang of ['en', 'zh'] as const) {
      const lab = await openLab(page, id, { lang, persist: 'off' });
      await lab.locator('.questions .unfold').click();
      await expect(lab.locator('[data-question]')).toHaveCount(questions);
      for (const text of await lab.locator('[data-question] legend, [data-question] .text, .pick span').allTextContents()) {
        expect(text, id).toMatch(lang === 'zh' ? /\p{Script=Han}/u : /^[A-Z]/);
      }
    }
  }
});
