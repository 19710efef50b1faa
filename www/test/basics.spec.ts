// Tray balance, speed and dynamometer done on the page, by keys and by pointer, in both languages, on a desk and on a phone.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { expect, openLab, test } from './fixtures.ts';
import { middle } from './hand.ts';

type Lang = 'zh' | 'en';
type Key = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const SIZES = { desk: [1280, 800], phone: [390, 844] } as const;

class Learner {
  readonly words: Record<string, string>;
  constructor(readonly page: Page, readonly lab: Locator, id: string, readonly lang: Lang, readonly phone: boolean) {
    this.words = JSON.parse(readFileSync(`../simulations/${id}/strings/${lang}.json`, 'utf8')) as Record<string, string>;
  }

  get(path: string): Promise<number> {
    return this.lab.evaluate((element, wanted) => (element as GewuLab).get(wanted), path);
  }

  say(key: string): string {
    const words = this.words[key];
    if (words === undefined) throw new Error(`There is no string ${key}.`);
    return words;
  }

  grip(id: string): Locator {
    return this.lab.locator('.grip').and(this.lab.getByLabel(this.say(`grip.${id}`), { exact: true }));
  }

  /** Presses a key on a grip, with Shift ten at a time. */
  async keys(id: string, key: Key, times: number): Promise<void> {
    await this.grip(id).focus();
    for (let n = 0; n < Math.floor(times / 10); n++) await this.page.keyboard.press(`Shift+${key}`);
    for (let n = 0; n < times % 10; n++) await this.page.keyboard.press(key);
  }

  /** Takes a grip with the mouse and leads it by so many pixels, over points in between, and lets go. */
  async drag(id: string, ...way: [number, number][]): Promise<void> {
    const [x, y] = await middle(this.grip(id));
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    for (const [dx, dy] of way) await this.page.mouse.move(x + dx, y + dy, { steps: 6 });
    await this.page.waitForTimeout(80);
    await this.page.mouse.up();
    await this.page.waitForTimeout(60);
  }

  /** Pixels for a metre, by two grips and what says where they are. */
  async scale(a: string, b: string, metres: number): Promise<number> {
    return ((await middle(this.grip(b)))[0] - (await middle(this.grip(a)))[0]) / metres;
  }

  async view(name: string): Promise<void> {
    await this.lab.locator('.views button', { hasText: this.say(`view.${name}`) }).click();
  }

  /** On a phone one panel is to be seen at a time. */
  async tab(index: number): Promise<void> {
    if (this.phone) await this.lab.locator('.tabs button').nth(index).click();
  }

  control(id: string): Locator {
    return this.lab.locator('.control', { hasText: this.say(`control.${id}`) });
  }

  async set(id: string, value: string): Promise<void> {
    await this.tab(0);
    const field = this.control(id).locator('input[type="text"]');
    await field.fill(value);
    await field.press('Enter');
  }

  /** Begins a row and types what was read into it. */
  async row(cells: Record<string, string>): Promise<void> {
    await this.tab(1);
    const rows = this.lab.locator('.data tbody tr');
    const before = await rows.count();
    await this.lab.locator('.data .main').click();
    // Panels are written anew ten times a second at most: until then the newest row is the one before.
    await expect(rows).not.toHaveCount(before);
    for (const [column, text] of Object.entries(cells)) {
      const field = this.lab.locator('.data tbody tr.newest').getByRole('textbox', { name: new RegExp(`^${this.say(`column.${column}`)}`) });
      await field.fill(text);
      await field.press('Enter');
    }
  }

  /** The last cell of the newest row, as a number. */
  async last(): Promise<number> {
    const text = await this.lab.locator('.data tbody tr.newest td').last().textContent();
    return Number(text?.trim().replace('−', '-'));
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: test.info().outputPath(`${name}-${this.phone ? 'phone' : 'desk'}-${this.lang}.png`) });
  }
}

const WEIGHTS = ['w100', 'w50', 'w20a', 'w20b', 'w10', 'w5'];

/** Waits until the pointer rests in the middle, and reads weights and rider, g. */
async function balanced(me: Learner): Promise<[number, number]> {
  await expect.poll(() => me.lab.evaluate((element) => (element as GewuLab).read('balance')?.state), { timeout: 60_000 }).toBe('ok');
  return [Math.round((await me.get('bench.scales.weights')) * 1000), Math.round((await me.get('bench.scales.rider')) * 5000) / 5];
}

async function balance(me: Learner): Promise<void> {
  const rest = (): Promise<number> => me.get('bench.scales.rest');
  await me.lab.locator('.play').click();
  await me.lab.locator('.speed select').selectOption('4');
  // By keys: level it, weigh the stone.
  await me.keys('bench.scales.rider', 'ArrowLeft', 50);
  for (let turn = 0; turn < 3 && Math.abs(await rest()) > 0.15; turn++) {
    const now = await rest();
    await me.keys(turn % 2 === 0 ? 'bench.scales.left_nut' : 'bench.scales.right_nut', now > 0 ? 'ArrowLeft' : 'ArrowRight', Math.round(Math.abs(now) * 10));
  }
  expect(Math.abs(await rest())).toBeLessThan(0.2);
  await me.keys('bench.stone', 'ArrowUp', 40);
  await me.keys('bench.stone', 'ArrowLeft', 88);
  for (let n = 0; n < 60 && (await me.get('bench.scales.left')) === 0; n++) await me.page.keyboard.press('ArrowDown');
  const stone = await me.get('bench.stone.mass');
  expect(await me.get('bench.scales.left')).toBeCloseTo(stone, 9);
  for (const weight of WEIGHTS) {
    await me.keys(`bench.${weight}`, 'ArrowLeft', 1);
    if ((await rest()) > 0.5) await me.keys(`bench.${weight}`, 'ArrowRight', 1);
  }
  for (let n = 0; n < 60 && (await rest()) < -0.4; n++) await me.keys('bench.scales.rider', 'ArrowRight', 1);
  const [weights, rider] = await balanced(me);
  await me.row({ weights: String(weights), rider: rider.toFixed(1) });
  expect(Math.abs(weights + rider - stone * 1000)).toBeLessThan(0.25);
  await me.picture('balance-stone');
  // By pointer: the stone down, the weights back in bare fingers, the empty beaker up.
  await me.tab(0);
  await me.lab.locator('.control select').selectOption('fingers');
  const scale = await me.scale('bench.jug', 'bench.cup', (await me.get('bench.cup.x')) - (await me.get('bench.jug.x')));
  const to = async (id: string, x: number, y: number): Promise<[number, number]> =>
    [(x - (await me.get(`bench.${id}.x`))) * scale, -(y - (await me.get(`bench.${id}.y`))) * scale];
  await me.drag('bench.stone', await to('stone', -0.375, 0.18), await to('stone', 0.066, 0.18), await to('stone', 0.066, 0.01));
  for (const weight of WEIGHTS) {
    if ((await me.get(`bench.${weight}.on`)) === 0) continue;
    await me.drag(`bench.${weight}`, await to(weight, -0.1, 0.2), await to(weight, -0.04, 0.1));
    expect(await me.get(`bench.${weight}.on`)).toBe(0);
    expect(await me.get(`bench.${weight}.touched`)).toBe(1);
  }
  await me.lab.locator('.control select').selectOption('forceps');
  await me.drag('bench.scales.rider', [-300, 0]);
  expect(await me.get('bench.scales.rider')).toBe(0);
  // The jug is let go with its lip over the beaker and held there; its handle turns it.
  await me.drag('bench.jug', await to('jug', 0.125, 0.2), await to('jug', 0.187, 0.16));
  await me.picture('balance-jug');
  await me.keys('bench.jug.lip', 'ArrowRight', 22);
  for (let n = 0; n < 22 && (await me.get('bench.cup.volume')) < 4e-5; n++) {
    await me.page.keyboard.press('ArrowRight');
    await me.page.waitForTimeout(150);
  }
  expect(await me.get('bench.cup.volume')).toBeGreaterThan(4e-5);
  await me.picture('balance-pours');
  await me.keys('bench.jug.lip', 'ArrowLeft', 60);
  expect(await me.get('bench.jug.tilt')).toBe(0);
  await me.drag('bench.jug', await to('jug', 0.125, 0.2), await to('jug', 0.1, 0.01));
  await me.drag('bench.cup', await to('cup', 0.215, 0.22), await to('cup', -0.375, 0.22), await to('cup', -0.375, 0.15));
  const both = await me.get('bench.cup.mass');
  expect(await me.get('bench.scales.left')).toBeCloseTo(both, 9);
  for (const weight of WEIGHTS) {
    await me.drag(`bench.${weight}`, await to(weight, -0.1, 0.2), await to(weight, -0.175, 0.18));
    expect(await me.get(`bench.${weight}.on`)).toBe(2);
    if ((await rest()) > 0.5) await me.drag(`bench.${weight}`, await to(weight, -0.1, 0.2), await to(weight, -0.04, 0.1));
  }
  // A line of the rider is 4 mm: what the mouse leaves the keys bring.
  for (let n = 0; n < 60 && (await rest()) < -0.4; n++) await me.keys('bench.scales.rider', 'ArrowRight', 1);
  const [more, line] = await balanced(me);
  const tare = (await me.get('bench.cup.glass')) * 1000;
  await me.row({ weights: String(more), rider: line.toFixed(1), tare: tare.toFixed(1) });
  const water = (await me.get('bench.cup.volume')) * (await me.get('bench.cup.density')) * 1000;
  await expect.poll(async () => Math.abs((await me.last()) - water)).toBeLessThan(0.4);
  await me.picture('balance-water');
}

async function speed(me: Learner): Promise<void> {
  await me.set('incline', '2');
  // By keys: the stop at 110.0 cm, B there, A at the front of the cart.
  await me.keys('run.stop', 'ArrowLeft', Math.round(((await me.get('run.stop.along')) - 1.1) * 1000));
  await me.keys('rule.end', 'ArrowRight', 500);
  await me.keys('rule.start', 'ArrowRight', 250);
  expect(await me.get('rule.start')).toBeCloseTo(await me.get('run.cart.front'), 6);
  expect(await me.get('rule.end')).toBeCloseTo(await me.get('run.stop.along'), 6);
  await me.picture('speed-marks');
  await me.lab.locator('.play').click();
  // A machine that draws slowly has a slow hand: time runs slowly too.
  await me.lab.locator('.speed select').selectOption('0.25');
  const timed = async (byKeys: boolean): Promise<number> => {
    await me.tab(0);
    await me.grip('watch.reset').click();
    await me.lab.locator('.control button', { hasText: me.say('control.go') }).click();
    await expect.poll(() => me.get('run.cart.count'), { timeout: 30_000 }).toBeGreaterThan(0);
    if (byKeys) await me.grip('watch.start').focus();
    if (!byKeys) await me.picture('speed-counts');
    const press = async (): Promise<void> => byKeys ? me.page.keyboard.press('Space') : me.grip('watch.start').click();
    await me.lab.evaluate(async (element) => {
      while ((element as GewuLab).get('run.cart.hold') !== 0) await new Promise((done) => requestAnimationFrame(done));
    });
    await press();
    await me.lab.evaluate(async (element) => {
      const lab = element as GewuLab;
      while (lab.get('run.stop.along') - lab.get('run.cart.front') > 1e-6) await new Promise((done) => requestAnimationFrame(done));
    });
    await press();
    return me.get('watch.time');
  };
  const a = 9.8 * (Math.sin(Math.PI / 90) - 0.01 * Math.cos(Math.PI / 90));
  const whole = await timed(true);
  expect(Math.abs(whole - Math.sqrt(1.6 / a))).toBeLessThan(0.2);
  await me.row({ start: '30.00', end: '110.00', time: whole.toFixed(2) });
  await expect.poll(async () => Math.abs((await me.last()) - 0.8 / whole)).toBeLessThan(0.006);
  await me.picture('speed-whole');
  // By pointer: the cart back to A, the stop and B to the middle.
  const before = await me.get('run.cart.x');
  const scale = await me.scale('rule.start', 'rule.end', 0.8 * Math.cos(Math.PI / 90));
  await me.drag('run.cart', [(0.3 - (await me.get('run.cart.front'))) * scale, 0]);
  expect(await me.get('run.cart.x')).toBeLessThan(before - 0.7);
  expect(await me.get('run.cart.hold')).toBe(1);
  await me.drag('run.stop', [-0.4 * scale, 0]);
  await me.drag('rule.end', [-0.4 * scale, 0]);
  await me.drag('rule.start', [((await me.get('run.cart.front')) - 0.3) * scale, 0]);
  for (const [grip, path, is] of [['rule.end', 'run.stop.along', 'rule.end'], ['rule.start', 'run.cart.front', 'rule.start']] as const) {
    const off = (await me.get(path)) - (await me.get(is));
    expect(Math.abs(off)).toBeLessThan(0.02);
    await me.keys(grip, off > 0 ? 'ArrowRight' : 'ArrowLeft', Math.round(Math.abs(off) * 1000));
  }
  const half = await timed(false);
  const s = (await me.get('rule.end')) - (await me.get('rule.start'));
  expect(Math.abs(half - Math.sqrt((2 * s) / a))).toBeLessThan(0.2);
  await me.row({ start: ((await me.get('rule.start')) * 100).toFixed(2), end: ((await me.get('rule.end')) * 100).toFixed(2), time: half.toFixed(2) });
  await expect.poll(() => me.last()).toBeLessThan(0.8 / whole);
  await me.picture('speed-half');
}

async function dynamometer(me: Learner): Promise<void> {
  const shown = async (id: string): Promise<number> => me.lab.evaluate((element, which) => (element as GewuLab).read(which)?.value ?? Number.NaN, id);
  await me.lab.locator('.play').click();
  await me.lab.locator('.speed select').selectOption('4');
  // By keys: the hanging one to zero, three masses one by one.
  expect(await shown('weigher')).toBeCloseTo(0.15, 2);
  await me.keys('weigher.nut', 'ArrowUp', 15);
  expect(Math.abs(await shown('weigher'))).toBeLessThan(0.006);
  for (const count of [1, 2, 3]) {
    await me.set('count', String(count));
    await me.page.waitForTimeout(1500);
  }
  const three = await shown('weigher');
  expect(Math.abs(three - 2.94)).toBeLessThan(0.02);
  await me.row({ weight: three.toFixed(2) });
  await me.picture('dynamometer-three');
  // By pointer: the case dragged aside; by keys back.
  await me.view('weigh');
  const height = (await me.lab.locator('.stage canvas').first().boundingBox())?.height ?? 0;
  await me.drag('weigher.case', [height * 0.08, 0]);
  const askew = await shown('weigher');
  expect(askew).toBeLessThan(three - 0.1);
  await me.picture('dynamometer-askew');
  await me.grip('weigher.case').focus();
  for (let n = 0; n < 20 && (await shown('weigher')) < three - 0.05; n++) await me.page.keyboard.press('ArrowLeft');
  expect(Math.abs((await shown('weigher')) - three)).toBeLessThan(0.06);
  await me.set('count', '0');
  // By pointer: the lying one to zero, then the block at a steady speed.
  await me.view('pull');
  await me.picture('dynamometer-lies');
  const nut = async (by: number): Promise<void> => me.drag('puller.nut', [by, 0]);
  // It stands above its zero: nothing to be read until it is brought down.
  for (let n = 0; n < 12 && (await me.lab.evaluate((element) => (element as GewuLab).read('puller')?.state)) !== 'ok'; n++) await nut(-4);
  expect(await shown('puller')).toBeLessThan(0.1);
  await me.lab.locator('.speed select').selectOption('1');
  await me.set('speed', '5');
  await me.page.waitForTimeout(2500);
  await expect.poll(() => me.get('pull.block.velocity'), { timeout: 20_000 }).toBeGreaterThan(0.03);
  const pull = await shown('puller');
  await me.picture('dynamometer-pull');
  expect(Math.abs(pull - 1.18)).toBeLessThan(0.2);
  await me.row({ force: pull.toFixed(2) });
  await me.set('speed', '0');
  await me.tab(2);
  await me.picture('dynamometer-graph');
}

const EXPERIMENTS = { balance, speed, dynamometer };

// Each language and each size once: an experiment takes its time.
const AS = { balance: ['zh', 'desk'], speed: ['en', 'phone'], dynamometer: ['en', 'desk'] } as const;

for (const id of ['balance', 'speed', 'dynamometer'] as const) {
  const [lang, size] = AS[id];
  test(`${id} by keys and pointer, ${lang}, ${size}`, async ({ page }) => {
    test.setTimeout(400_000);
    const [width, height] = SIZES[size];
    await page.setViewportSize({ width, height });
    const lab = await openLab(page, id, { lang, persist: 'off' });
    await EXPERIMENTS[id](new Learner(page, lab, id, lang, size === 'phone'));
  });
}
