// The element as a page sees it. Nothing here depends on the numbers of a model.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, painted, ready, state, test, time } from './fixtures.ts';

const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['light', 'dark', 'projector'] as const;

/** The page of two labs: the first in the page's Chinese, the second in English, and dark. */
async function two(page: Page): Promise<[Locator, Locator]> {
  await page.goto('two.html');
  const labs: [Locator, Locator] = [page.locator('#first'), page.locator('#second')];
  await ready(labs[0]);
  await ready(labs[1]);
  await labs[1].evaluate((lab) => lab.setAttribute('theme', 'dark'));
  await expect(labs[1].locator('.lab')).toHaveClass(/dark/);
  return labs;
}

test('two labs on a page run apart: clock, data, start again', async ({ page }) => {
  const [first, second] = await two(page);
  expect(await painted(first)).toBe(true);
  expect(await painted(second)).toBe(true);
  await first.locator('.play').click();
  await expect.poll(() => time(first)).toBeGreaterThan(0.2);
  expect(await time(second)).toBe(0);
  for (const lab of [first, second]) {
    await lab.locator('.tabs button:nth-child(2)').click();
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tbody tr')).toHaveCount(1);
  }
  await second.locator('.data .main').click();
  await expect(second.locator('.data tbody tr')).toHaveCount(2);
  await expect(first.locator('.data tbody tr')).toHaveCount(1);
  await second.evaluate((lab) => (lab as GewuLab).step(50));
  const apart = await time(second);
  expect(apart).toBeGreaterThan(0);
  await first.locator('.transport .round').nth(1).click();
  await expect.poll(() => time(first)).toBe(0);
  expect(await time(second)).toBe(apart);
  await expect(second.locator('.data tbody tr')).toHaveCount(2);
});

test('two labs on a page: each has its language, its theme and its keyboard', async ({ page }) => {
  const [first, second] = await two(page);
  await expect(first.locator('.titles h2')).toHaveText('用单摆测量重力加速度的大小');
  await expect(second.locator('.titles h2')).toHaveText('Measuring g with a simple pendulum');
  await expect(first.locator('.lab')).toHaveClass(/light/);
  const angle = (lab: Locator): Promise<number> => lab.evaluate((element) => (element as GewuLab).get('swing.thread.angle'));
  const before = await angle(first);
  await second.getByRole('slider', { name: 'Bob' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => angle(second)).toBeGreaterThan(before + 0.05);
  expect(await angle(first)).toBe(before);
  await second.locator('.stage').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => time(second)).toBeGreaterThan(0);
  expect(await first.evaluate((lab) => (lab as GewuLab).paused)).toBe(true);
  // The page changes its language: the lab that has its own keeps it.
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'));
  await expect(first.locator('.titles h2')).toHaveText('Measuring g with a simple pendulum');
  await second.evaluate((lab) => lab.setAttribute('lang', 'zh'));
  await expect(second.locator('.titles h2')).toHaveText('用单摆测量重力加速度的大小');
  await expect(first.locator('.titles h2')).toHaveText('Measuring g with a simple pendulum');
});

test('a mouse takes the bob where it hangs in the photogate, and draws it aside', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  const bob = lab.getByRole('slider', { name: 'Bob' });
  const box = await bob.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect(bob).toHaveClass(/held/);
  await page.mouse.move(x + 120, y - 20, { steps: 4 });
  await expect.poll(() => lab.evaluate((element) => (element as GewuLab).get('swing.thread.angle'))).toBeGreaterThan(0.3);
  await page.mouse.up();
  await expect(bob).not.toHaveClass(/held/);
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
