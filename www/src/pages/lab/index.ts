// A lab on a whole page: lab.html?id=pendulum, with lang, theme, site, profile, seed, view, set, mode and rubric as in the attributes;
// persist=off keeps nothing in the browser.

import type { GewuLab } from '../../element/index.ts';
import { addressOf, language, remember, theme, words } from '../preferences.ts';

const PASSED = ['site', 'profile', 'seed', 'view', 'set', 'mode', 'rubric', 'autoplay', 'readonly'] as const;
const params = new URLSearchParams(location.search);
const id = params.get('id') ?? '';

const lab = document.createElement('gewu-lab') as GewuLab;
const locale = language();
lab.setAttribute('lang', locale === 'zh' ? 'zh-CN' : 'en');
lab.setAttribute('theme', theme());
lab.setAttribute('controls', params.get('controls') ?? '');
// The page is the learner's own: the work is kept, unless the address says otherwise.
if (params.get('persist') !== 'off') lab.setAttribute('persist', '');
for (const name of PASSED) {
  const value = params.get(name);
  if (value !== null) lab.setAttribute(name, value);
}
// What a link hands on stands behind #, which no server sees.
const arrangement = new URLSearchParams(location.hash.slice(1)).get('arrangement');
if (arrangement !== null) lab.setAttribute('arrangement', arrangement);
// An id is a folder's name and nothing else: no address can be smuggled in.
if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) lab.setAttribute('src', `simulations/${id}/`);
lab.append(back());
document.body.append(lab);
dress();

lab.addEventListener('load', dress);
new MutationObserver(() => {
  remember('lang', lab.getAttribute('lang')?.startsWith('zh') ? 'zh' : 'en');
  remember('theme', lab.getAttribute('theme') ?? 'auto');
  dress();
}).observe(lab, { attributes: true, attributeFilter: ['lang', 'theme'] });

function dress(): void {
  const now = lab.getAttribute('lang') ?? 'en';
  document.documentElement.lang = now;
  const table = words(now.startsWith('zh') ? 'zh' : 'en');
  const link = lab.querySelector('.back');
  link?.setAttribute('href', addressOf('./index.html'));
  link?.setAttribute('aria-label', table.say('page.back'));
  link?.setAttribute('title', table.say('page.back'));
  // This page is the lab's own: its title is the lab's, which the element itself never touches.
  void title(now.startsWith('zh') ? 'zh' : 'en').then((text) => (document.title = text || table.say('page.lab.title')));
}

async function title(now: 'zh' | 'en'): Promise<string> {
  if (!lab.hasAttribute('src')) return '';
  const response = await fetch(new URL(`strings/${now}.json`, new URL(lab.src, document.baseURI))).catch(() => null);
  if (!response?.ok) return '';
  const table = (await response.json().catch(() => ({}))) as { title?: string };
  return table.title ?? '';
}

function back(): HTMLAnchorElement {
  const link = document.createElement('a');
  link.slot = 'toolbar';
  link.className = 'back';
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M5 5h5.500v5.500H5zM13.500 5H19v5.500h-5.500zM5 13.500h5.500V19H5zM13.500 13.500H19V19h-5.500z');
  icon.append(path);
  link.append(icon);
  return link;
}
