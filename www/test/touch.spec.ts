// By finger: the bob is drawn aside, the watch is pressed, the page is scrolled past the lab. Real touches of the
// browser, so that what the browser itself makes of them (scrolling, pinching, clicks) is part of the test.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { expect, openLab, ready, test } from './fixtures.ts';
import { Hand, middle, type Point } from './hand.ts';

const PHONE = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 };
const TABLET = { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 }, deviceScaleFactor: 1 };

const bobOf = (lab: Locator): Locator => lab.getByRole('slider', { name: 'Bob' });
const angle = (lab: Locator): Promise<number> => lab.evaluate((element) => (element as GewuLab).get('swing.thread.angle'));
const scrolled = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

/** A point of the stage where there is nothing to take hold of. */
async function bare(lab: Locator): Promise<Point> {
  const point = await lab.evaluate((element) => {
    const stage = element.shadowRoot?.querySelector('.stage')?.getBoundingClientRect();
    for (let y = (stage?.top ?? 0) + 30; y < (stage?.bottom ?? 0) - 80; y += 10) {
      for (let x = (stage?.left ?? 0) + 20; x < (stage?.right ?? 0) - 20; x += 10) {
        if (element.shadowRoot?.elementFromPoint(x, y)?.tagName === 'CANVAS') return [x, y] as const;
      }
    }
    return null;
  });
  if (!point) throw new Error('the stage is covered by grips');
  return point;
}

/** A lab in the middle of a long page. */
async function embedded(page: Page): Promise<Locator> {
  await page.route('**/long.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Long</title>
        <script type="module" src="gewu.js"></script><body style="margin: 0"><p style="height: 150px">Above</p><gewu-lab src="simulations/pendulum/" controls></gewu-lab><p style="height: 2000px">Below</p></html>`,
    }),
  );
  await page.goto('long.html');
  const lab = page.locator('gewu-lab');
  await ready(lab);
  return lab;
}

for (const [name, device] of [['phone', PHONE], ['tablet', TABLET]] as const) {
  test.describe(name, () => {
    test.use(device);

    test('a finger draws the bob aside and lets it go', async ({ page }) => {
      const lab = await openLab(page, 'pendulum');
      const hand = await Hand.of(page);
      const bob = bobOf(lab);
      const before = await angle(lab);
      const [x, y] = await middle(bob);
      await hand.down([x, y]);
      await expect(bob).toHaveClass(/held/);
      await hand.to([x + 60, y - 10]);
      await expect.poll(() => angle(lab)).toBeGreaterThan(before + 0.1);
      // The bob is under the finger, not somewhere near it.
      await expect.poll(async () => Math.abs((await middle(bob))[0] - x - 60)).toBeLessThan(12);
      await hand.up();
      await expect(bob).not.toHaveClass(/held/);
      const drawn = await angle(lab);
      // Chromium makes no click of a tap that follows another touch within some 150 ms: no finger is so quick, but a test is.
      await expect(async () => {
        await lab.locator('.play').tap();
        expect(await lab.evaluate((element) => (element as GewuLab).paused)).toBe(false);
      }).toPass({ intervals: [200] });
      await expect.poll(() => angle(lab)).toBeLessThan(drawn - 0.05);
    });

    test('a touch that the system takes away lets go of the bob', async ({ page }) => {
      const lab = await openLab(page, 'pendulum');
      const hand = await Hand.of(page);
      const bob = bobOf(lab);
      const [x, y] = await middle(bob);
      await hand.down([x, y]);
      await hand.to([x + 40, y]);
      await expect(bob).toHaveClass(/held/);
      await hand.cancel();
      await expect(bob).not.toHaveClass(/held/);
      await lab.locator('.play').tap();
      const left = await angle(lab);
      await expect.poll(() => angle(lab)).not.toBe(left);
    });

    test('beside the grips the page is scrolled, on a grip it stays', async ({ page }) => {
      const lab = await embedded(page);
      const hand = await Hand.of(page);
      const before = await angle(lab);
      const [x, y] = await bare(lab);
      await hand.down([x, y]);
      await hand.to([x, y - 120], 0, 12);
      await hand.up();
      await expect.poll(() => scrolled(page)).toBeGreaterThan(50);
      expect(await angle(lab)).toBe(before);
      // The fling has come to rest: what moves from here on is the finger's doing.
      let last = -1;
      await expect.poll(async () => { const now = await scrolled(page); const same = now === last; last = now; return same; }).toBe(true);
      await bobOf(lab).evaluate((grip) => grip.scrollIntoView({ block: 'center' }));
      const rest = await scrolled(page);
      const at = await middle(bobOf(lab));
      await hand.down(at);
      await hand.to([at[0] + 50, at[1] - 60]);
      await expect.poll(() => angle(lab)).toBeGreaterThan(before + 0.1);
      expect(await scrolled(page)).toBe(rest);
      await hand.up();
      await expect(bobOf(lab)).not.toHaveClass(/held/);
    });

    test('a second finger neither takes the bob over nor lets it go', async ({ page }) => {
      const lab = await embedded(page);
      const hand = await Hand.of(page);
      const bob = bobOf(lab);
      const [x, y] = await middle(bob);
      await hand.down([x, y]);
      await hand.to([x + 30, y]);
      const far = await bare(lab);
      await hand.down(far, 1);
      await hand.to([far[0] + 20, far[1] + 40], 1);
      await hand.up(1);
      await expect(bob).toHaveClass(/held/);
      const rule = await middle(lab.getByRole('slider', { name: 'Metre rule' }));
      await hand.down(rule, 2);
      await hand.to([rule[0], rule[1] + 40], 2);
      await hand.up(2);
      await expect(bob).toHaveClass(/held/);
      const before = await angle(lab);
      await hand.to([x + 70, y - 20]);
      await expect.poll(() => angle(lab)).toBeGreaterThan(before + 0.05);
      await hand.up();
      await expect(lab.locator('.grip.held')).toHaveCount(0);
      // Nothing is left over from the other fingers: the next touch takes the bob as the first did.
      await hand.down(await middle(bob));
      await expect(bob).toHaveClass(/held/);
      await hand.up();
      await expect(bob).not.toHaveClass(/held/);
    });

    test('the stopwatch is started and stopped by touch, once a tap', async ({ page }) => {
      const lab = await openLab(page, 'pendulum');
      const watch = (): Promise<number> => lab.evaluate((element) => Number((element as GewuLab).read('watch')?.shown ?? NaN));
      const button = lab.getByRole('button', { name: 'Start or stop the stopwatch' });
      await lab.locator('.play').tap();
      expect(await watch()).toBe(0);
      const [x, y] = await middle(button);
      await page.touchscreen.tap(x, y);
      await expect.poll(watch).toBeGreaterThan(0.2);
      await page.touchscreen.tap(x, y);
      const shown = await watch();
      const time = await lab.evaluate((element) => (element as GewuLab).time);
      await expect.poll(() => lab.evaluate((element) => (element as GewuLab).time)).toBeGreaterThan(time + 0.3);
      expect(await watch()).toBe(shown);
      const [rx, ry] = await middle(lab.getByRole('button', { name: 'Set the stopwatch to zero' }));
      await page.touchscreen.tap(rx, ry);
      await expect.poll(watch).toBe(0);
    });
  });
}
