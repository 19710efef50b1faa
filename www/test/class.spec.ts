// A teacher opens the result files of a class at once: what is sound is tabled and drawn, what is not says why, and
// nothing in a file becomes markup or runs.

import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { sealed } from '../src/element/result-file.ts';
import { sha256 } from '../src/element/sha256.ts';
import { csvCell } from '../src/pages/class/measures.ts';
import { barriers, expect, test } from './fixtures.ts';
import { content, result, upload, type Upload } from './results.ts';

async function open(page: Page, files: Upload[], lang: 'zh' | 'en' = 'en'): Promise<void> {
  await page.goto(`class.html?lang=${lang}&theme=light`);
  await page.locator('.open input').setInputFiles(files);
}

const rows = (page: Page): Locator => page.locator('.scroller tbody tr');

test('the checksum is SHA-256', () => {
  for (const text of ['', 'abc', 'a'.repeat(55), 'a'.repeat(56), 'b'.repeat(64), '单摆'.repeat(4000)]) expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
});

test('a spreadsheet runs nothing that is in a cell, and keeps numbers', () => {
  for (const evil of ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1', '|calc', '-9.8 m']) expect(csvCell(evil).replace(/^"/, '')).toMatch(/^'/);
  for (const fine of ['-9.8', '+1', '9.80', '1e-3', '李明', '9.80 ± 0.04']) expect(csvCell(fine)).toBe(fine);
  expect(csvCell('a"b,c')).toBe('"a""b,c"');
});

for (const lang of ['zh', 'en'] as const) {
  test(`thirty files: table, distribution, steps and CSV, ${lang}`, async ({ page }) => {
    const faces = Array.from({ length: 30 }, (_, n) => result(`S${String(n + 1).padStart(2, '0')}`, n === 29 ? null : 9.7 + (n % 10) * 0.02, n === 29 ? 2 : 5));
    const asked: string[] = [];
    await page.goto(`class.html?lang=${lang}&theme=light`);
    expect(await barriers(page)).toEqual([]);
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.locator('.open input').setInputFiles(faces);
    await expect(rows(page)).toHaveCount(30);
    // Nothing has left the computer, and nothing was asked for.
    expect(asked).toEqual([]);
    await expect(rows(page).first()).toContainText('S01');
    await expect(rows(page).first()).toContainText('9.70 ± 0.04');
    await expect(page.locator('.dots circle')).toHaveCount(29);
    await expect(page.locator('figcaption')).toContainText(/29.*9\.78.*9\.7.*9\.88/s);
    const third = page.locator('.steps li').nth(2);
    await expect(third).toContainText(lang === 'zh' ? '29 / 30 人完成' : '29 of 30');
    await expect(third.locator('.stuck')).toContainText('S30');
    // Alike answers stand together; who has not answered is named.
    const answers = page.locator('.answers > li');
    await expect(answers).toHaveCount(2);
    await expect(answers.nth(0)).toContainText(lang === 'zh' ? '1.8\u2009s（30 / 30 人）' : '1.8\u2009s (30 of 30)');
    await expect(answers.nth(1)).toContainText(lang === 'zh' ? '周期的平方（29 / 30 人）' : 'The period squared (29 of 30)');
    await expect(answers.nth(1).locator('.stuck')).toContainText('S30');
    await page.locator('section .pick select').selectOption('rows');
    await expect(page.locator('.dots circle')).toHaveCount(30);
    // By result, the one without it last.
    await page.locator('thead button').nth(1).click();
    await expect(rows(page).last()).toContainText('S30');
    await expect(page.locator('thead th').nth(1)).toHaveAttribute('aria-sort', 'ascending');
    expect(await barriers(page)).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /CSV/ }).click();
    const csv = await readFile(await (await waiting).path(), 'utf8');
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(31);
    expect(lines[1]).toMatch(lang === 'zh' ? /^S01,9\.7,0\.04,2,5,20,1\.8,周期的平方,2026-11-26/ : /^S01,9\.7,0\.04,2,5,20,1\.8,The period squared,2026-11-26/);
    // At the width of a telephone nothing but the table is wider than the page.
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await barriers(page)).toEqual([]);
  });
}

const good = sealed(content('Ann', 9.79, 5));
const BAD: Record<string, { file: Upload; en: string; zh: string }> = {
  edited: { file: upload('edited.json', good.replace('"value":9.79', '"value":9.81')), en: 'was changed after it was made', zh: '被改动过' },
  renamed: { file: upload('renamed.json', good.replace('"name":"Ann"', '"name":"Bob"')), en: 'was changed after it was made', zh: '被改动过' },
  doubled: { file: upload('doubled.json', good.replace('"name":"Ann"', '"name":"Ann","name":"Eve"')), en: 'was changed after it was made', zh: '被改动过' },
  cut: { file: upload('cut.json', good.slice(0, good.length / 2)), en: 'is incomplete', zh: '不完整' },
  empty: { file: upload('empty.json', ''), en: 'is empty', zh: '空文件' },
  text: { file: upload('text.json', 'Dear teacher,'), en: 'not valid JSON', zh: '不是有效的 JSON' },
  other: { file: upload('module.json', '{"format":1,"id":"pendulum"}'), en: 'not a Gewu result file', zh: '不是格物的结果文件' },
  list: { file: upload('list.json', '[1,2,3]'), en: 'not a Gewu result file', zh: '不是格物的结果文件' },
  format: { file: upload('format.json', sealed({ ...content('Ann', 9.8, 5), format: 2 })), en: 'has another format (2)', zh: '格式版本（2）' },
  damaged: { file: upload('damaged.json', sealed({ ...content('Ann', 9.8, 5), data: null as never })), en: 'lacks what a result needs', zh: '缺少必要的内容' },
  nohash: { file: upload('nohash.json', good.replace(/,"checksum":"[^"]*"/, '')), en: 'lacks what a result needs', zh: '缺少必要的内容' },
  module: { file: upload('spring.json', sealed(content('Zoe', 9.8, 5, { module: 'spring-force', words: { en: { title: 'Spring force' }, zh: { title: '弹簧弹力' } } }))), en: 'belongs to another experiment: Spring force', zh: '属于另一个实验：弹簧弹力' },
  changed: { file: upload('changed.json', sealed(content('Yan', 9.8, 5, { module_hash: 'ffff' }))), en: 'another version of this experiment', zh: '这个实验的另一版本' },
};

for (const lang of ['en', 'zh'] as const) {
  test(`bad files are recognised and say so, and the good ones count, ${lang}`, async ({ page }) => {
    await open(page, [result('Cat', 9.78), result('Dan', 9.8), ...Object.values(BAD).map(({ file }) => file), result('Dan', 9.8)], lang);
    for (const [name, { file, [lang]: sentence }] of Object.entries(BAD)) await expect(page.locator('.refused li').filter({ hasText: file.name }), name).toContainText(sentence);
    await expect(page.locator('.refused li').last()).toBeVisible();
    await expect(page.locator('.refused li').filter({ hasText: 'pendulum-Dan' })).toContainText(lang === 'zh' ? '已经打开过' : 'is open already');
    await expect(page.locator('.refused li')).toHaveCount(Object.keys(BAD).length + 1);
    await expect(rows(page)).toHaveCount(2);
    expect(await barriers(page)).toEqual([]);
  });
}

test('another version of the lab is noted and counts; the same recording under two names is noted', async ({ page }) => {
  const own = content('Ann', 9.79, 5);
  await open(page, [upload('a.json', sealed(own)), upload('b.json', sealed({ ...own, name: 'Bob' })), result('Old one', 9.7, 5, { version: '0.0.9' })]);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: 'Old one' })).toContainText('another version of the lab (0.0.9)');
  await expect(rows(page).filter({ has: page.locator('th', { hasText: 'Bob' }) })).toContainText('the same as that of “Ann”');
});

test('nothing in a file becomes markup or runs', async ({ page }) => {
  const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const file = content(evil, 9.8, 5, { results: [{ id: evil, text: evil, unit: evil, value: 9.8, uncertainty: null }], steps: [{ id: evil, done: false }], words: { en: { title: evil, [`result.${evil}`]: evil, [`step.${evil}`]: evil } } });
  await open(page, [upload(`${evil.slice(0, 20)}.json`, sealed(file)), upload('proto.json', sealed(JSON.parse('{"__proto__":{"polluted":1},"gewu":"result","format":1}') as never))]);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator('th')).toHaveText(evil.slice(0, 80));
  await expect(page.locator('main img, main script')).toHaveCount(0);
  expect(await page.evaluate(() => [(window as { hacked?: number }).hacked, ({} as { polluted?: number }).polluted])).toEqual([undefined, undefined]);
});

test('dropped files are read; removed ones are gone', async ({ page }) => {
  await page.goto('class.html?lang=zh&theme=dark');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'a.gewu.json'));
    document.querySelector('.drop')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, good);
  await expect(rows(page)).toHaveCount(1);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: '全部移除' }).click();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.locator('.drop')).not.toHaveClass(/small/);
});

test('recordings are scored again by the module\'s own rubric', async ({ page }) => {
  const recording = async (name: string): Promise<object> => JSON.parse(await readFile(`../tests/recordings/score/pendulum-${name}.json`, 'utf8')) as object;
  await open(page, [
    result('Full', 9.79, 5, { record: await recording('full') }),
    result('Wide', 9.79, 5, { record: await recording('wide') }),
    result('Empty', 9.79),
  ]);
  const again = page.getByRole('button', { name: 'Score again' });
  await again.click();
  // The recordings are played anew beside the page, which says how far it is and lives meanwhile.
  await expect(page.getByText(/Scoring again: \d of 3/)).toBeVisible();
  await expect(again).toBeDisabled();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText(/正在重新评分：\d \/ 3/)).toBeVisible();
  await expect(page.getByRole('button', { name: '重新评分' })).toBeEnabled({ timeout: 25_000 });
  const place = (await page.locator('thead th').allTextContents()).indexOf('得分');
  const marks = (name: string): Locator => rows(page).filter({ hasText: name }).locator('th, td').nth(place);
  await expect(marks('Full')).toHaveText('20 / 20');
  await expect(marks('Wide')).toHaveText('17 / 20');
  // What is no recording has no score.
  await expect(marks('Empty')).toHaveText('–');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('scoring again shows where marks are lost, and leaves recordings of another version alone', async ({ page }) => {
  // A core that scores every recording 7 of 10, with its marks lost at one step.
  await page.route('**/wasm/bench/gewu.js', async (route) => {
    const text = await (await route.fetch()).text();
    const score = { rubric: 'own', points: 10, earned: 7, open: 0, items: [{ id: 'a', text: { zh: '计时', en: 'Time thirty swings' }, points: 3, earned: 0, open: 0 }] };
    await route.fulfill({ contentType: 'text/javascript', body: `${text.replaceAll('score_follow', 'old_follow').replaceAll('score_judge', 'old_judge')}\nexport const score_follow = (module, rubric) => rubric === 'no rubric' ? '{"problems":[]}' : '{"follower":1}';\nexport const score_judge = () => ${JSON.stringify(JSON.stringify(score))};` });
  });
  await page.route('**/simulations/pendulum/rubric.json', (route) => route.fulfill({ json: {} }));
  await open(page, [result('Ming', 9.79), result('Old', 9.7, 5, { version: '0.0.9' })]);
  await page.getByRole('button', { name: 'Score again' }).click();
  await expect(rows(page).filter({ hasText: 'Ming' })).toContainText('7 / 10');
  await expect(rows(page).filter({ hasText: 'Old' })).not.toContainText('7 / 10');
  await expect(page.locator('section').filter({ hasText: 'Marks lost, item by item' }).locator('li')).toContainText('Time thirty swings');
  await expect(page.locator('section').filter({ hasText: 'Marks lost, item by item' })).toContainText('1 of 1 lost marks: Ming');
  expect(await barriers(page)).toEqual([]);
  // A rubric that is none is told; the scores that stand stay.
  await page.locator('.other input').setInputFiles([upload('rubric.json', 'no rubric')]);
  await expect(page.getByRole('alert')).toContainText('the rubric is wrong');
  await expect(rows(page).filter({ hasText: 'Ming' })).toContainText('7 / 10');
});

test('the gallery leads to the class page', async ({ page }) => {
  await page.goto('index.html?lang=en');
  await page.getByRole('link', { name: 'Class data' }).click();
  await expect(page.locator('h1')).toHaveText('Class data');
  await page.getByRole('link', { name: /All experiments/ }).click();
  await expect(page.locator('h1')).toHaveText('Experiments');
});
