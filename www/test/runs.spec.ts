// The learner's note and the runs: written, named, shown or not, in the fits or not; kept, printed, handed in.

import { readFile } from 'node:fs/promises';
import type { GewuLab } from '../src/element/index.ts';
import { opened } from '../src/element/result-file.ts';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';

for (const [lang, title] of [['en', 'Notes'], ['zh', '笔记']] as const) {
  test(`a note is kept over a reload, can be taken back, and is handed in, ${lang}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang });
    await lab.getByRole('button', { name: title, exact: true }).press('Enter');
    const area = lab.getByRole('dialog', { name: title }).getByRole('textbox', { name: title });
    await expect(area).toBeFocused();
    await page.keyboard.type('The bob turns. 摆球在转动');
    expect(await barriers(page)).toEqual([]);
    // Ctrl+Z in the text is the text's own; a row that is there stays.
    await page.keyboard.type('xy');
    await page.keyboard.press('Control+z');
    await area.fill('The bob turns. 摆球在转动');
    await page.keyboard.press('Escape');
    await expect(lab.locator('.drawer')).toHaveCount(0);
    await expect(lab.locator('.opens-note')).toBeFocused();
    await page.reload();
    await ready(lab);
    await lab.locator('.opens-note').click();
    await expect(lab.locator('.drawer textarea')).toHaveValue('The bob turns. 摆球在转动');
    await lab.locator('.drawer .close').click();
    await lab.locator('.opens-work').click();
    const waiting = page.waitForEvent('download');
    await lab.locator('.work .hand').click();
    const file = opened(await readFile(await (await waiting).path(), 'utf8'));
    expect('content' in file && file.content.notes['notebook']).toBe('The bob turns. 摆球在转动');
  });
}

test('runs are named, hidden from the graphs and left out of the fits, with keys too', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  const times = [['0.3', '33.1'], ['0.4', '38.2'], ['0.5', '42.6'], ['0.6', '40']] as const;
  await lab.locator('.reader').selectOption('learner');
  for (const [index, [thread, time]] of times.entries()) {
    if (index === 3) {
      await lab.locator('.opens-runs').press('Enter');
      await lab.getByRole('button', { name: 'New run' }).press('Enter');
      await page.keyboard.press('Escape');
    }
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tbody tr:not(.run)')).toHaveCount(index + 1);
    const cells = lab.locator('.data tbody tr.newest td');
    for (const [column, text] of [[0, thread], [3, time]] as const) {
      await cells.nth(column).locator('input').fill(text);
      await cells.nth(column).locator('input').press('Enter');
    }
  }
  await lab.locator('.which').selectOption('watch');
  await expect(lab.locator('.plot .point')).toHaveCount(4);
  await expect(lab.locator('.plot .run-2')).toHaveCount(1);
  const slope = lab.locator('.terms').first();
  const before = await slope.textContent();
  await lab.locator('.opens-runs').click();
  const runs = lab.getByRole('dialog', { name: 'Runs' });
  await expect(runs.locator('tbody tr')).toHaveCount(2);
  expect(await barriers(page)).toEqual([]);
  await runs.getByRole('textbox', { name: 'Name of Run 2' }).fill('thin thread');
  await page.keyboard.press('Enter');
  await expect(lab.locator('.opens-runs')).toHaveText('thin thread');
  await expect(lab.locator('.data tr.run').last()).toHaveText('thin thread');
  // Out of the picture, not out of the fit.
  await runs.getByRole('checkbox', { name: 'Show thin thread in the graphs' }).press('Space');
  await expect(lab.locator('.plot .point')).toHaveCount(3);
  expect(await slope.textContent()).toBe(before);
  await runs.getByRole('checkbox', { name: 'Show thin thread in the graphs' }).press('Space');
  // Out of the fit, still in the picture.
  await runs.getByRole('checkbox', { name: 'Use thin thread in the fits' }).press('Space');
  await expect(lab.locator('.plot .excluded')).toHaveCount(1);
  expect(await slope.textContent()).not.toBe(before);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(lab.locator('.plot .excluded')).toHaveCount(0);
});

test('the live curve of an earlier run lies under the present one until it is hidden, and is there after a reload', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  const samples = () => lab.evaluate((element) => (element as GewuLab).samples().y.length);
  const ink = () => lab.evaluate((element) => {
    const canvas = element.shadowRoot?.querySelector<HTMLCanvasElement>('.live canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    // Strong blue is the colour of the first run.
    let blue = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at + 2] ?? 0) > 150 && (data[at] ?? 0) < 100 && (data[at + 3] ?? 0) > 100) blue++;
    return blue;
  });
  await lab.locator('.play').click();
  await expect.poll(samples).toBeGreaterThan(150);
  await lab.locator('.play').click();
  const first = await samples();
  await page.waitForTimeout(2500);
  await page.reload();
  await ready(lab);
  expect(await samples()).toBeGreaterThanOrEqual(Math.min(first, 2000) - 1);
  await expect.poll(ink).toBeGreaterThan(50);
  await lab.locator('.opens-runs').click();
  await lab.getByRole('button', { name: 'New run' }).click();
  expect(await samples()).toBe(0);
  await expect.poll(ink).toBeGreaterThan(50);
  await lab.getByRole('checkbox', { name: 'Show Run 1 in the graphs' }).uncheck();
  await expect.poll(ink).toBeLessThan(20);
});
