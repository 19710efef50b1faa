// The element as a page sees it. Nothing here depends on the numbers of a model.

import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, painted, ready, state, test, time } from './fixtures.ts';

const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['light', 'dark', 'projector'] as const;

test('two labs on a page run apart', async ({ page }) => {
  await page.goto('two.html');
  const [first, second] = [page.locator('#first'), page.locator('#second')];
  await ready(first);
  await ready(second);
  expect(await painted(first)).toBe(true);
  expect(await painted(second)).toBe(true);
  await first.locator('.play').click();
  await expect.poll(() => time(first)).toBeGreaterThan(0.2);
  expect(await time(second)).toBe(0);
  await second.locator('.data .main').evaluate((button: HTMLElement) => button.click());
  await expect(second.locator('.data tbody tr')).toHaveCount(1);
  await expect(first.locator('.data tbody tr')).toHaveCount(0);
  await expect(first.locator('.titles h2')).not.toHaveText((await second.locator('.titles h2').textContent()) ?? '');
});

test('a lab that fails leaves the others alone', async ({ page }) => {
  await page.goto('two.html');
  const [first, second] = [page.locator('#first'), page.locator('#second')];
  await ready(first);
  await ready(second);
  await first.evaluate((lab) => lab.setAttribute('src', 'simulations/no-such-module/'));
  await expect(first.locator('.failure')).toBeVisible();
  expect(await state(first)).toBe('failed');
  await second.locator('.play').click();
  await expect.poll(() => time(second)).toBeGreaterThan(0);
});

test('a module that is not JSON is told with its place, in both languages', async ({ page }) => {
  await openLab(page, 'pendulum');
  const lab = page.locator('gewu-lab');
  const failure = await lab.evaluate(async (element) => {
    const heard: unknown[] = [];
    element.addEventListener('error', (event) => heard.push((event as CustomEvent).detail.kind));
    (element as GewuLab).source = '{ "format": 1,';
    await new Promise((done) => element.addEventListener('error', done, { once: true }));
    const { problems } = (element as GewuLab).error ?? { problems: [] };
    return { heard, key: problems[0]?.key, line: problems[0]?.line };
  });
  expect(failure.heard).toEqual(['module']);
  expect(failure.key).toBe('problem.syntax');
  expect(failure.line).toBeGreaterThan(0);
  await expect(lab.locator('.problems li')).toContainText('module.json:1:');
  const english = await lab.locator('.failure h3').textContent();
  await lab.evaluate((element) => element.setAttribute('lang', 'zh'));
  await expect(lab.locator('.failure h3')).not.toHaveText(english ?? '');
});

test('language changes while the clock runs: nothing is loaded anew', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'en' });
  await lab.locator('.play').click();
  await expect.poll(() => time(lab)).toBeGreaterThan(0.2);
  const before = await time(lab);
  let loads = 0;
  await page.exposeFunction('loaded', () => loads++);
  await lab.evaluate((element) => element.addEventListener('load', () => (window as unknown as { loaded(): void }).loaded()));
  const english = await lab.locator('.titles p').textContent();
  await lab.evaluate((element) => element.setAttribute('lang', 'zh-CN'));
  await expect(lab.locator('.titles p')).not.toHaveText(english ?? '');
  expect(await time(lab)).toBeGreaterThanOrEqual(before);
  expect(loads).toBe(0);
});

test('space plays only where the stage has the keyboard', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  await lab.locator('.entry input').first().focus();
  await page.keyboard.press('Space');
  expect(await lab.evaluate((element) => (element as GewuLab).paused)).toBe(true);
  await lab.locator('.stage').focus();
  await page.keyboard.press('Space');
  expect(await lab.evaluate((element) => (element as GewuLab).paused)).toBe(false);
});

test('every grip can be reached and moved by keys, and is large enough for a finger', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  const grips = lab.locator('.grip:visible');
  expect(await grips.count()).toBeGreaterThan(0);
  for (const grip of await grips.all()) {
    const box = await grip.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(await grip.getAttribute('aria-label')).not.toBe('');
  }
  const slider = lab.locator('.grip[role="slider"]:visible').first();
  await slider.focus();
  const before = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(slider).not.toHaveAttribute('aria-valuetext', before ?? '');
});

test('a lab at rest takes no frames', async ({ page }) => {
  await page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window);
    const counter = window as unknown as { frames: number };
    counter.frames = 0;
    window.requestAnimationFrame = (call) => {
      counter.frames++;
      return ask(call);
    };
  });
  await openLab(page, 'pendulum');
  await page.waitForTimeout(300);
  const count = () => page.evaluate(() => (window as unknown as { frames: number }).frames);
  const before = await count();
  await page.waitForTimeout(600);
  expect(await count()).toBe(before);
});

test('a lab out of sight stands still', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  await lab.locator('.play').click();
  await expect.poll(() => time(lab)).toBeGreaterThan(0);
  await lab.evaluate((element: HTMLElement) => element.style.setProperty('margin-top', '4000px'));
  await page.waitForTimeout(200);
  const before = await time(lab);
  await page.waitForTimeout(400);
  expect(await time(lab)).toBe(before);
});

test('moved and removed, a lab keeps its state', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  await lab.evaluate((element) => (element as GewuLab).step(50));
  const before = await time(lab);
  expect(before).toBeGreaterThan(0);
  await lab.evaluate((element) => {
    const box = document.createElement('main');
    document.body.append(box);
    box.append(element);
  });
  expect(await state(lab)).toBe('ready');
  expect(await time(lab)).toBe(before);
  await page.evaluate(async () => {
    const element = document.querySelector('gewu-lab');
    element?.remove();
    await new Promise((done) => setTimeout(done, 100));
    if (element) document.body.append(element);
  });
  await ready(lab);
  expect(await time(lab)).toBe(before);
});

test('loading takes neither the keyboard nor the title', async ({ page }) => {
  await page.goto('embed.html');
  await ready(page.locator('gewu-lab'));
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await expect(page).toHaveTitle('A lab in five lines');
});

test('a value out of range is refused with a sentence, and nothing changes', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'zh' });
  const input = lab.locator('.entry input').first();
  const before = await input.inputValue();
  await input.fill('999');
  await input.press('Enter');
  await expect(lab.locator('.toast')).toBeVisible();
  await expect(lab.locator('[role="status"]').first()).toContainText('取值范围');
  await expect(input).toHaveValue(before);
});

test('at 1280 x 720 nothing scrolls and the stage has its share', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const lab = await openLab(page, 'pendulum');
  const stage = await lab.locator('.stage').boundingBox();
  expect(((stage?.width ?? 0) * (stage?.height ?? 0)) / (1280 * 720)).toBeGreaterThanOrEqual(0.6);
  const scrolling = await lab.evaluate((element) =>
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.lab, .bar, .controls, .panel, .steps, .graphs') ?? [])]
      .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.className} ${box.scrollWidth}x${box.scrollHeight} in ${box.clientWidth}x${box.clientHeight}`),
  );
  expect(scrolling).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(720);
});

for (const lang of LANGUAGES) {
  for (const theme of THEMES) {
    test(`no barriers in a lab, ${lang} ${theme}`, async ({ page }) => {
      const lab = await openLab(page, 'pendulum', { lang, theme });
      await lab.locator('.data .main').click();
      await lab.locator('.opens-settings').click();
      await expect(lab.locator('.popover')).toBeVisible();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(lab.locator('.popover')).toHaveCount(0);
    });
  }

  test(`the gallery, ${lang}`, async ({ page }) => {
    await page.goto(`index.html?lang=${lang}&theme=light`);
    const cards = page.locator('.card');
    await expect(cards.first()).toBeVisible();
    const all = await cards.count();
    expect(await barriers(page)).toEqual([]);
    await page.locator('.search input').fill('HP-14');
    await expect(cards).toHaveCount(1);
    await cards.first().locator('a').click();
    await expect(page).toHaveURL(/lab\.html\?id=pendulum/);
    await page.goBack();
    await expect(cards).toHaveCount(1);
    await page.locator('.search input').fill('');
    await expect(cards).toHaveCount(all);
  });
}

test('a phone shows stage, playback and one panel', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const lab = await openLab(page, 'pendulum', { lang: 'zh' });
  const stage = await lab.locator('.stage').boundingBox();
  expect(((stage?.width ?? 0) * (stage?.height ?? 0)) / (360 * 640)).toBeGreaterThanOrEqual(0.55);
  for (const [tab, panel] of [[1, '.controls'], [2, '.data'], [3, '.graphs'], [4, '.steps']] as const) {
    await lab.locator(`.tabs button:nth-child(${tab})`).click();
    await expect(lab.locator(panel)).toBeVisible();
    await expect(lab.locator('.controls, .data, .graphs, .steps').locator('visible=true')).toHaveCount(1);
  }
  expect(await barriers(page)).toEqual([]);
});
