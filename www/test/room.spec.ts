// Every panel has its due in every size that is designed: a table without rows to see, a graph without height or a cut
// question is no table, graph or question.

import type { Locator, Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures.ts';
import { MODULES } from './modules.ts';

/** English is the longer: it stands at every size, Chinese at the narrowest of both shapes. */
const SIZES: Record<'zh' | 'en', readonly (readonly [number, number])[]> = {
  en: [[1280, 720], [1366, 768], [1024, 768], [1920, 1080], [3840, 2160]],
  zh: [[1280, 720], [1024, 768]],
};

/** What of the panel is where. */
function look(lab: Locator) {
  return lab.evaluate((element) => {
    const root = element.shadowRoot;
    const box = (selector: string) => root?.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
    const panel = box('.panel');
    const [type] = [Number.parseFloat(getComputedStyle(root?.querySelector('.panel') ?? element).fontSize)];
    const cut = ['.data', '.graphs', '.data header', '.bar-below', '.graphs header', '.terms', '.results'].filter((selector) => {
      const one = box(selector);
      return one.width > 0 && (one.bottom > panel.bottom + 1 || one.right > panel.right + 1);
    });
    const field = box('.questions input');
    return { type, table: box('.data .scroller').height, head: box('.data thead').height, rows: root?.querySelectorAll('.data tbody tr').length ?? 0, area: box('.graphs .area').height, graphs: box('.graphs').height > 0, cut, steps: box('.steps'), field, overflow: [...(root?.querySelectorAll('.data header, .bar-below, .graphs header') ?? [])].filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className) };
  });
}

/** Resizes, and lets observers of sizes and a frame go by. */
async function resize(page: Page, [width, height]: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

for (const lang of ['en', 'zh'] as const) {
  for (const part of [0, 1]) {
    test(`steps, table and graph have their room in ${lang}, half ${part + 1} of the modules`, async ({ page }) => {
      test.setTimeout(240_000);
      for (const { id } of MODULES.filter((_, at) => at % 2 === part)) {
        await page.setViewportSize({ width: 1280, height: 720 });
        const lab = await openLab(page, id, { lang, persist: 'off' });
        await expect(lab.locator('.bar-below')).toBeVisible();
        for (const size of SIZES[lang]) {
          await resize(page, size);
          const fresh = await look(lab);
          const where = `${id} ${lang} ${size.join(' x ')}`;
          expect(fresh.cut, where).toEqual([]);
          expect(fresh.overflow, where).toEqual([]);
          // The field of a question that is to be answered now is seen as a whole.
          if (fresh.field.height > 0) expect(fresh.field.bottom, where).toBeLessThan(fresh.steps.bottom);
        }
        await resize(page, SIZES[lang][0] ?? [1280, 720]);
        for (let n = 0; n < 4; n++) await lab.locator('.data .main').click();
        if (await lab.locator('.which option').count() > 1) await lab.locator('.which').selectOption({ index: 1 });
        for (const size of SIZES[lang]) {
          await resize(page, size);
          const full = await look(lab);
          const where = `${id} ${lang} ${size.join(' x ')}`;
          expect(full.cut, where).toEqual([]);
          expect(full.table - full.head, `${where}: three rows`).toBeGreaterThanOrEqual(3 * 33);
          if (full.graphs) expect(full.area, `${where}: the graph`).toBeGreaterThanOrEqual(5 * full.type);
        }
      }
    });
  }
}

test('a table that is wider than its place shows that it goes on, until its end is seen', async ({ page }) => {
  const lab = await openLab(page, 'length-tools', { lang: 'en' });
  const further = lab.locator('.further button');
  await expect(further).toBeVisible();
  await lab.locator('.data .main').click();
  for (let n = 0; n < 12 && await further.isVisible(); n++) {
    await further.click();
    await page.waitForTimeout(400);
  }
  await expect(further).toBeHidden();
  await expect(lab.locator('.data thead th').last()).toBeInViewport();
  // The keyboard scrolls the table itself.
  await lab.locator('.data .scroller').focus();
  await page.keyboard.press('Home');
  for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowLeft');
  await expect(further).toBeVisible();
});

test('on a telephone the table shows that it goes on as soon as its panel is chosen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const lab = await openLab(page, 'pendulum', { lang: 'zh' });
  await lab.locator('.tabs button').nth(1).click();
  await expect(lab.locator('.further button')).toBeVisible();
});

test('an empty lab speaks to the learner; its author is advised where authors look', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto('lab.html?lang=en');
  const cover = page.locator('gewu-lab').locator('.cover');
  await expect(cover).toContainText('no experiment here yet');
  await expect(cover).not.toContainText(/attribute|src/);
  await expect.poll(() => said.some((text) => text.includes('attribute src'))).toBe(true);
});
