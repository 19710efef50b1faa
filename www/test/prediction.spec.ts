// A learner draws what is expected into a graph before the run: by mouse, by finger, by keys; it stays, and is compared.

import type { Locator, Page } from '@playwright/test';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';

/** What the notebook holds of the prediction, as the last action said it. */
async function predicted(lab: Locator): Promise<[number, number][]> {
  const actions = await lab.evaluate((element) => ((element as unknown as { record(): { entries: { action: { do: string; points?: [number, number][] } }[] } }).record().entries.map(({ action }) => action)));
  return actions.filter((one) => one.do === 'predict').at(-1)?.points ?? [];
}

async function begin(page: Page, lang: 'zh' | 'en' = 'en'): Promise<Locator> {
  const lab = await openLab(page, 'pendulum', { lang });
  await lab.locator('.which').selectOption('watch');
  await lab.locator('.paper .predict').click();
  await expect(lab.locator('.handle').first()).toBeFocused();
  return lab;
}

async function axes(lab: Locator, ends: readonly (readonly [number, string])[]): Promise<void> {
  for (const [place, text] of ends) {
    await lab.locator('.predicting input').nth(place).fill(text);
    await lab.locator('.predicting input').nth(place).press('Enter');
  }
}

/** Five lengths and times that the learner writes down. */
async function measure(lab: Locator): Promise<void> {
  await lab.locator('.reader').selectOption('learner');
  for (const [index, [thread, time]] of ([['0.3', '33.1'], ['0.4', '38.2'], ['0.5', '42.6'], ['0.6', '46.7'], ['0.7', '50.4']] as const).entries()) {
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tbody tr')).toHaveCount(index + 1);
    const cells = lab.locator('.data tbody tr.newest td');
    for (const [column, text] of [[0, thread], [3, time]] as const) {
      await cells.nth(column).locator('input').fill(text);
      await cells.nth(column).locator('input').press('Enter');
    }
  }
}

for (const lang of ['en', 'zh'] as const) {
  test(`one stroke of the mouse is the curve; it stays and is compared with points and fit, ${lang}`, async ({ page }) => {
    const lab = await begin(page, lang);
    await axes(lab, [[1, '1'], [3, '5']]);
    const box = await lab.locator('.sketch').boundingBox();
    if (!box) throw new Error('nothing to draw on');
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.7);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.2, { steps: 12 });
    await page.mouse.up();
    const points = await predicted(lab);
    expect(points.length).toBeGreaterThan(25);
    expect(points.length).toBeLessThanOrEqual(61);
    expect(points.every(([x, y], place) => place === 0 || (x > (points[place - 1]?.[0] ?? 1) && y >= (points[place - 1]?.[1] ?? 9)))).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await lab.locator('.predicting .main').click();
    await expect(lab.locator('.sketch')).toHaveCount(0);
    await expect(lab.locator('.plot .predicted')).toHaveCount(1);
    await expect(lab.locator('.terms.off')).toContainText(lang === 'zh' ? '记录数据后可作比较' : 'record data to compare');
    await measure(lab);
    await expect(lab.locator('.terms.off')).toContainText(lang === 'zh' ? /预测偏差 \d.*s²（均方根）.*与拟合线相差 \d.*s²/ : /off by \d.*s² \(r\.m\.s\.\).*from the fit \d.*s²/);
    await expect(lab.locator('.plot .predicted')).toHaveCount(1);
    expect(await barriers(page)).toEqual([]);
    // It is kept with the rest of the work.
    await page.reload();
    await ready(lab);
    await expect(lab.locator('.plot .predicted')).toHaveCount(1);
  });
}

test('with keys alone: handles are sliders; the prediction is drawn, taken back, changed and erased', async ({ page }) => {
  const lab = await begin(page);
  await axes(lab, [[1, '1.2'], [3, '6']]);
  const handles = lab.locator('.handle');
  await expect(handles).toHaveCount(7);
  await expect(handles.first()).toHaveAttribute('aria-label', 'Prediction at l = 0.00\u2009m');
  await expect(handles.first()).toHaveAttribute('aria-valuetext', 'nothing drawn here');
  // Each handle a step higher than the one before it: a straight line.
  for (let index = 0; index < 7; index++) {
    await handles.nth(index).focus();
    await page.keyboard.press('Home');
    for (let n = 0; n < index; n++) await page.keyboard.press('PageUp');
  }
  await expect(handles.nth(3)).toHaveAttribute('aria-valuetext', 'T² = 3.60\u2009s²');
  await expect.poll(async () => (await predicted(lab)).at(-1)).toEqual([1.2, 6]);
  const line = await predicted(lab);
  expect(line).toHaveLength(61);
  // Escape ends the drawing and gives the keyboard back.
  await page.keyboard.press('Escape');
  await expect(lab.locator('.sketch')).toHaveCount(0);
  await expect(lab.locator('.opens-axes')).toBeFocused();
  await page.keyboard.press('Enter');
  await lab.locator('.axes .predict').press('Enter');
  await expect(handles.first()).toBeFocused();
  await expect(handles.nth(3)).toHaveAttribute('aria-valuetext', 'T² = 3.60\u2009s²');
  // A finer step with Shift; a step is a change that can be taken back.
  await handles.nth(3).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(handles.nth(3)).toHaveAttribute('aria-valuetext', 'T² = 3.61\u2009s²');
  await expect.poll(async () => (await predicted(lab))[30]?.[1]).toBeCloseTo(3.612, 6);
  await page.keyboard.press('Control+z');
  await expect(handles.nth(3)).toHaveAttribute('aria-valuetext', 'T² = 3.60\u2009s²');
  await lab.getByRole('button', { name: 'Erase' }).press('Enter');
  await expect(handles.nth(3)).toHaveAttribute('aria-valuetext', 'nothing drawn here');
  expect(await predicted(lab)).toEqual([]);
  // What is no axis is put back.
  await axes(lab, [[1, '-3']]);
  await expect(lab.locator('.predicting input').nth(1)).toHaveValue('1.2');
});

test('a handle is dragged, and the curve beside it follows smoothly', async ({ page }) => {
  const lab = await begin(page);
  const handle = lab.locator('.handle').nth(3);
  const box = await handle.boundingBox();
  if (!box) throw new Error('no handle');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 60, { steps: 6 });
  await page.mouse.up();
  const points = await predicted(lab);
  const heights = points.map(([, y]) => y);
  expect(heights).toHaveLength(61);
  expect(heights.indexOf(Math.max(...heights))).toBe(30);
  const steps = heights.slice(1).map((y, place) => Math.abs(y - (heights[place] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan((heights[30] ?? 0) - (heights[20] ?? 0));
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test('a finger draws, and nothing scrolls away under it', async ({ page }) => {
    const lab = await openLab(page, 'pendulum', { lang: 'zh' });
    await lab.locator('.tabs button').nth(2).tap();
    await lab.locator('.which').selectOption('watch');
    await lab.locator('.paper .predict').tap();
    const box = await lab.locator('.sketch').boundingBox();
    if (!box) throw new Error('nothing to draw on');
    expect(box.height).toBeGreaterThan(110);
    const client = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', part = 0) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + box.width * (0.3 + 0.5 * part), y: box.y + box.height * (0.65 - 0.45 * part) }] });
    await finger('touchStart');
    for (let n = 1; n <= 10; n++) await finger('touchMove', n / 10);
    await finger('touchEnd');
    expect((await predicted(lab)).length).toBeGreaterThan(20);
    expect(await lab.locator('.sketch').boundingBox()).toEqual(box);
    expect(await barriers(page)).toEqual([]);
    await lab.locator('.predicting .main').tap();
    await expect(lab.locator('.plot .predicted')).toHaveCount(1);
  });
});
