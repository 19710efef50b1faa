// The mechanics bench: built by pointer, by finger and by keyboard, taken back, kept, replayed.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, test } from './fixtures.ts';

/** The world of the view `main`: its left and lower edge, and its width, m. */
const [LEFT, LOW, WIDTH] = [-1.6, -0.3, 3.2];

async function pointer(lab: Locator): Promise<(x: number, y: number) => [number, number]> {
  const box = await lab.locator('.stage').boundingBox();
  if (!box) throw new Error('there is no stage');
  const scale = box.width / WIDTH;
  return (x, y) => [box.x + (x - LEFT) * scale, box.y + box.height - (y - LOW) * scale];
}

const offer = (lab: Locator, name: string) => lab.locator('.offers').getByRole('button', { name, exact: true });
const get = (lab: Locator, path: string) => lab.evaluate((element, of) => (element as GewuLab).get(of), path);
const pieces = (lab: Locator) => lab.locator('.bench .pieces option').count();

async function clicks(page: Page, places: [number, number][]): Promise<void> {
  for (const [x, y] of places) await page.mouse.click(x, y);
}

test('an Atwood machine is built by pointer, moves as it must, and is taken back', async ({ page }) => {
  const lab = await openLab(page, 'mechanics-bench');
  const at = await pointer(lab);
  await offer(lab, 'Fixed pulley').click();
  await clicks(page, [at(0.2, 1.3)]);
  await offer(lab, 'Ball').click();
  await clicks(page, [at(0.15, 0.95), at(0.25, 0.95)]);
  await offer(lab, 'String').click();
  await clicks(page, [at(0.15, 0.95), at(0.2, 1.3), at(0.25, 0.95)]);
  expect(await get(lab, 'world.string1.length')).toBeGreaterThan(0.7);
  // The string was put back; a click now chooses.
  await clicks(page, [at(0.15, 0.95)]);
  await expect(lab.locator('.inspector h4')).toHaveText('Ball 2');
  const mass = lab.locator('.inspector input[data-name="mass"]');
  await mass.fill('300');
  await mass.press('Enter');
  expect(await get(lab, 'world.ball2.mass')).toBeCloseTo(0.3, 12);
  await mass.fill('heavy');
  await mass.press('Enter');
  await expect(lab.locator('.toast')).toBeVisible();
  await expect(mass).toHaveValue('300');
  const g = await get(lab, 'world.gravity');
  await lab.evaluate((element) => {
    for (let n = 0; n < 100; n++) (element as GewuLab).step();
  });
  expect(await get(lab, 'world.ball3.vy')).toBeCloseTo((g * 0.1 * 0.2) / 0.5, 9);
  await lab.getByRole('button', { name: 'Show Velocity, y in the live graph' }).click();
  await expect(lab.locator('.graphs .ordinate')).toContainText('m/s');
  // Dragged at the start, the part stays where it was put, over a reset too.
  await lab.getByRole('button', { name: 'Back to the start' }).or(lab.locator('.transport .round').nth(1)).first().click();
  const [fx, fy] = at(-0.4, 1.15);
  await page.mouse.move(fx, fy);
  await page.mouse.down();
  await page.mouse.move(...at(-0.6, 0.9), { steps: 4 });
  await page.mouse.up();
  expect(await get(lab, 'world.ball1.x')).toBeCloseTo(-0.6, 2);
  const before = await pieces(lab);
  await page.keyboard.press('Delete');
  expect(await pieces(lab)).toBeLessThan(before);
  await lab.locator('.bench').getByRole('button', { name: 'Take back' }).click();
  expect(await pieces(lab)).toBe(before);
  expect(await get(lab, 'world.ball1.x')).toBeCloseTo(-0.6, 2);
  // What was done can be replayed to the same state.
  const [hash, again] = await lab.evaluate(async (element) => {
    const record = (element as GewuLab).record() as { hash: string };
    return [record.hash, await (element as GewuLab).replay(record)];
  });
  expect(again).toBe(hash);
});

test('everything is done by keyboard, in Chinese, without barriers', async ({ page }) => {
  const lab = await openLab(page, 'mechanics-bench', { lang: 'zh' });
  const type = async (label: string, text: string) => {
    const field = lab.locator('.fields').getByRole('textbox', { name: new RegExp(`^${label}`) }).first();
    await field.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  };
  await offer(lab, '方块').focus();
  await page.keyboard.press('Enter');
  await type('x', '60');
  await type('y', '110');
  await page.keyboard.press('Enter');
  await expect(lab.locator('.spoken, [role=status]').filter({ hasText: '已放上' }).first()).toBeAttached();
  await page.keyboard.press('Escape');
  expect(await get(lab, 'world.box1.x')).toBeCloseTo(0.6, 12);
  await offer(lab, '弹簧').focus();
  await page.keyboard.press('Enter');
  await lab.locator('.fields').getByLabel('第二端').selectOption('box1');
  await type('x', '60');
  await type('y', '150');
  await lab.locator('.fields').getByRole('button', { name: '放上' }).press('Enter');
  expect(await get(lab, 'world.spring2.natural')).toBeCloseTo(0.4, 12);
  expect(await barriers(page)).toEqual([]);
  // On the stage: the part by its name, arrows, its settings, and away.
  const box = lab.getByRole('slider', { name: '方块 1' });
  await box.focus();
  await page.keyboard.press('ArrowRight');
  expect(await get(lab, 'world.box1.x')).toBeCloseTo(0.61, 9);
  await page.keyboard.press('Enter');
  await expect(lab.locator('.inspector .settings').locator(':focus')).toHaveCount(1);
  await box.focus();
  await page.keyboard.press('Control+z');
  expect(await get(lab, 'world.box1.x')).toBeCloseTo(0.6, 9);
  await page.keyboard.press('Delete');
  expect(await get(lab, 'world.box1.x')).toBeNaN();
  expect(await get(lab, 'world.spring2.natural')).toBeNaN();
});

test('on a telephone a board is laid by a finger, and the arrangement is there after a reload', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const lab = await openLab(page, 'mechanics-bench', {});
  await lab.getByRole('button', { name: 'Build', exact: true }).tap();
  await offer(lab, 'Disc').tap();
  const at = await pointer(lab);
  const [x, y] = at(-0.5, 0.5);
  await page.touchscreen.tap(x, y);
  await expect.poll(() => get(lab, 'world.disc2.x')).toBeCloseTo(-0.5, 1);
  await page.waitForTimeout(1500);
  await page.reload();
  const back = page.locator('gewu-lab');
  await expect.poll(() => back.evaluate((element) => (element as GewuLab).readyState)).toBe('ready');
  await expect.poll(() => get(back, 'world.disc2.x')).toBeCloseTo(-0.5, 1);
  await context.close();
});

test('an arrangement is handed on as a link; a cut one is told and changes nothing', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const lab = await openLab(page, 'mechanics-bench', { persist: 'off' });
  const at = await pointer(lab);
  await offer(lab, 'Wheel').click();
  await clicks(page, [at(-0.6, 0.8)]);
  await page.keyboard.press('Escape');
  await lab.locator('.hand summary').click();
  await lab.getByRole('button', { name: 'Copy a link to this arrangement' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#arrangement=');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  for (const [address, x] of [[link, -0.6], [link.slice(0, -20), NaN]] as const) {
    await page.goto('about:blank');
    await page.goto(`${address.replace('#', '&persist=off#')}`);
    const other = page.locator('gewu-lab');
    await expect(other.locator('.offers button').first()).toBeVisible();
    if (Number.isNaN(x)) await expect(other.locator('.toast')).toBeVisible();
    else await expect.poll(() => get(other, 'world.wheel1.x')).toBeCloseTo(x, 2);
    if (Number.isNaN(x)) expect(await get(other, 'world.wheel1.x')).toBeNaN();
  }
  await context.close();
});
