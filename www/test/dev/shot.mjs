// Pictures of the frame in many sizes: node test/dev/shot.mjs <url base> <out folder> [filter]
import { chromium } from '@playwright/test';
const [base, out, filter = ''] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function shot(name, path, width, height, act) {
  if (!name.includes(filter)) return;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1, hasTouch: width < 500 });
  const page = await context.newPage();
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.type(), m.text()));
  page.on('pageerror', (e) => console.log(name, 'pageerror', e.message));
  await page.goto(new URL(path, base).href);
  await wait(600);
  await act?.(page);
  await wait(300);
  await page.screenshot({ path: `${out}/${name}.png` });
  await context.close();
}
const rows = (n) => async (page) => {
  for (let i = 0; i < n; i++) await page.locator('gewu-lab').first().evaluate((lab) => lab.shadowRoot.querySelector('.data .main').click());
};
const click = (selector) => (page) => page.locator(selector).first().click();
const both = (...acts) => async (page) => { for (const act of acts) { await act(page); await wait(250); } };
const lab = (lang, theme, id = 'pendulum') => `lab.html?id=${id}&lang=${lang}&theme=${theme}`;
const sizes = [['phone', 360, 640], ['laptop', 1280, 720], ['full', 1920, 1080]];
const graph = (n) => async (page) => page.locator('.graphs .which').evaluate((box, n) => { box.selectedIndex = n; box.dispatchEvent(new Event('change')); }, n);
for (const [size, w, h] of sizes) {
  await shot(`${size}-zh-light`, lab('zh', 'light'), w, h, both(rows(5), graph(1)));
  await shot(`${size}-en-dark`, lab('en', 'dark'), w, h, both(rows(3), graph(1)));
  await shot(`${size}-en-light-live`, lab('en', 'light'), w, h, both(click('.play'), () => wait(2500)));
}
await shot('full-zh-projector', lab('zh', 'projector'), 1920, 1080, both(rows(5), graph(1)));
await shot('4k-zh-projector', lab('zh', 'projector'), 3840, 2160, both(rows(5), graph(1)));
await shot('landscape-phone', lab('zh', 'light'), 640, 360);
await shot('tablet', lab('en', 'light'), 768, 1024, rows(3));
await shot('phone-data', lab('zh', 'light'), 360, 640, both(rows(3), click('.tabs button:nth-child(2)')));
await shot('phone-graph', lab('zh', 'light'), 360, 640, both(rows(3), graph(1), click('.tabs button:nth-child(3)'), click('.grow')));
await shot('phone-steps', lab('en', 'light'), 360, 640, click('.tabs button:nth-child(4)'));
await shot('laptop-settings', lab('zh', 'light'), 1280, 720, click('.opens-settings'));
await shot('phone-settings', lab('en', 'dark'), 360, 640, click('.opens-settings'));
await shot('laptop-lens', lab('en', 'light'), 1280, 720, click('button.chip'));
await shot('laptop-lesson', lab('zh', 'light'), 1280, 720, click('.tool.keep'));
await shot('laptop-wide', lab('en', 'light'), 1280, 720, both(rows(4), graph(1), click('.widen')));
await shot('laptop-projectile', lab('en', 'light', 'projectile'), 1280, 720, rows(2));
await shot('laptop-projectile-zh', lab('zh', 'light', 'projectile'), 1280, 720, rows(2));
await shot('laptop-friction', lab('en', 'light', 'sliding-friction'), 1280, 720, rows(2));
await shot('laptop-spring', lab('en', 'dark', 'spring-force'), 1280, 720, rows(2));
await shot('phone-projectile', lab('en', 'light', 'projectile'), 360, 640);
await shot('laptop-refused', lab('zh', 'light'), 1280, 720, async (page) => { await page.locator('.entry input').first().fill('9'); await page.keyboard.press('Enter'); });
await shot('failed-network', lab('en', 'light', 'no-such'), 1280, 720);
await shot('failed-module', 'lab.html?lang=zh', 1280, 720, (page) => page.evaluate(() => document.querySelector('gewu-lab').load({ broken: true }).catch(() => {})));
await shot('failed-module-phone', 'lab.html?lang=en&theme=dark', 360, 640, (page) => page.evaluate(() => document.querySelector('gewu-lab').load({ broken: true }).catch(() => {})));
await shot('empty', 'lab.html?lang=zh', 1280, 720);
await shot('two', 'two.html', 1280, 900);
await shot('embed', 'embed.html', 900, 700);
await shot('reveal', lab('zh', 'light') + '', 900, 500, (page) => page.evaluate(() => document.querySelector('gewu-lab').showPoster()));
for (const [size, w, h] of sizes) {
  await shot(`gallery-${size}-zh`, 'index.html?lang=zh&theme=light', w, h);
  await shot(`gallery-${size}-en-dark`, 'index.html?lang=en&theme=dark', w, h);
}
await browser.close();
