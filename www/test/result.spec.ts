// The result file: what is handed in is whole, is the learner's own, and counts on the teacher's page; cut or edited it
// does not. And what is exported beside it: CSV and graphs.

import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { opened, sealed, type Content } from '../src/element/result-file.ts';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';
import { upload } from './results.ts';

/** Five lengths with the time of thirty swings typed nowhere: rows as the instruments show them. */
async function rows(lab: Locator, lengths: string[]): Promise<void> {
  for (const length of lengths) {
    await lab.locator('.control input[type="text"]').first().fill(length);
    await lab.locator('.control input[type="text"]').first().press('Enter');
    await lab.locator('.data .main').click();
  }
}

async function openWork(page: Page, lab: Locator): Promise<void> {
  await lab.locator('.opens-work').click();
  await expect(lab.locator('.sheet.work')).toBeVisible();
  await expect(page.locator('gewu-lab').locator('.sheet.work .close')).toBeFocused();
}

async function taken(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string; bytes: Uint8Array; download: Download }> {
  const waiting = page.waitForEvent('download');
  await act();
  const download = await waiting;
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), text: new TextDecoder().decode(bytes), bytes, download };
}

for (const lang of ['zh', 'en'] as const) {
  test(`handed in, opened by the teacher, and refused when it was changed on the way, ${lang}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang });
    await rows(lab, ['0.40', '0.60', '0.80']);
    await lab.locator('.data tbody input').first().fill('19.5');
    await lab.locator('.data tbody input').first().press('Enter');
    await lab.locator('.steps input').first().check({ force: true });
    await openWork(page, lab);
    expect(await barriers(page)).toEqual([]);
    await lab.locator('.work input').fill('李明 <b>/..');
    const { name, text } = await taken(page, () => lab.locator('.work .hand').click());
    expect(name).toBe('pendulum-李明-b.gewu.json');
    const file = opened(text);
    if (!('content' in file)) throw new Error(`refused: ${file.wrong}`);
    const { content } = file;
    expect(content.name).toBe('李明 <b>/..');
    expect(content.data.columns.map(({ id }) => id).slice(0, 3)).toEqual(['thread', 'diameter', 'swings']);
    expect(content.data.rows.map(([thread, diameter]) => [thread, diameter])).toEqual([['0.4000', '19.5'], ['0.6000', '20.0'], ['0.8000', '20.0']]);
    expect(content.steps.map(({ done }) => done)).toEqual([true, false, false, false, false]);
    expect(content.module_hash).toMatch(/^[0-9a-f]{16}$/);
    expect((content.record as { entries: { action: { do: string } }[] }).entries.filter(({ action }) => action.do === 'row')).toHaveLength(3);
    expect(content.words.zh?.['title']).toBe('用单摆测量重力加速度的大小');
    // The recording in the file gives the state that it says.
    const hash = await lab.evaluate((element, record) => (element as import('../src/element/index.ts').GewuLab).replay(record), JSON.stringify(content.record));
    expect(hash).toBe((content.record as { hash: string }).hash);

    await page.goto(`class.html?lang=${lang}&theme=light`);
    await page.locator('.open input').setInputFiles([upload(name, text), upload('cut.json', text.slice(0, -40)), upload('edited.json', text.replace('0.6000', '0.6100'))]);
    await expect(page.locator('.scroller tbody tr')).toHaveCount(1);
    await expect(page.locator('.scroller tbody th')).toHaveText('李明 <b>/..');
    await expect(page.locator('.refused li').nth(0)).toContainText(lang === 'zh' ? '不完整' : 'incomplete');
    await expect(page.locator('.refused li').nth(1)).toContainText(lang === 'zh' ? '被改动过' : 'was changed');
  });
}

test('an edit of any letter of a file is noticed, or the file is no longer one', () => {
  const content: Content = { gewu: 'result', format: 1, module: 'pendulum', module_hash: 'ab', version: '0.1.0', name: '李', made: '2026-01-01T00:00:00.000Z', words: {}, data: { columns: [{ id: 'l', unit: 'm' }], rows: [['0.40']], excluded: [] }, results: [], steps: [], answers: [], seconds: 1, notes: {}, score: null, record: { entries: [] } };
  const text = sealed(content);
  expect('content' in opened(text)).toBe(true);
  const marks = [...text];
  for (let place = 0; place < marks.length; place++) {
    const edited = [...marks.slice(0, place), marks[place] === '7' ? '8' : '7', ...marks.slice(place + 1)].join('');
    expect('wrong' in opened(edited), `letter ${place}: ${edited.slice(place, place + 20)}`).toBe(true);
  }
  // And every cut.
  for (let length = 0; length < text.length; length++) expect('wrong' in opened(text.slice(0, length)), `cut at ${length}`).toBe(true);
});

test('data and graphs as files: CSV, SVG that stands alone, PNG', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { theme: 'dark' });
  await openWork(page, lab);
  await expect(lab.locator('.work')).toContainText('Once you have recorded data');
  await page.keyboard.press('Escape');
  await expect(lab.locator('.opens-work')).toBeFocused();
  await rows(lab, ['0.40', '0.60', '0.80']);
  await openWork(page, lab);
  const csv = await taken(page, () => lab.locator('.work').getByRole('button', { name: /CSV/ }).click());
  expect(csv.name).toBe('pendulum.csv');
  expect(csv.text.split('\r\n')[1]).toContain('0.4000');
  const drawn = await taken(page, () => lab.locator('.work').getByRole('button', { name: /SVG/ }).first().click());
  expect(drawn.name).toBe('pendulum-watch.svg');
  // Nothing from outside, nothing that runs; three points, and the axes named, in ink on white whatever the theme.
  expect(drawn.text).not.toMatch(/class=|style=|<style|<script|href|var\(|<!--/);
  expect(drawn.text.match(/<circle/g)).toHaveLength(3);
  expect(drawn.text).toContain('T² / s²');
  expect(drawn.text).toContain('l / m');
  expect(drawn.text).toMatch(/<rect[^>]*fill="#ffffff"/);
  expect(drawn.text).toMatch(/<circle[^>]*stroke="rgb\(29, 78, 216\)"/);
  const png = await taken(page, () => lab.locator('.work').getByRole('button', { name: /PNG/ }).first().click());
  expect(png.name).toBe('pendulum-watch.png');
  const [width, height, colours] = await page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(0));
    return [image.width, image.height, new Set(pixels).size];
  }, [...png.bytes]);
  expect(width).toBe(1280);
  expect(height).toBeGreaterThan(800);
  expect(colours).toBeGreaterThan(20);
});

test('on a telephone it is reached from the options, and what was written is there after a reload', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const lab = await openLab(page, 'pendulum', { lang: 'zh' });
  await lab.locator('.opens-settings').click();
  await lab.locator('.popover').getByRole('button', { name: '导出与上交' }).click();
  await lab.locator('.work input').fill('李明');
  await lab.locator('.work textarea').nth(2).fill('g 与当地的值相符。');
  expect(await barriers(page)).toEqual([]);
  await page.reload();
  await ready(lab);
  await lab.locator('.opens-settings').click();
  await lab.locator('.popover').getByRole('button', { name: '导出与上交' }).click();
  await expect(lab.locator('.work input')).toHaveValue('李明');
  await expect(lab.locator('.work textarea').nth(2)).toHaveValue('g 与当地的值相符。');
});

test('every sentence of these parts stands in both languages, with the same values in it', async () => {
  for (const name of ['work', 'class', 'pages', 'tools']) {
    const [zh, en] = await Promise.all(['zh', 'en'].map(async (lang) => JSON.parse(await readFile(`src/strings/${name}.${lang}.json`, 'utf8')) as Record<string, string>));
    expect(Object.keys(zh ?? {}), name).toEqual(Object.keys(en ?? {}));
    for (const [key, text] of Object.entries(zh ?? {})) {
      const values = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
      expect(values(text), key).toEqual(values(en?.[key] ?? ''));
      // No Latin comma or stop between Chinese characters, no Chinese in English.
      expect(text, key).not.toMatch(/\p{Script=Han}[,.;:!?]\p{Script=Han}/u);
      if (!key.startsWith('language.')) expect(en?.[key], key).not.toMatch(/\p{Script=Han}/u);
    }
  }
});
