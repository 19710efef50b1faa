// Helpers of the browser tests: opening a lab, reaching into it, and hearing what went wrong.

import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';

/** Errors of the page: uncaught ones, and breaches of its content security policy. */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export interface LabParams {
  lang?: 'zh' | 'en';
  theme?: 'light' | 'dark' | 'projector';
  [name: string]: string | undefined;
}

/** Opens the full-page lab of a module and waits until it is there. */
export async function openLab(page: Page, id: string, params: LabParams = {}): Promise<Locator> {
  const query = new URLSearchParams({ id });
  for (const [name, value] of Object.entries({ lang: 'en', theme: 'light', ...params })) if (value !== undefined) query.set(name, value);
  await page.goto(`lab.html?${query.toString()}`);
  const lab = page.locator('gewu-lab');
  await ready(lab);
  return lab;
}

export async function ready(lab: Locator): Promise<void> {
  await expect.poll(() => state(lab)).toBe('ready');
  await expect(lab.locator('.stage canvas').first()).toBeVisible();
}

export function state(lab: Locator): Promise<string> {
  return lab.evaluate((element) => (element as GewuLab).readyState);
}

export function time(lab: Locator): Promise<number> {
  return lab.evaluate((element) => (element as GewuLab).time);
}

/** Whether a rectangle of pixels of the stage is not all of one colour. */
export function painted(lab: Locator): Promise<boolean> {
  return lab.evaluate((element) => {
    const canvas = element.shadowRoot?.querySelector<HTMLCanvasElement>('.stage canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0) return false;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const first = new Uint32Array(data.buffer)[0];
    return new Uint32Array(data.buffer).some((pixel) => pixel !== first);
  });
}

/**
 * Findings of axe, a line each. Grips that the apparatus, true to scale, puts closer together than a finger are left
 * out of `target-size` alone: the core takes the nearest one, and keys reach each.
 */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations
    .map(({ id, nodes }) => ({ id, nodes: id === 'target-size' ? nodes.filter(({ html }) => !/class="grip /.test(html)) : nodes }))
    .filter(({ nodes }) => nodes.length > 0);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(' | ')}`);
}
