// Pictures of every module in the sizes, languages and themes that are designed, and of the states in
// between: for looking at. Written to screenshots/, never compared.

import { test, type Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { openLab } from './fixtures.ts';
import { MODULES } from './modules.ts';
import { result } from './results.ts';

const FOLDER = 'screenshots';
const SIZES = { phone: [360, 640], lying: [740, 360], tablet: [768, 1024], laptop: [1280, 720], full: [1920, 1080], board: [3840, 2160] } as const;
const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['light', 'dark', 'projector'] as const;
const ROWS = 4;

async function shot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

/** Some rows of data, and the first graph of the notebook. */
async function work(page: Page): Promise<void> {
  await page.locator('gewu-lab').evaluate(async (lab, rows) => {
    const root = lab.shadowRoot;
    for (let n = 0; n < rows; n++) root?.querySelector<HTMLElement>('.data .main')?.click();
    const graphs = root?.querySelector<HTMLSelectElement>('.graphs .which');
    if (graphs && graphs.options.length > 1) graphs.selectedIndex = 1;
    graphs?.dispatchEvent(new Event('change'));
    await new Promise((done) => setTimeout(done, 200));
  }, ROWS);
}

for (const { id: module } of MODULES) {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    for (const lang of LANGUAGES) {
      for (const theme of THEMES) {
        test(`${module} ${size} ${lang} ${theme}`, async ({ page }) => {
          await page.setViewportSize({ width, height });
          const lab = await openLab(page, module, { lang, theme });
          await shot(page, `${module}-${size}-${lang}-${theme}`);
          if (theme !== 'light') return;
          await lab.locator('.play').click();
          await page.waitForTimeout(1500);
          await lab.locator('.play').click();
          await shot(page, `${module}-${size}-${lang}-running`);
          await work(page);
          await shot(page, `${module}-${size}-${lang}-data`);
        });
      }
    }
  }
}

for (const lang of LANGUAGES) {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    test(`states ${size} ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const lab = await openLab(page, 'pendulum', { lang });
      for (const [name, opener] of [['settings', '.opens-settings'], ['lesson', '.opens-lesson']] as const) {
        await lab.locator(opener).click();
        await shot(page, `state-${name}-${size}-${lang}`);
        await page.keyboard.press('Escape');
      }
      if (size !== 'phone') {
        await lab.locator('button.chip').first().click();
        await shot(page, `state-lens-${size}-${lang}`);
        await page.keyboard.press('Escape');
      }
      await lab.locator('.entry input').first().fill('999');
      await page.keyboard.press('Enter');
      await shot(page, `state-refused-${size}-${lang}`);
      await lab.evaluate((element) => (element as GewuLab).load({ format: 1, id: 'Broken' }).catch(() => undefined));
      await shot(page, `state-module-${size}-${lang}`);
      await lab.evaluate((element) => element.setAttribute('src', 'simulations/no-such/'));
      await lab.evaluate((element) => (element as GewuLab).load('simulations/no-such/').catch(() => undefined));
      await shot(page, `state-network-${size}-${lang}`);
      await page.goto(`lab.html?lang=${lang}`);
      await shot(page, `state-empty-${size}-${lang}`);
    });

    test(`gallery ${size} ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      for (const theme of THEMES) {
        await page.goto(`index.html?lang=${lang}&theme=${theme}`);
        await page.locator('.card').first().waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: `${FOLDER}/gallery-${size}-${lang}-${theme}.png`, fullPage: true });
      }
    });
  }
}

for (const lang of LANGUAGES) {
  for (const [size, [width, height]] of Object.entries({ phone: SIZES.phone, laptop: SIZES.laptop })) {
    test(`class ${size} ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      for (const theme of THEMES) {
        await page.goto(`class.html?lang=${lang}&theme=${theme}`);
        await page.locator('.open input').setInputFiles(Array.from({ length: 30 }, (_, n) => result(`${lang === 'zh' ? '学生' : 'Learner '}${String(n + 1).padStart(2, '0')}`, n === 29 ? null : 9.7 + (n % 10) * 0.02, 1 + (n % 5))));
        await page.locator('tbody tr').nth(29).waitFor();
        await page.screenshot({ path: `${FOLDER}/class-${size}-${lang}-${theme}.png`, fullPage: true });
      }
    });
  }

  test(`report ${lang}`, async ({ page, context }) => {
    await context.addInitScript(() => {
      window.print = () => undefined;
    });
    const lab = await openLab(page, 'pendulum', { lang });
    await work(page);
    await lab.locator('.opens-work').click();
    const opening = page.waitForEvent('popup');
    await lab.locator('.work .print').click();
    const report = await opening;
    await report.waitForTimeout(500);
    await report.pdf({ preferCSSPageSize: true, path: `${FOLDER}/report-${lang}.pdf` });
    await report.setViewportSize({ width: 794, height: 1123 });
    await report.screenshot({ path: `${FOLDER}/report-${lang}.png`, fullPage: true });
  });
}
