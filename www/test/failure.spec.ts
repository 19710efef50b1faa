// What a class sees when an experiment cannot be opened: a designed message in the lab's place, in its language, and a
// page that lives on. Every page here holds a second lab, which must not notice.

import type { Locator, Page } from '@playwright/test';
import type { GewuLab } from '../src/element/index.ts';
import { barriers, expect, openLab, ready, state, test, time } from './fixtures.ts';

const LANGUAGES = ['zh', 'en'] as const;
type Lang = (typeof LANGUAGES)[number];
const OPTIONS = { zh: 'zh-CN', en: 'en' } as const;

/** Files of tests/bad, each as a module's folder: `bad/<name>/`; `as` gives other files by their path. */
async function bad(page: Page, as: Record<string, string> = {}): Promise<void> {
  await page.route('**/bad/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/bad/')[1] ?? '';
    const [name = '', file = ''] = path.split('/');
    const given = as[path];
    if (given !== undefined) await route.fulfill({ contentType: 'application/json', body: given });
    else if (file === 'module.json' && name !== 'nothing') await route.fulfill({ path: `../tests/bad/${name}.json` });
    else if (name.endsWith('.txt')) await route.fulfill({ path: `../tests/bad/${name}` });
    else await route.fulfill({ status: 404, body: 'Not found' });
  });
}

/** A page of a school with labs of these addresses, and a sound pendulum as the last one. */
async function school(page: Page, lang: Lang, sources: string[]): Promise<Locator> {
  const labs = [...sources, 'simulations/pendulum/'].map((src) => `<gewu-lab loading="eager" controls src="${src}"></gewu-lab>`);
  await page.route('**/school.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${OPTIONS[lang]}"><meta charset="utf-8"><title>School</title><link rel="stylesheet" href="pages/two.css">
        <script type="module" src="gewu.js"></script><main><h1>School</h1><div class="pair">${labs.join('')}</div></main></html>`,
    }),
  );
  await page.goto('school.html');
  return page.locator('gewu-lab');
}

/** The last lab of the page runs. */
async function lives(page: Page): Promise<void> {
  const sound = page.locator('gewu-lab').last();
  await ready(sound);
  const before = await time(sound);
  await sound.locator('.play').click();
  await expect.poll(() => time(sound)).toBeGreaterThan(before);
  await sound.locator('.play').click();
}

const SAID: Record<Lang, [address: string, title: string, sentence: RegExp, place: string][]> = {
  zh: [
    ['nothing', '无法载入实验', /bad\/nothing\/module\.json 载入失败（HTTP 404）。请检查地址和网络/, ''],
    ['page', '这个实验文件有错误', /此处不是有效的 JSON/, 'module.json:1:1'],
    ['later_format', '这个实验文件有错误', /格式版本（2）较新/, 'module.json:2:13'],
    ['unknown_kind_of_system', '这个实验文件有错误', /没有“motoin”这种类型.*是否想写\s*motion/s, 'module.json:4:24'],
  ],
  en: [
    ['nothing', 'The experiment cannot be reached', /bad\/nothing\/module\.json could not be loaded \(HTTP 404\)/, ''],
    ['page', 'This experiment has a mistake', /A value is wanted here, not "<"\./, 'module.json:1:1'],
    ['later_format', 'This experiment has a mistake', /This file is of format 2, made for a later Gewu; this one reads format 1\./, 'module.json:2:13'],
    ['unknown_kind_of_system', 'This experiment has a mistake', /Unknown kind of system "motoin".*Did you mean\s*motion/s, 'module.json:4:24'],
  ],
};

for (const lang of LANGUAGES) {
  test(`each bad module is told in its place, and the rest of the page lives, ${lang}`, async ({ page }) => {
    // As a host answers that sends its start page for whatever it does not have.
    await bad(page, { 'page/module.json': '<!doctype html><title>School</title>' });
    const labs = await school(page, lang, SAID[lang].map(([name]) => `bad/${name}/`));
    for (const [index, [, title, sentence, place]] of SAID[lang].entries()) {
      const lab = labs.nth(index);
      await expect(lab.locator('.failure h3')).toHaveText(title);
      await expect(lab.locator('.failure')).toContainText(sentence);
      if (place !== '') await expect(lab.locator('.problems .where code').first()).toHaveText(place);
      expect(await state(lab)).toBe('failed');
      // In the lab's place: the message fills it, and leaves nothing of a bench beside it.
      const [whole, message] = [await lab.boundingBox(), await lab.locator('.cover').boundingBox()];
      expect(message?.width).toBeGreaterThan(0.98 * (whole?.width ?? Infinity));
      expect(message?.height).toBeGreaterThan(0.98 * (whole?.height ?? Infinity));
      await expect(lab.locator('.stage')).toHaveCount(0);
    }
    await lives(page);
    expect(await barriers(page)).toEqual([]);
  });
}

interface Told {
  where: string;
  path: string;
  sentence: string;
  facts: string[];
}

test('all ten mistakes of a file are told, each with its place, what was found, expected and meant', async ({ page }) => {
  await bad(page);
  const labs = await school(page, 'en', ['bad/ten_mistakes/']);
  const lab = labs.first();
  await expect(lab.locator('.problems > li')).toHaveCount(10);
  const text = await page.evaluate(async () => (await fetch('bad/ten_mistakes.txt')).text());
  const expected = text.trim().split(/\n(?=\S)/).map((entry): Told => {
    const [, line, column, path = '', sentence = ''] = /^[^:]+:(\d+):(\d+): ([^:]+): (.+)$/m.exec(entry) ?? [];
    // The build that the page takes for this file has no timer of gates and no sensor, which go with mechanisms, and no burette.
    const facts = [...entry.matchAll(/^ +(?:found|expected|nearest): (.*)$/gm)].map(([, fact = '']) => fact.replace('gate_timer, ', '').replace('force_sensor, ', '').replace('burette, ', ''));
    return { where: `module.json:${line}:${column}`, path, sentence, facts };
  });
  expect(expected).toHaveLength(10);
  const told = (): Promise<Told[]> =>
    lab.locator('.problems > li').evaluateAll((items) =>
      items.map((item) => ({
        where: item.querySelector('.where code')?.textContent ?? '',
        path: item.querySelector('.where .path')?.textContent ?? '',
        sentence: item.querySelector('p:not(.where)')?.textContent ?? '',
        facts: [...item.querySelectorAll('dd')].map((fact) => fact.textContent ?? ''),
      })),
    );
  // The core's sentence, written as one: with a capital and a full stop.
  const english = expected.map(({ sentence, ...rest }) => ({ ...rest, sentence: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` }));
  expect(await told()).toEqual(english);
  await lab.evaluate((element) => element.setAttribute('lang', 'zh'));
  await expect(lab.locator('.failure h3')).toHaveText('这个实验文件有错误');
  const chinese = await told();
  for (const { sentence } of chinese) expect(sentence).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u);
  // Names of the file stay as they are written; what is said about them is in the learner's language.
  expect(chinese.map(({ facts }) => facts)).toEqual(expected.map(({ facts }) => facts.map((fact) => fact.replace('from 1 to 600', '1 到 600'))));
  expect(chinese[1]?.sentence).toBe('0 超出允许的范围（1 到 600）。');
  await lives(page);
});

test('strings that are missing or broken: the lab opens with what there is', async ({ page }) => {
  const module = await (await page.request.get('simulations/pendulum/module.json')).text();
  const words = await (await page.request.get('simulations/pendulum/strings/zh.json')).text();
  await bad(page, {
    'none/module.json': module,
    'broken/module.json': module,
    'broken/strings/en.json': '["no", "table"]',
    'broken/strings/zh.json': words.slice(0, words.length / 2),
    'chinese/module.json': module,
    'chinese/strings/zh.json': words,
  });
  const labs = await school(page, 'en', ['bad/none/', 'bad/broken/', 'bad/chinese/']);
  for (const lab of [labs.nth(0), labs.nth(1)]) {
    await ready(lab);
    await expect(lab.locator('.titles h2')).toHaveText('pendulum');
    await expect(lab.locator('.data .main')).toContainText('Read and record');
    await expect(lab.locator('.control').first()).toContainText('Thread');
  }
  // What is written in one language only is shown in that one.
  await ready(labs.nth(2));
  await expect(labs.nth(2).locator('.titles h2')).toHaveText('用单摆测量重力加速度的大小');
  await expect(labs.nth(2).locator('.data .main')).toContainText('Read and record');
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'zh-CN'));
  await expect(labs.nth(1).locator('.data .main')).toContainText('读数并记录');
  await expect(labs.nth(1).locator('.titles h2')).toHaveText('pendulum');
  await lives(page);
});

const LOST: [what: string, pattern: string][] = [
  ['the module', '**/sliding-friction/module.json'],
  ['its words', '**/sliding-friction/strings/*.json'],
  ['the engine', '**/wasm/rigid*/gewu_bg.wasm'],
  ["the engine's glue", '**/wasm/rigid*/gewu.js*'],
];

for (const [what, pattern] of LOST) {
  test(`a network that fails for ${what} is told in both languages, and trying again works`, async ({ page }) => {
    let asked = 0;
    await page.route(pattern, (route) => {
      asked++;
      return route.abort('internetdisconnected');
    });
    const lab = (await school(page, 'zh', ['simulations/sliding-friction/'])).first();
    await expect(lab.locator('.failure h3')).toHaveText('无法载入实验');
    await expect(lab.locator('.failure header p')).toContainText('请检查地址和网络');
    await lab.evaluate((element) => element.setAttribute('lang', 'en'));
    await expect(lab.locator('.failure h3')).toHaveText('The experiment cannot be reached');
    await lives(page);
    // Still no network: asked for again, and told again.
    const before = asked;
    await lab.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => asked).toBeGreaterThan(before);
    await expect(lab.locator('.failure h3')).toHaveText('The experiment cannot be reached');
    await page.unroute(pattern);
    await lab.getByRole('button', { name: 'Try again' }).press('Enter');
    await ready(lab);
    await expect(lab.locator('.titles h2')).toHaveText('What sliding friction depends on');
    await lives(page);
  });
}

test('an engine that is not one is a matter of the browser or the host, and the report can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.route('**/wasm/rigid*/gewu_bg.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  const lab = (await school(page, 'zh', ['simulations/sliding-friction/'])).first();
  await expect(lab.locator('.failure h3')).toHaveText('实验室无法在此浏览器中启动');
  expect(await barriers(page)).toEqual([]);
  await lab.getByRole('button', { name: '复制报告' }).click();
  await expect(lab.getByRole('button', { name: '已复制' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^gewu [\d.]+ wasm\n/);
  await lives(page);
});

test('the page is told of a failure: an event, a rejected promise, and problems with key and place', async ({ page }) => {
  const lab = await openLab(page, 'pendulum');
  const heard = await lab.evaluate(async (element) => {
    const kinds: string[] = [];
    element.addEventListener('error', (event) => kinds.push((event as CustomEvent<{ kind: string }>).detail.kind));
    const failed = new Promise((done) => element.addEventListener('error', done, { once: true }));
    (element as GewuLab).source = '{ "format": 1,';
    await failed;
    const problem = (element as GewuLab).error?.problems[0];
    const rejected = await (element as GewuLab).load({ format: 2 }).then(() => '', (cause: Error) => cause.name);
    return { kinds, key: problem?.key, line: problem?.line, rejected };
  });
  expect(heard).toEqual({ kinds: ['module', 'module'], key: 'problem.syntax', line: 1, rejected: 'GewuFailure' });
  await expect(lab.locator('.problems li')).toContainText('module.json:');
});
