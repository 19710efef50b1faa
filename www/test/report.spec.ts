// The lab report: filled with the learner's work, printed on A4, and as one file that stands alone.

import { readFile } from 'node:fs/promises';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { barriers, expect, openLab, test } from './fixtures.ts';

const EVIL = '</p><script>window.hacked = 1</script><img src=x onerror="window.hacked=1">';
const TITLES = {
  zh: ['实验目的', '实验器材', '实验步骤', '数据记录', '实验笔记', '图像', '数据分析', '问题与回答', '实验结论', '误差分析'],
  en: ['Purpose', 'Apparatus', 'Procedure', 'Data', 'Notes', 'Graphs', 'Analysis', 'Answers to the questions', 'Conclusion', 'Discussion of errors'],
} as const;

/** Three lengths, each let swing a while, one row left out; a name and two texts. */
async function work(page: Page, context: BrowserContext, lang: 'zh' | 'en', theme: 'light' | 'dark'): Promise<Locator> {
  // A dialogue for printing would wait for somebody.
  await context.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  const lab = await openLab(page, 'pendulum', { lang, theme });
  for (const length of ['0.40', '0.60', '0.80']) {
    await lab.locator('.control input[type="text"]').first().fill(length);
    await lab.locator('.control input[type="text"]').first().press('Enter');
    await lab.locator('.data .main').click();
  }
  await lab.locator('.data .number button').nth(1).click();
  await lab.locator('.data tr.acts button').first().click();
  await lab.locator('.steps input').first().check({ force: true });
  await lab.locator('.questions .unfold').click();
  await lab.locator('input[value="period_squared"]').check();
  await lab.locator('[data-question="gravity"] input').fill('9.8');
  await lab.locator('[data-question="gravity"] input').press('Enter');
  await lab.locator('.opens-note').click();
  await lab.locator('.drawer textarea').fill(`水平摆动\n${EVIL}`);
  await lab.locator('.drawer .close').click();
  await lab.locator('.opens-work').click();
  await lab.locator('.work input').fill('李明');
  await lab.locator('.work textarea').nth(2).fill(`g = 9.79 m/s²\n${EVIL}`);
  return lab;
}

async function contents(report: Page, lang: 'zh' | 'en'): Promise<void> {
  expect(await report.locator('h2').allTextContents().then((all) => all.map((title) => title.replace(/^\d+[.．]\s*/, '')))).toEqual(TITLES[lang]);
  await expect(report.locator('header')).toContainText('李明');
  await expect(report.locator('table.data tbody tr')).toHaveCount(3);
  await expect(report.locator('table.data tbody tr').nth(1)).toHaveClass('excluded');
  await expect(report.locator('table.data tbody tr').first()).toContainText('0.4000');
  await expect(report.locator('section').nth(5).locator('circle')).toHaveCount(2);
  await expect(report.locator('section').nth(4)).toContainText(EVIL);
  await expect(report.locator('section').nth(5).locator('figcaption').first()).toContainText(lang === 'zh' ? /T2 = kl \+ b.*斜率 k = / : /T2 = kl \+ b.*Slope k = /);
  await expect(report.locator('section').nth(7).locator('dd')).toHaveText(lang === 'zh' ? ['未作答', '周期的平方 T²', '9.8\u2009m/s²'] : ['not answered', 'The period squared, T²', '9.8\u2009m/s²']);
  await expect(report.locator('section').nth(8)).toContainText(EVIL);
  await expect(report.locator('script, img, link, iframe, section a')).toHaveCount(0);
  // What was not written has lines to write on.
  await expect(report.locator('.lines')).toHaveCount(2);
  expect(await report.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(await report.evaluate(() => document.compatMode)).toBe('CSS1Compat');
}

/** Pages of a PDF, and the size of the first, in points. */
function pages(pdf: Uint8Array): { count: number; box: number[] } {
  const text = new TextDecoder('latin1').decode(pdf);
  const box = /\/MediaBox\s*\[([^\]]+)\]/.exec(text)?.[1]?.trim().split(/\s+/).map(Number) ?? [];
  return { count: text.match(/\/Type\s*\/Page\b/g)?.length ?? 0, box };
}

for (const lang of ['zh', 'en'] as const) {
  test(`printed from a window of its own, to A4, ${lang}`, async ({ page, context }) => {
    const lab = await work(page, context, lang, lang === 'zh' ? 'dark' : 'light');
    const opening = page.waitForEvent('popup');
    await lab.locator('.work .print').click();
    const report = await opening;
    await expect(report.locator('html')).toHaveAttribute('data-printed', '');
    await contents(report, lang);
    // It is dressed, though the page's policy allows no styles in the text.
    expect(await report.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(await report.locator('h1').evaluate((title) => getComputedStyle(title).textAlign)).toBe('center');
    expect(await barriers(report)).toEqual([]);
    const pdf = await report.pdf({ preferCSSPageSize: true });
    const { count, box } = pages(pdf);
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(4);
    expect(box[2]).toBeCloseTo(595, -1);
    expect(box[3]).toBeCloseTo(842, -1);
  });

  test(`as one file that needs nothing else, ${lang}`, async ({ page, context }) => {
    const lab = await work(page, context, lang, 'light');
    const waiting = page.waitForEvent('download');
    await lab.locator('.work .save').click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('pendulum-report-李明.html');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).not.toMatch(/<script|javascript:|\son\w+\s*=\s*"|<link|@import|url\(\s*["']?https?:/i);
    const report = await context.newPage();
    const asked: string[] = [];
    report.on('request', (request) => asked.push(request.url()));
    await report.setContent(text);
    await contents(report, lang);
    expect(asked).toEqual([]);
    expect(await report.locator('h1').evaluate((title) => getComputedStyle(title).textAlign)).toBe('center');
    // On a telephone nothing is wider than the page but the table, which scrolls by itself.
    await report.setViewportSize({ width: 360, height: 640 });
    expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

test('where no window may be opened, the report is a file, and that is said', async ({ page, context }) => {
  const lab = await work(page, context, 'en', 'light');
  await page.evaluate(() => {
    window.open = () => null;
  });
  const waiting = page.waitForEvent('download');
  await lab.locator('.work .print').click();
  expect((await waiting).suggestedFilename()).toBe('pendulum-report-李明.html');
  await expect(lab.locator('.toast')).toContainText('downloaded instead');
});
