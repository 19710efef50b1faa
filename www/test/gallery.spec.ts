// The gallery as a teacher walks it: looks for an experiment, narrows the list, sees what the standards ask for and
// what stands, opens a lab and comes back. In both languages.

import type { Locator, Page } from '@playwright/test';
import { barriers, expect, ready, test } from './fixtures.ts';
import { MODULES, moduleOf, REQUIRED, type Module } from './modules.ts';

const IDS = MODULES.map(({ id }) => id);
/** Standards that stand: required ones that a module names. */
const STANDING = REQUIRED.filter(({ id }) => MODULES.some(({ standards }) => standards.includes(id))).map(({ id }) => id);

const TEXTS = {
  zh: { html: 'zh-CN', heading: '实验目录', none: '没有符合条件的实验', score: `${STANDING.length} / 68`, all: '全部实验' },
  en: { html: 'en', heading: 'Experiments', none: 'No experiment fits', score: `${STANDING.length} of 68`, all: 'All experiments' },
} as const;
type Lang = keyof typeof TEXTS;
const LANGUAGES = Object.keys(TEXTS) as Lang[];

const idsOf = (those: (module: Module) => boolean): string[] => MODULES.filter(those).map(({ id }) => id);

async function gallery(page: Page, lang: Lang, query = ''): Promise<Locator> {
  await page.goto(`index.html?lang=${lang}&theme=light${query}`);
  await expect(page.locator('html')).toHaveAttribute('lang', TEXTS[lang].html);
  await expect(page.locator('.count')).not.toBeEmpty();
  return page.locator('.card');
}

/** The modules whose cards are shown, in the order of the page. */
function shown(page: Page): Promise<string[]> {
  return page.locator('.card a').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('id') ?? ''));
}

function search(page: Page): Locator {
  return page.locator('.search input');
}

test('the 68 required experiments are listed once each, and modules stand for at least eight of them', () => {
  expect(new Set(REQUIRED.map(({ id }) => id)).size).toBe(68);
  expect(STANDING).toEqual(expect.arrayContaining(['HP-2', 'HP-6', 'HP-9', 'HP-14', 'JP-4.1.2', 'JP-4.1.3', 'JP-4.1.4', 'JP-4.2.2']));
});

for (const lang of LANGUAGES) {
  test(`found by words of either language and by the standard, ${lang}`, async ({ page }) => {
    const cards = await gallery(page, lang);
    await expect(cards).toHaveCount(IDS.length);
    // What is asked, and a module that has to be found: it, and all that have every word asked for, in either language.
    const asked: [string, string][] = [
      ['HP-14', 'pendulum'],
      ['hp-6', 'projectile'],
      // As a Chinese input method writes it when it is set to full width.
      ['ＨＰ－２', 'spring-force'],
      ['JP-4.2.2', 'sliding-friction'],
      ['JP-4.1.3', 'temperature'],
      ['hp-9', 'length-tools'],
      ['单摆', 'pendulum'],
      ['pendulum', 'pendulum'],
      ['摩擦力 接触面', 'sliding-friction'],
      ['  Sliding   FRICTION ', 'sliding-friction'],
      ['弹簧', 'spring-force'],
      ['密度', 'density'],
      ['停表', 'length-and-time'],
      ['micrometer', 'length-tools'],
    ];
    const name = (id: string): string => REQUIRED.filter((one) => one.id === id).map(({ zh, en }) => `${zh} ${en}`).join();
    const having = (words: string) => ({ id, standards, zh, en }: Module): boolean => {
      const text = [id, zh.title, zh.summary, en.title, en.summary, ...standards, ...standards.map(name)].join(' ').toLowerCase();
      return words.normalize('NFKC').toLowerCase().trim().split(/ +/).every((word) => text.includes(word));
    };
    for (const [words, id] of asked) {
      const ids = idsOf(having(words));
      expect(ids, words).toContain(id);
      expect(ids.length, words).toBeLessThan(IDS.length);
      await search(page).fill(words);
      await expect.poll(() => shown(page), words).toEqual(ids);
      await expect(page.locator('.count')).toContainText(String(ids.length));
    }
    await search(page).fill('');
    await expect.poll(() => shown(page)).toEqual(IDS);
  });

  test(`narrowed by stage and standard; nothing found, and cleared, ${lang}`, async ({ page }) => {
    await gallery(page, lang);
    const stages = page.getByRole('group', { name: /学段|Stage/ }).getByRole('button');
    const standard = page.locator('.pick select');
    await stages.filter({ hasText: /初中|Junior/ }).click();
    await expect.poll(() => shown(page)).toEqual(idsOf(({ stage }) => stage === 'junior'));
    await stages.filter({ hasText: /高中|Senior/ }).click();
    await expect.poll(() => shown(page)).toEqual(idsOf(({ stage }) => stage === 'senior'));
    await standard.selectOption('HP-6');
    await expect.poll(() => shown(page)).toEqual(['projectile']);
    await standard.selectOption('NGSS HS-PS2-1');
    const several = idsOf(({ stage, standards }) => stage === 'senior' && standards.includes('NGSS HS-PS2-1'));
    expect(several).toEqual(expect.arrayContaining(['pendulum', 'projectile', 'spring-force']));
    await expect.poll(() => shown(page)).toEqual(several);
    await standard.selectOption('');
    await standard.selectOption('HP-6');
    await search(page).fill('xyz');
    await expect(page.locator('.none')).toContainText(TEXTS[lang].none);
    expect(await shown(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.locator('.none button').click();
    await expect.poll(() => shown(page)).toEqual(IDS);
    await expect(search(page)).toHaveValue('');
    await expect(standard).toHaveValue('');
    await expect(stages.filter({ hasText: /全部|All/ })).toHaveAttribute('aria-pressed', 'true');
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['lang', 'theme']);
  });

  test(`the required experiments: which stand and which do not yet, ${lang}`, async ({ page }) => {
    await gallery(page, lang);
    const all = page.locator('.required li');
    await expect(all).toHaveCount(68);
    await expect(page.locator('.score')).toContainText(TEXTS[lang].score);
    await expect(page.locator('.score progress')).toHaveJSProperty('value', STANDING.length);
    const standing = page.locator('.required li.stands');
    expect((await standing.locator('code').allTextContents()).sort()).toEqual([...STANDING].sort());
    const pending = page.locator('.required li:not(.stands)');
    const open = REQUIRED.length - STANDING.length;
    await expect(pending).toHaveCount(open);
    await expect(pending.locator('a')).toHaveCount(0);
    await expect(pending.filter({ hasText: lang === 'zh' ? '尚未' : 'not yet' })).toHaveCount(open);
    // Each name is in the language of the page.
    const names = await all.evaluateAll((items) => items.map((item) => item.querySelector('a, code + span')?.textContent ?? ''));
    expect(names.filter((name) => /\p{Script=Han}/u.test(name) !== (lang === 'zh'))).toEqual([]);
    const counts = await page.locator('.groups h3 span').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count.split('/')[1]), 0)).toBe(68);
    expect(await barriers(page)).toEqual([]);
    // Each that stands leads to a module that names it.
    const leads = await standing.evaluateAll((items) => items.map((item) => [item.querySelector('code')?.textContent ?? '', new URL(item.querySelector('a')?.href ?? '', document.baseURI).searchParams.get('id') ?? ''] as const));
    for (const [standard, id] of leads) expect(moduleOf(id).standards, id).toContain(standard);
    await standing.filter({ has: page.getByText('HP-2', { exact: true }) }).getByRole('link').click();
    await expect(page).toHaveURL(/lab\.html\?id=spring-force/);
    await ready(page.locator('gewu-lab'));
  });
}

// One language each, in turn: that both are whole is a matter of the strings, which `cargo gewu check` compares.
for (const [place, { id, ...words }] of MODULES.entries()) {
  const lang = place % 2 === 0 ? 'zh' : 'en';
  test(`${id} opens from its card without barriers, and back again, ${lang}`, async ({ page }) => {
    // Two looks for barriers of a whole page: more than half a minute when the machine is busy.
    test.slow();
    const cards = await gallery(page, lang);
    const { title } = words[lang];
    const picture = cards.filter({ hasText: title }).locator('img');
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await cards.getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(new RegExp(`lab\\.html\\?id=${id}&lang=${lang}`));
    const lab = page.locator('gewu-lab');
    await ready(lab);
    await expect(lab.locator('.titles h2')).toHaveText(title);
    await expect(page).toHaveTitle(title);
    await lab.locator('.data .main').click();
    await expect(lab.locator('.data tbody tr')).toHaveCount(1);
    // The other language has its own words, and the work stays.
    const other = lang === 'zh' ? 'en' : 'zh';
    await lab.getByRole('button', { name: lang === 'zh' ? 'English' : '中文' }).click();
    await expect(lab.locator('.titles h2')).toHaveText(words[other].title);
    await expect(lab.locator('.data tbody tr')).toHaveCount(1);
    // (The pendulum's bench is looked at in every theme with the element.)
    if (id !== 'pendulum') expect(await barriers(page)).toEqual([]);
    await lab.getByRole('button', { name: lang === 'zh' ? '中文' : 'English' }).click();
    await lab.locator('.opens-lesson').click();
    await expect(lab.locator('.sheet .prose h2, .sheet .prose h3').first()).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: TEXTS[lang].all }).click();
    await expect(page).toHaveURL(/index\.html/);
    await expect(page.locator('h1')).toHaveText(TEXTS[lang].heading);
    await expect(cards).toHaveCount(IDS.length);
  });
}

test('what was found stays in the address: after loading anew, and back from a lab', async ({ page }) => {
  await gallery(page, 'zh');
  await search(page).fill('运动');
  await page.locator('.segments').getByRole('button', { name: '高中' }).click();
  await page.locator('.pick select').selectOption('HP-6');
  const same = async (): Promise<void> => {
    await expect.poll(() => shown(page)).toEqual(['projectile']);
    await expect(search(page)).toHaveValue('运动');
    await expect(page.locator('.segments').getByRole('button', { name: '高中' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('.pick select')).toHaveValue('HP-6');
  };
  await same();
  await page.reload();
  await same();
  await page.locator('.card a').click();
  await expect(page).toHaveURL(/lab\.html/);
  await page.goBack();
  await same();
});

test('an address that asks for a subject without experiments says so, and can be cleared', async ({ page }) => {
  await gallery(page, 'en', '&subject=engineering');
  await expect(page.locator('.none')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Engineering' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Chemistry' }).click();
  await expect.poll(() => shown(page)).toEqual(idsOf(({ subject }) => subject === 'chemistry'));
  await page.getByRole('group', { name: 'Subject' }).getByRole('button', { name: 'All' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.has('subject')).toBe(false);
});

test('the language is switched without loading anew, kept, and taken into the lab', async ({ page }) => {
  const pendulum = moduleOf('pendulum');
  await gallery(page, 'zh');
  await search(page).fill('HP-14');
  await page.evaluate(() => document.documentElement.setAttribute('data-here', 'still'));
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('h1')).toHaveText(TEXTS.en.heading);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-here', 'still');
  await expect(page.locator('.card h2')).toHaveText(pendulum.en.title);
  await expect(search(page)).toHaveValue('HP-14');
  await page.getByRole('link', { name: pendulum.en.title }).first().click();
  const lab = page.locator('gewu-lab');
  await ready(lab);
  await expect(lab.locator('.titles h2')).toHaveText(pendulum.en.title);
  await lab.getByRole('button', { name: '中文' }).click();
  await expect(lab.locator('.titles h2')).toHaveText(pendulum.zh.title);
  await expect(page).toHaveTitle(pendulum.zh.title);
  await page.getByRole('link', { name: TEXTS.zh.all }).click();
  await expect(page.locator('h1')).toHaveText(TEXTS.zh.heading);
});

test('a catalogue that cannot be had is told; without the standards it stands', async ({ page }) => {
  await page.route('**/simulations/index.json', (route) => route.fulfill({ status: 503 }));
  await page.goto('index.html?lang=zh');
  await expect(page.getByRole('alert')).toContainText('HTTP 503');
  await page.unroute('**/simulations/index.json');
  await page.route('**/data/standards.json', (route) => route.abort());
  await gallery(page, 'zh');
  expect(await shown(page)).toEqual(IDS);
  await expect(page.locator('.required')).toHaveCount(0);
});
