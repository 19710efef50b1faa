// The learner's work outlives the page: a reload in the middle loses nothing; what cannot be kept or taken up again is
// told in words, and the lab goes on.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, ready, test } from './fixtures.ts';

interface Recording {
  entries: { tick: number; action: { do: string } }[];
  ticks: number;
  hash: string;
}

const record = (lab: Locator): Promise<Recording> => lab.evaluate((element) => (element as GewuLab).record() as Recording);
const cells = (lab: Locator): Promise<string[]> =>
  lab.locator('.data tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.querySelector('input')?.value ?? cell.textContent).join(' | ')));

/** Half an experiment: a length set, a swing, two readings, a typed cell, two steps ticked, a note. */
async function work(lab: Locator): Promise<void> {
  await lab.locator('.control input[type="text"]').first().fill('0.62');
  await lab.locator('.control input[type="text"]').first().press('Enter');
  await lab.evaluate((element) => {
    (element as GewuLab).play();
  });
  await expect.poll(() => lab.evaluate((element) => (element as GewuLab).time)).toBeGreaterThan(0.4);
  await lab.evaluate((element) => {
    (element as GewuLab).pause();
  });
  await lab.locator('.data .main').click();
  await lab.locator('.data .main').click();
  const typed = lab.locator('.data tbody tr').nth(1).locator('input').first();
  await typed.fill('19.5');
  await typed.press('Enter');
  await lab.locator('.steps input').first().check({ force: true });
  // The length that follows from the typed diameter is on the panel: the panel is that of now.
  await expect(lab.locator('.data tbody tr').nth(1)).toContainText('0.62975');
}

/** Changes what is kept in the browser, as another version or a disk would. */
function tamper(page: Page, how: 'version' | 'module' | 'snapshot'): Promise<void> {
  return page.evaluate(async (what) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('gewu');
      asked.onsuccess = () => done(asked.result);
    });
    await new Promise<void>((done) => {
      const transaction = db.transaction('labs', 'readwrite');
      const labs = transaction.objectStore('labs');
      const all = labs.getAll();
      all.onsuccess = () => {
        for (const saved of all.result as { content: { version: string; module_hash: string }; snapshot: Uint8Array }[]) {
          if (what === 'version') saved.content.version = '0.0.9';
          else if (what === 'module') saved.content.module_hash = 'feedfeedfeedfeed';
          else saved.snapshot = saved.snapshot.slice(0, 20);
          labs.put(saved);
        }
      };
      transaction.oncomplete = () => done();
    });
    db.close();
  }, how);
}

test('a reload in the middle loses nothing, and the recording stays whole', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  await work(lab);
  const before = { time: await lab.evaluate((element) => (element as GewuLab).time), cells: await cells(lab), record: await record(lab), angle: await lab.evaluate((element) => (element as GewuLab).get('swing.thread.angle')) };
  expect(before.cells).toHaveLength(2);
  // At once, within the time in which nothing is saved by itself.
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.kept')).toContainText('Picked up where you left off');
  expect(await cells(lab)).toEqual(before.cells);
  expect(await lab.evaluate((element) => (element as GewuLab).time)).toBe(before.time);
  expect(await lab.evaluate((element) => (element as GewuLab).get('swing.thread.angle'))).toBe(before.angle);
  expect(await record(lab)).toEqual(before.record);
  await expect(lab.locator('.steps input').first()).toBeChecked();
  expect(await barriers(page)).toEqual([]);

  // Going on, once more interrupted: the whole recording gives the same state when it is replayed.
  await lab.locator('.kept').getByRole('button', { name: 'Close' }).click();
  await lab.locator('.transport .play').click();
  await expect.poll(() => lab.evaluate((element) => (element as GewuLab).time)).toBeGreaterThan(before.time + 0.3);
  await lab.locator('.transport .play').click();
  await lab.locator('.data .main').click();
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.data tbody tr')).toHaveCount(3);
  const whole = await record(lab);
  expect(whole.entries.length).toBeGreaterThan(before.record.entries.length);
  expect(whole.entries.slice(0, before.record.entries.length)).toEqual(before.record.entries);
  const replayed = await lab.evaluate((element, text) => (element as GewuLab).replay(text), JSON.stringify(whole));
  expect(replayed).toBe(whole.hash);
});

test('a crash of the page loses at most what was done in the last two seconds', async ({ page, context }) => {
  const lab = await openLab(page, 'pendulum');
  await work(lab);
  const before = await cells(lab);
  await page.waitForTimeout(2500);
  // The process of the page is ended: no event tells it so.
  await page.goto('chrome://crash').catch(() => undefined);
  const next = await context.newPage();
  const again = await openLab(next, 'pendulum');
  expect(await cells(again)).toEqual(before);
});

test('start anew forgets what was kept', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { lang: 'zh' });
  await work(lab);
  await page.reload();
  await ready(lab);
  await lab.locator('.kept').getByRole('button', { name: '重新开始' }).click();
  await expect(lab.locator('.data tbody tr')).toHaveCount(0);
  await ready(lab);
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.kept')).toHaveCount(0);
  await expect(lab.locator('.data tbody tr')).toHaveCount(0);
});

for (const [how, sentence] of [['version', 'another version of the lab'], ['module', 'has changed since'], ['snapshot', 'is damaged']] as const) {
  test(`saved work that does not fit is told in words, handed out and not written over: ${how}`, async ({ page }) => {
    const lab = await openLab(page, 'pendulum');
    await work(lab);
    await page.goto('icon.svg');
    await tamper(page, how);
    await openLab(page, 'pendulum');
    await expect(lab.locator('.kept')).toContainText(sentence);
    await expect(lab.locator('.data tbody tr')).toHaveCount(0);
    const waiting = page.waitForEvent('download');
    await lab.locator('.kept').getByRole('button', { name: 'Download the saved work' }).click();
    expect((await waiting).suggestedFilename()).toBe('pendulum.gewu.json');
    // Until the learner has decided, the old work stays as it is.
    await lab.locator('.data .main').click();
    await page.reload();
    await ready(lab);
    await expect(lab.locator('.kept')).toContainText(sentence);
    if (how === 'version') expect(await barriers(page)).toEqual([]);
    // After it is deleted, what has been done meanwhile is kept.
    await lab.locator('.data .main').click();
    await lab.locator('.kept').getByRole('button', { name: 'Delete the old work' }).click();
    await expect(lab.locator('.kept')).toHaveCount(0);
    await page.reload();
    await ready(lab);
    await expect(lab.locator('.data tbody tr')).toHaveCount(1);
  });
}

for (const [name, forbid, words] of [
  ['storage that is forbidden', () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  }, { en: 'does not allow saving', zh: '不允许保存' }],
  ['storage that answers with an error', () => {
    // A later layout, as a newer version of the page would have made it.
    indexedDB.open('gewu', 99);
  }, { en: 'does not allow saving', zh: '不允许保存' }],
  ['a full disk', () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    };
  }, { en: 'no space left', zh: '存储空间已满' }],
] as const) {
  for (const lang of ['en', 'zh'] as const) {
    test(`${name} is told in words, once, and the lab goes on, ${lang}`, async ({ page }) => {
      await page.addInitScript(forbid);
      const lab = await openLab(page, 'pendulum', { lang });
      await lab.locator('.data .main').click();
      const told = lab.locator('.toast:not(.kept)');
      await expect(told).toContainText(words[lang]);
      await told.getByRole('button').click();
      await lab.locator('.data .main').click();
      await page.waitForTimeout(2300);
      await expect(told).toHaveCount(0);
      await expect(lab.locator('.data tbody tr')).toHaveCount(2);
      await lab.locator('.opens-settings').click();
      await expect(lab.locator('.mine')).toContainText(words[lang]);
    });
  }
}

test('my data: what is kept, where, how much; deleted on request', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  await lab.locator('.opens-settings').click();
  await expect(lab.locator('.mine')).toContainText('Nothing is saved at present');
  await page.keyboard.press('Escape');
  await work(lab);
  await page.waitForTimeout(2200);
  await lab.locator('.opens-settings').click();
  await expect(lab.locator('.mine')).toContainText(/this browser on this device only.*about \d+ KB/s);
  await lab.locator('.mine').getByRole('button', { name: 'Delete' }).click();
  await lab.locator('.mine').getByRole('button', { name: 'Keep' }).click();
  await expect(lab.locator('.data tbody tr')).toHaveCount(2);
  await lab.locator('.mine').getByRole('button', { name: 'Delete' }).click();
  expect(await barriers(page)).toEqual([]);
  await lab.locator('.mine').getByRole('button', { name: 'Delete and start anew' }).click();
  await expect(lab.locator('.data tbody tr')).toHaveCount(0);
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.kept')).toHaveCount(0);
});

test('a second tab of the same lab does not write over the first', async ({ page, context }) => {
  const lab = await openLab(page, 'pendulum');
  await work(lab);
  const second = await context.newPage();
  const other = await openLab(second, 'pendulum', { lang: 'zh' });
  await expect(other.locator('.toast')).toContainText('另一个标签页');
  await other.locator('.data .main').click();
  await second.close();
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.data tbody tr')).toHaveCount(2);
});

test('nothing is kept without the attribute', async ({ page }) => {
  const lab = await openLab(page, 'pendulum', { persist: 'off' });
  await work(lab);
  await page.reload();
  await ready(lab);
  await expect(lab.locator('.data tbody tr')).toHaveCount(0);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});
