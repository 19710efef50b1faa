// The whole density experiment by finger on a telephone: the balance levelled, stone and brine weighed with weights and
// rider, the cylinders read, the numbers typed, both densities in the table, a conclusion, and the report on paper.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { expect, openLab, test } from './fixtures.ts';
import { Hand, middle, type Point } from './hand.ts';
import { wordsOf } from './pdf.ts';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });

const WEIGHTS = { w100: '100 g weight', w50: '50 g weight', w20a: 'First 20 g weight', w20b: 'Second 20 g weight', w10: '10 g weight', w5: '5 g weight' };
const LEFT: Point = [-0.375, 0.16];
const RIGHT: Point = [-0.175, 0.16];
const BOX: Point = [-0.04, 0.1];

/** A learner at the bench: world places in metres, fingers in pixels. */
class Bench {
  private constructor(readonly page: Page, readonly lab: Locator, readonly hand: Hand) {}

  static async of(page: Page, lab: Locator): Promise<Bench> {
    return new Bench(page, lab, await Hand.of(page));
  }

  get(path: string): Promise<number> {
    return this.lab.evaluate((element, wanted) => (element as GewuLab).get(wanted), `bench.${path}`);
  }

  grip(name: string): Locator {
    return this.lab.locator('.grip').and(this.lab.getByLabel(name, { exact: true }));
  }

  async view(name: string): Promise<void> {
    await this.tap(this.lab.locator('.views button', { hasText: name }));
  }

  /** Chromium makes no click of a tap that follows another touch within some 150 ms: no finger is so quick, but a test is. */
  async tap(one: Locator): Promise<void> {
    await this.page.waitForTimeout(220);
    await one.tap();
  }

  /** Pixels for a metre: both nuts are 253 mm apart, and turned with the beam by little. */
  async scale(): Promise<number> {
    const view = await this.lab.locator('.views button[aria-pressed="true"]').textContent();
    const [a, b, metres] = view === 'Cylinders' ? ['Beaker with brine', 'Beaker with water', (await this.get('water.x')) - (await this.get('brine.x'))] as const
      : ['Left levelling nut', 'Right levelling nut', 0.253 + (await this.get('scales.right_nut')) - (await this.get('scales.left_nut'))] as const;
    return ((await middle(this.grip(b)))[0] - (await middle(this.grip(a)))[0]) / metres;
  }

  /** Carries a thing by finger: from where it is over these places, and lets go. */
  async carry(name: string, part: string, way: readonly Point[]): Promise<void> {
    const scale = await this.scale();
    const from = [await this.get(`${part}.x`), await this.get(`${part}.y`)] as const;
    const start = await middle(this.grip(name));
    await this.hand.down(start);
    await expect(this.grip(name)).toHaveClass(/held/);
    for (const [x, y] of way) await this.hand.to([start[0] + (x - from[0]) * scale, start[1] - (y - from[1]) * scale]);
    // The last place is sent with the next picture.
    await this.page.waitForTimeout(60);
    await this.hand.up();
    await expect(this.grip(name)).not.toHaveClass(/held/);
  }

  /** Draws a grip sideways, px. */
  async draw(name: string, by: number): Promise<void> {
    const [x, y] = await middle(this.grip(name));
    await this.hand.down([x, y]);
    await expect(this.grip(name)).toHaveClass(/held/);
    await this.hand.to([x + by, y]);
    await this.page.waitForTimeout(60);
    await this.hand.up();
  }

  /** Rider to its zero, then the nuts, a fifth of a millimetre a pixel or so, until the pointer rests in the middle. */
  async level(): Promise<void> {
    const scale = await this.scale();
    await this.draw('Rider', -100);
    expect(await this.get('scales.rider')).toBe(0);
    for (let turn = 0; turn < 8 && Math.abs(await this.get('scales.rest')) > 0.2; turn++) {
      await this.draw(turn % 2 === 0 ? 'Left levelling nut' : 'Right levelling nut', -(await this.get('scales.rest')) * 0.02 * scale);
    }
    expect(Math.abs(await this.get('scales.zero'))).toBeLessThan(4.1e-5);
  }

  /** Weights from the largest to the smallest, then the rider; what both show together, g. */
  async weigh(): Promise<number> {
    const scale = await this.scale();
    const heavy = (): Promise<number> => this.get('scales.rest');
    for (const [part, name] of Object.entries(WEIGHTS)) {
      await this.carry(name, part, [RIGHT]);
      expect(await this.get(`${part}.on`)).toBe(2);
      if ((await heavy()) > 0.5) {
        await this.carry(name, part, [[-0.1, 0.2], BOX]);
        expect(await this.get(`${part}.on`)).toBe(0);
      }
    }
    // Close to the stop the pointer tells no more than the side: what is missing is sought with the rider.
    for (let turn = 0; turn < 12 && Math.abs(await heavy()) > 0.4; turn++) await this.draw('Rider', -(await heavy()) * 0.004 * scale);
    await expect.poll(() => this.lab.evaluate((element) => (element as GewuLab).read('balance')?.state), { timeout: 40_000 }).toBe('ok');
    const sum = ((await this.get('scales.weights')) + (await this.get('scales.rider'))) * 1000;
    return Math.round(sum * 5) / 5;
  }

  /** Weights back into the box, rider to its zero. */
  async unload(): Promise<void> {
    for (const [part, name] of Object.entries(WEIGHTS)) if ((await this.get(`${part}.on`)) === 2) await this.carry(name, part, [[-0.1, 0.2], BOX]);
    await this.draw('Rider', -100);
    expect(await this.get('scales.weights')).toBe(0);
  }

  /** Turns a beaker by the handle at its foot until a cylinder holds so much, mL, and stands it upright. */
  async pour(beaker: string, part: string, cylinder: string, until: number): Promise<void> {
    const scale = await this.scale();
    const handle = this.grip(`Tilt the ${beaker}`);
    const start = await middle(handle);
    // From the lip, 28 mm right of the beaker's middle, to the handle, 38 mm left of it and 62 mm lower.
    const [dx, dy] = [-0.066 * scale, 0.0616 * scale];
    const held = async (): Promise<number> => (await this.get(`${cylinder}.shown`)) * 1e6;
    await this.hand.down(start);
    await expect(handle).toHaveClass(/held/);
    for (let degrees = 20; degrees <= 88 && (await held()) < until; degrees += 2) {
      const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
      await this.hand.to([start[0] - dx + dx * cos - dy * sin, start[1] - dy + dx * sin + dy * cos], 0, 2);
      await this.page.waitForTimeout(300);
    }
    await this.hand.up();
    expect(await held()).toBeGreaterThan(until);
    expect(await this.get(`${part}.tilt`)).toBe(0);
  }

  /** The eye at the meniscus: whole divisions, nothing estimated. */
  async read(cylinder: string): Promise<number> {
    return Math.round((await this.get(`${cylinder}.shown`)) * 1e6);
  }

  /** Types into the newest row. */
  async type(columns: Record<string, number>): Promise<void> {
    for (const [name, value] of Object.entries(columns)) {
      const field = this.lab.locator('.data tbody tr.newest').getByRole('textbox', { name: new RegExp(`^${name}`) });
      await this.tap(field);
      await field.fill(String(value));
      await field.press('Enter');
      await expect(field).toHaveAttribute('data-now', String(value));
    }
  }
}

test('both densities by finger, and the report on paper', async ({ page, context }) => {
  test.setTimeout(400_000);
  await context.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  const lab = await openLab(page, 'density', { lang: 'en' });
  const bench = await Bench.of(page, lab);
  const tab = (name: string): Promise<void> => bench.tap(lab.locator('.tabs button', { hasText: name }));

  // The stone.
  await bench.tap(lab.locator('.play'));
  await lab.locator('.speed select').selectOption('4');
  await tab('Data');
  await lab.locator('.reader').selectOption('learner');
  await bench.view('Balance');
  await bench.level();
  await bench.carry('Stone', 'stone', [[0.02, 0.2], [-0.375, 0.2], LEFT]);
  const stone = await bench.weigh();
  expect(Math.abs(stone - (await bench.get('stone.mass')) * 1000)).toBeLessThan(0.25);
  await bench.unload();
  await bench.carry('Stone', 'stone', [[-0.375, 0.2], [0.02, 0.2], [0.02, 0.01]]);
  await bench.view('Cylinders');
  await bench.carry('Beaker with water', 'water', [[0.275, 0.21], [0.32, 0.21]]);
  await bench.pour('beaker with water', 'water', 'tube', 38);
  const before = await bench.read('tube');
  await bench.carry('Beaker with water', 'water', [[0.275, 0.22], [0.275, 0.01]]);
  await bench.carry('Stone', 'stone', [[0.02, 0.25], [0.35, 0.25], [0.35, 0.05]]);
  expect(await bench.get('stone.immersed')).toBe(1);
  const after = await bench.read('tube');
  await bench.tap(lab.locator('.data .main'));
  await bench.type({ 'Weights and rider': stone, 'Mass of the sample': stone, 'Volume before': before, 'Volume after': after });
  const density = lab.locator('.data tbody tr').first().locator('td').last();
  const solid = Number((await density.textContent())?.trim());
  expect(Math.abs(solid - stone / (after - before))).toBeLessThan(0.06);
  expect(Math.abs(solid / 2.65 - 1)).toBeLessThan(0.08);

  // The brine, by what is missing after pouring.
  await bench.view('Balance');
  await bench.carry('Beaker with brine', 'brine', [[0.115, 0.17], [-0.375, 0.17], LEFT]);
  const full = await bench.weigh();
  await bench.unload();
  await bench.carry('Beaker with brine', 'brine', [[-0.375, 0.17], [0.115, 0.17], [0.115, 0.01]]);
  await bench.view('Cylinders');
  await bench.carry('Beaker with brine', 'brine', [[0.115, 0.21], [0.16, 0.21]]);
  await bench.pour('beaker with brine', 'brine', 'dry', 45);
  const volume = await bench.read('dry');
  await bench.carry('Beaker with brine', 'brine', [[0.115, 0.22], [0.115, 0.01]]);
  await bench.view('Balance');
  await bench.carry('Beaker with brine', 'brine', [[0.115, 0.17], [-0.375, 0.17], LEFT]);
  const rest = await bench.weigh();
  const poured = Math.round((full - rest) * 10) / 10;
  await bench.tap(lab.locator('.data .main'));
  await bench.type({ 'Weights and rider': rest, 'Mass of the sample': poured, 'Volume before': 0, 'Volume after': volume });
  const liquid = Number((await lab.locator('.data tbody tr.newest td').last().textContent())?.trim());
  expect(Math.abs(liquid / 1.132 - 1)).toBeLessThan(0.03);

  // What follows from it.
  await tab('Steps');
  await bench.tap(lab.locator('.unfold'));
  await lab.locator('[data-question="stone"] input').fill(solid.toFixed(2));
  await lab.locator('[data-question="brine"] input').fill(liquid.toFixed(2));
  await lab.locator('[data-question="brine"] input').press('Enter');
  await lab.locator('[data-question="wet"] input').first().check();
  await bench.tap(lab.locator('.to-hand'));
  const conclusion = `The stone has ${solid.toFixed(2)} g/cm³, the brine ${liquid.toFixed(2)} g/cm³.`;
  await lab.locator('.work input').first().fill('Ada');
  await lab.locator('.work textarea').nth(2).fill(conclusion);
  const opening = page.waitForEvent('popup');
  await bench.tap(lab.locator('.work .print'));
  const report = await opening;
  await expect(report.locator('html')).toHaveAttribute('data-printed', '');
  const words = wordsOf(await report.pdf({ preferCSSPageSize: true })).replace(/\s+/g, '');
  for (const mine of [stone, before, after, rest, poured, volume]) expect(words).toContain(String(mine));
  expect(words).toContain(conclusion.replace(/\s+/g, ''));
  expect(words).toContain('Ada');
});
