// Bars of energy and momentum on the real core: opened from the options, or by the module; with keys, for a reader, in
// each theme; kept back where they would give an answer away.

import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';

/** Two carts on a level rail, the first on its way to the second. */
const CARTS = {
  format: 1, id: 'carts', subject: 'physics', stage: 'senior', minutes: 5, standards: [], energy: 'shown',
  systems: {
    run: {
      kind: 'motion', gravity: '9.8 m/s^2',
      parts: {
        rail: { kind: 'rail', length: '4 m' },
        one: { kind: 'cart', on: 'rail', mass: '200 g', along: '1 m', velocity: '0.5 m/s', restitution: 0.5 },
        two: { kind: 'cart', on: 'rail', mass: '300 g', along: '1.5 m' },
      },
    },
  },
  views: { main: { world: ['0 m', '-1 m', '4 m', '1 m'] } },
  run: { step: '2 ms' },
};

test('bars of energy and momentum open, add up, and are kept back', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  const drawer = lab.locator('.drawer');
  // Only the keyboard: options, switch, bars, and back.
  await lab.locator('.opens-settings').focus();
  await page.keyboard.press('Enter');
  await expect(lab.locator('.popover .close')).toBeFocused();
  await lab.locator('.popover input.energy').focus();
  await page.keyboard.press('Space');
  await expect(drawer.locator('.close')).toBeFocused();
  await expect(drawer.getByRole('rowheader', { name: 'Kinetic' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(lab.locator('.opens-settings')).toBeFocused();

  // A module that asks for them.
  await lab.evaluate((element, module) => (element as GewuLab).load(module), CARTS);
  await ready(lab);
  await lab.evaluate((element) => (element as GewuLab).dismissPoster());
  const value = async (row: string, column: number): Promise<number> => {
    const text = await drawer.getByRole('row', { name: row }).locator('td.value').nth(column).innerText();
    return Number.parseFloat(text.replace('−', '-'));
  };
  await expect(drawer.getByRole('rowheader', { name: 'To the right' })).toBeVisible();
  await lab.evaluate((element) => (element as GewuLab).play());
  // After the collision: heat, and the same momentum.
  await expect(drawer.getByRole('rowheader', { name: 'Heat' })).toBeVisible({ timeout: 15_000 });
  await lab.evaluate((element) => (element as GewuLab).pause());
  await expect.poll(() => value('To the right', 0)).toBeCloseTo(0.1, 3);
  const [kinetic, heat, sum] = [await value('Kinetic', 0), await value('Heat', 0), await value('Sum', 0)];
  expect(kinetic + heat).toBeCloseTo(sum, 0);
  expect(sum).toBeCloseTo(25, 1);
  for (const theme of ['light', 'dark', 'projector'] as const) {
    await lab.evaluate((element, theme) => element.setAttribute('theme', theme), theme);
    await expect(lab.locator(`.lab.${theme}`)).toBeVisible();
    expect(await barriers(page)).toEqual([]);
  }
  expect(await lab.evaluate((element) => element.shadowRoot?.getAnimations().length)).toBe(0);
  await lab.evaluate((element) => element.setAttribute('lang', 'zh'));
  await expect(drawer.getByRole('rowheader', { name: '动能' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 640 });
  await expect(drawer.getByRole('rowheader', { name: '向右' })).toBeVisible();
  expect(await drawer.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);

  // Here they would be the answer.
  await openLab(page, 'momentum');
  await lab.locator('.opens-settings').click();
  await expect(lab.locator('.popover')).toBeVisible();
  await expect(lab.locator('.popover input.energy')).toHaveCount(0);
});
