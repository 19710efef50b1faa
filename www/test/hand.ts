// Fingers: real touches of the browser, one or several at a time.

import type { Locator, Page } from '@playwright/test';

export type Point = readonly [x: number, y: number];

/** Fingers on the screen, by their number. */
export class Hand {
  readonly #down = new Map<number, Point>();
  private constructor(readonly send: (type: string, touchPoints: object[]) => Promise<unknown>) {}

  static async of(page: Page): Promise<Hand> {
    const session = await page.context().newCDPSession(page);
    return new Hand((type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints } as never));
  }

  #points(): object[] {
    return [...this.#down].map(([id, [x, y]]) => ({ id, x, y }));
  }

  down(at: Point, finger = 0): Promise<unknown> {
    this.#down.set(finger, at);
    return this.send('touchStart', this.#points());
  }

  /** In steps, as a finger goes. */
  async to(at: Point, finger = 0, steps = 8): Promise<void> {
    const [x, y] = this.#down.get(finger) ?? at;
    for (let n = 1; n <= steps; n++) {
      this.#down.set(finger, [x + ((at[0] - x) * n) / steps, y + ((at[1] - y) * n) / steps]);
      await this.send('touchMove', this.#points());
    }
  }

  /** The browser wants the fingers that are lifted while others stay, and none for the last one. */
  up(finger = 0): Promise<unknown> {
    const [x, y] = this.#down.get(finger) ?? [0, 0];
    this.#down.delete(finger);
    return this.send('touchEnd', this.#down.size === 0 ? [] : [{ id: finger, x, y }]);
  }

  cancel(): Promise<unknown> {
    this.#down.clear();
    return this.send('touchCancel', []);
  }
}

/** The middle of what is on the screen. */
export async function middle(of: Locator): Promise<Point> {
  const box = await of.boundingBox();
  if (!box) throw new Error('nothing to touch');
  return [box.x + box.width / 2, box.y + box.height / 2];
}
