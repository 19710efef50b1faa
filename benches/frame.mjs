// What a running frame of each module costs the main thread, and what a lab at rest costs: in the system's Chromium,
// read from its own counters (DevTools protocol, Performance.getMetrics). Written to benches/results/frame.csv.
//
// Script is what Gewu runs; the whole task also holds style, layout and handing the picture to the compositor.

import { createRequire } from 'node:module';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const { chromium } = createRequire(new URL('../www/package.json', import.meta.url))('@playwright/test');
const RUNS = 3;
/** Real time of a run, ms. */
const TIME = 3000;
const BUDGET = 4;

const MODULES = (await (await fetch(new URL('simulations/index.json', process.env.GEWU_TEST_URL))).json()).map(({ id }) => id);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

/** Seconds of script and of all tasks since the page began, and the pictures painted by the lab. */
async function counters(session, page) {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { script: of('ScriptDuration'), task: of('TaskDuration'), frames: await page.evaluate(() => window.frames_) };
}

async function measure(module) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const session = await page.context().newCDPSession(page);
  await page.addInitScript(() => {
    window.frames_ = 0;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => ask((now) => {
      window.frames_++;
      call(now);
    });
  });
  await page.goto(new URL(`lab.html?id=${module}&lang=en&theme=light`, process.env.GEWU_TEST_URL).href);
  await page.waitForFunction(() => document.querySelector('gewu-lab')?.readyState === 'ready');
  await session.send('Performance.enable');
  await page.waitForTimeout(500);
  const before = await counters(session, page);
  await page.waitForTimeout(TIME);
  const after = await counters(session, page);
  const rest = { script: 1000 * (after.script - before.script), frames: after.frames - before.frames };
  await page.evaluate(() => document.querySelector('gewu-lab').play());
  await page.waitForTimeout(500);
  const found = [];
  for (let run = 0; run < RUNS; run++) {
    const start = await counters(session, page);
    await page.waitForTimeout(TIME);
    const end = await counters(session, page);
    const frames = end.frames - start.frames;
    found.push({ script: (1000 * (end.script - start.script)) / frames, task: (1000 * (end.task - start.task)) / frames, rate: (1000 * frames) / TIME });
  }
  await page.close();
  found.sort((a, b) => a.script - b.script);
  return { rest, best: found[0], worst: found[RUNS - 1] };
}

const rows = [['module', 'script of a frame / ms (least)', 'script of a frame / ms (most)', 'task of a frame / ms', 'frames a second', 'script at rest / ms in 3 s', 'frames at rest']];
let over = 0;
for (const module of MODULES) {
  const { rest, best, worst } = await measure(module);
  if (best.script > BUDGET) over++;
  rows.push([module, best.script.toFixed(2), worst.script.toFixed(2), best.task.toFixed(2), best.rate.toFixed(0), rest.script.toFixed(2), String(rest.frames)]);
}
await browser.close();
const text = `# ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; Chromium without GPU, 1280 x 720; least and most of ${RUNS} runs of ${TIME / 1000} s\n${rows.map((row) => row.join(',')).join('\n')}\n`;
await mkdir(new URL('results/', import.meta.url), { recursive: true });
await writeFile(new URL('results/frame.csv', import.meta.url), text);
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '));
console.log(`\nBudget: ${BUDGET} ms of script a frame; ${over} of ${MODULES.length} modules over it. Written to ${fileURLToPath(new URL('results/frame.csv', import.meta.url)).split('/').slice(-3).join('/')}`);
