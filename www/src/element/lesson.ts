// The lesson: fetched when it is first opened, shown in a sheet over the panel.

import { dress } from './css.ts';
import type { Desk } from './desk.ts';
import type { Locale } from './strings.ts';
import { fetchText } from './source.ts';

export class Lesson {
  readonly node = document.createElement('div');
  readonly #desk: Desk;
  #texts = new Map<string, string | null>();
  #shown = '';

  constructor(desk: Desk) {
    this.#desk = desk;
    this.node.className = 'prose';
  }

  /** Shows the text in a locale; fetches it, and what draws it, when they are needed first. */
  async show(): Promise<void> {
    const { folder, locale } = this.#desk;
    const key = `${folder} ${locale}`;
    if (this.#shown === key) return;
    this.#shown = key;
    this.node.lang = locale === 'zh' ? 'zh-CN' : 'en';
    this.node.textContent = this.#desk.say('lesson.waiting');
    const [text, { markdown, style }, { formula }] = await Promise.all([this.#text(folder, locale), import('./markdown.ts'), import('./tex.ts')]);
    if (this.#shown !== key) return;
    dress(this.#desk.owner.root, style);
    if (text === null) this.node.textContent = this.#desk.say('lesson.missing');
    else this.node.replaceChildren(markdown(text, formula));
  }

  async #text(folder: string | null, locale: Locale): Promise<string | null> {
    if (folder === null) return null;
    const url = new URL(`lesson/${locale}.md`, folder).href;
    if (!this.#texts.has(url)) this.#texts.set(url, await fetchText(url).catch(() => null));
    return this.#texts.get(url) ?? null;
  }
}
