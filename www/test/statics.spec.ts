// The lever and the composition of two forces through the page: by pointer in English, by keys in Chinese.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { expect, openLab, test } from './fixtures.ts';
import { middle, type Point } from './hand.ts';

test.use({ viewport: { width: 1280, height: 800 } });

/** A learner with a mouse: world places in metres. */
class Learner {
  constructor(readonly page: Page, readonly lab: Locator, readonly apart: readonly [string, string, string, string]) {}

  get(path: string): Promise<number> {
    return this.lab.evaluate((element, wanted) => (element as GewuLab).get(wanted), path);
  }

  grip(name: string): Locator {
    return this.lab.locator('.grip').and(this.lab.getByLabel(name, { exact: true }));
  }

  /** Pixels for a metre, from two grips and their places. */
  async scale(): Promise<number> {
    const [a, b, from, to] = this.apart;
    const metres = (await this.get(to)) - (await this.get(from));
    return ((await middle(this.grip(b)))[0] - (await middle(this.grip(a)))[0]) / metres;
  }

  /** Drags a grip by so many metres, in one go or over places between. */
  async drag(name: string, way: readonly Point[]): Promise<void> {
    const scale = await this.scale();
    const [x, y] = await middle(this.grip(name));
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await expect(this.grip(name)).toHaveClass(/held/);
    for (const [dx, dy] of way) await this.page.mouse.move(x + dx * scale, y - dy * scale, { steps: 8 });
    await this.page.waitForTimeout(80);
    await this.page.mouse.up();
    await expect(this.grip(name)).not.toHaveClass(/held/);
  }

  async carry(name: string, part: string, ...way: readonly Point[]): Promise<void> {
    const from = [await this.get(`${part}.x`), await this.get(`${part}.y`)] as const;
    await this.drag(name, way.map(([x, y]): Point => [x - from[0], y - from[1]]));
  }

  async keys(name: string, key: string, times: number): Promise<void> {
    await this.grip(name).focus();
    for (let n = 0; n < times; n++) await this.page.keyboard.press(key);
  }

  async tab(name: string): Promise<void> {
    // On a wide screen the data stand beside the stage.
    const tab = this.lab.locator('.tabs button', { hasText: name });
    if (await tab.isVisible()) await tab.click();
  }

  async row(cells: Record<string, string>): Promise<void> {
    const rows = this.lab.locator('.data tbody tr');
    const before = await rows.count();
    await this.lab.locator('.data .main').click();
    await expect(rows).not.toHaveCount(before);
    for (const [name, value] of Object.entries(cells)) {
      const field = this.lab.locator('.data tbody tr.newest').getByRole('textbox', { name: new RegExp(`^${name}`) });
      await field.fill(value);
      await field.press('Enter');
      await expect(field).toHaveAttribute('data-now', value);
    }
  }

  /** Where a place of the lever is now. */
  async spot(along: number): Promise<Point> {
    const angle = await this.get('bench.lever.angle');
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    return [along * cos + 0.014 * sin, 0.36 + along * sin - 0.014 * cos];
  }

  async level(path = 'bench.lever.angle', within = 0.012): Promise<void> {
    await expect.poll(async () => Math.abs(await this.get(path)), { timeout: 40_000 }).toBeLessThan(within);
  }
}

const LEVER = {
  en: { right: 'Right balance nut', left: 'Left balance nut', mass: ['50 g mass, first', '50 g mass, second', '50 g mass, fifth'], hook: 'Hook of the dynamometer', hand: 'Hand with the dynamometer' },
  zh: { right: '右端平衡螺母', left: '左端平衡螺母', mass: ['50 g 钩码（一）', '50 g 钩码（二）', '50 g 钩码（五）'], hook: '测力计的挂钩', hand: '提测力计的手' },
} as const;

test('a lever is balanced by pointer', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = await openLab(page, 'lever', { lang: 'en' });
  const words = LEVER.en;
  const learner = new Learner(page, lab, [words.left, words.right, 'bench.left_nut.x', 'bench.right_nut.x']);
  await lab.locator('.play').click();
  await lab.locator('.speed select').selectOption('4');
  for (let turn = 0; turn < 6 && Math.abs((await learner.get('bench.left_nut.turned')) + (await learner.get('bench.right_nut.turned'))) > 0.001; turn++) {
    const off = (await learner.get('bench.left_nut.turned')) + (await learner.get('bench.right_nut.turned'));
    // A screw: the finger goes four times as far as the nut.
    await learner.drag(words.right, [[-4 * off, 0]]);
  }
  await learner.level();
  await learner.carry(words.mass[0], 'bench.m1', [-0.3, 0.2], await learner.spot(-0.105));
  expect(await learner.get('bench.m1.along')).toBe(-0.1);
  await learner.carry(words.mass[1], 'bench.m2', [-0.25, 0.2], await learner.spot(-0.103));
  expect([await learner.get('bench.m2.hung'), await learner.get('bench.m2.along')]).toEqual([1, -0.1]);
  await learner.carry(words.mass[2], 'bench.m5', [0.3, 0.2], await learner.spot(0.2));
  const along = await learner.get('bench.m5.along');
  expect(await learner.get('bench.m5.hung')).toBe(1);
  if (along !== 0.2) await learner.keys(words.mass[2], along < 0.2 ? 'ArrowRight' : 'ArrowLeft', Math.round(Math.abs(along - 0.2) / 0.05));
  expect(await learner.get('bench.m5.along')).toBe(0.2);
  await learner.level();
  await page.screenshot({ path: 'screenshots/lever-balanced-en.png' });
  await learner.tab('Data');
  await learner.row({ 'Force on the left': '1.00', 'Force on the right': '0.50' });
  // Now the dynamometer instead of the mass on the right.
  await learner.keys(words.mass[2], 'ArrowDown', 1);
  expect(await learner.get('bench.m5.hung')).toBe(0);
  await learner.keys(words.hook, 'ArrowRight', 3);
  expect([await learner.get('bench.claw.hung'), await learner.get('bench.claw.along')]).toEqual([1, 0.15]);
  await learner.carry(words.hand, 'bench.hand', [0.42, 0.5], [0.44, 0.3], [0.15, 0.12]);
  for (let turn = 0; turn < 25 && Math.abs(await learner.get('bench.lever.angle')) > 0.012; turn++) {
    // Left side down: pull more.
    const angle = await learner.get('bench.lever.angle');
    await learner.keys(words.hand, angle > 0 ? 'ArrowDown' : 'ArrowUp', Math.min(15, Math.max(1, Math.round(Math.abs(angle) * 120))));
    await page.waitForTimeout(700);
  }
  await learner.level();
  // 0.98 N at 10 cm against the pull at 15 cm.
  expect(Math.abs((await learner.get('bench.spring.force')) - 0.0979 / 0.15)).toBeLessThan(0.06);
  await page.screenshot({ path: 'screenshots/lever-pulled-en.png' });
});

test('a lever is balanced by keys', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = await openLab(page, 'lever', { lang: 'zh' });
  const words = LEVER.zh;
  const learner = new Learner(page, lab, [words.left, words.right, 'bench.left_nut.x', 'bench.right_nut.x']);
  await lab.locator('.play').click();
  await lab.locator('.speed select').selectOption('4');
  await learner.keys(words.right, 'ArrowLeft', 32);
  expect(Math.abs((await learner.get('bench.left_nut.turned')) + (await learner.get('bench.right_nut.turned')))).toBeLessThan(1e-9);
  await learner.keys(words.mass[0], 'ArrowLeft', 2);
  await learner.keys(words.mass[1], 'ArrowLeft', 2);
  await learner.keys(words.mass[2], 'ArrowRight', 4);
  expect([await learner.get('bench.m1.along'), await learner.get('bench.m5.along')]).toEqual([-0.1, 0.2]);
  await learner.level();
  await learner.tab('数据');
  await learner.row({ '左侧的力': '1.00', 右侧或测力计的力: '0.50' });
  await page.screenshot({ path: 'screenshots/lever-balanced-zh.png' });
});

const FORCES = {
  en: { pencil: 'Pencil', hands: ['Hand with the left dynamometer', 'Hand with the right dynamometer'], nuts: ['Zero nut of the left dynamometer', 'Zero nut of the right dynamometer'] },
  zh: { pencil: '铅笔', hands: ['拉左侧测力计的手', '拉右侧测力计的手'], nuts: ['左侧测力计的调零螺母', '右侧测力计的调零螺母'] },
} as const;

test('a direction is marked by keys', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = await openLab(page, 'two-forces', { lang: 'zh' });
  const words = FORCES.zh;
  const learner = new Learner(page, lab, [words.hands[0], words.hands[1], 'board.hand1.x', 'board.hand2.x']);
  await lab.locator('.play').click();
  await learner.keys(words.nuts[0], 'ArrowLeft', 12);
  for (const [hand, key] of [[0, 'ArrowLeft'], [1, 'ArrowRight']] as const) {
    await learner.keys(words.hands[hand], key, 40);
    await learner.keys(words.hands[hand], 'ArrowDown', 40);
  }
  await page.waitForTimeout(600);
  const press = async (): Promise<void> => {
    await lab.getByRole('button', { name: '用铅笔标记' }).click();
  };
  const go = async (x: number, y: number): Promise<void> => {
    const [dx, dy] = [x - (await learner.get('board.paper.pencil_x')), y - (await learner.get('board.paper.pencil_y'))];
    await learner.keys(words.pencil, dx > 0 ? 'ArrowRight' : 'ArrowLeft', Math.round(Math.abs(dx) * 1000));
    await learner.keys(words.pencil, dy > 0 ? 'ArrowUp' : 'ArrowDown', Math.round(Math.abs(dy) * 1000));
  };
  await go(await learner.get('board.knot.x'), await learner.get('board.knot.y'));
  await press();
  expect(await learner.get('board.paper.off')).toBeLessThan(0.002);
  await go(await learner.get('board.hook2.x'), await learner.get('board.hook2.y'));
  await press();
  expect(await learner.get('board.paper.second_reach')).toBeGreaterThan(0.09);
  expect(await learner.get('board.paper.second_pull')).toBeGreaterThan(0.3);
  await page.screenshot({ path: 'screenshots/two-forces-marked-zh.png' });
});
