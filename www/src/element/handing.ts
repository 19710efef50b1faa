// Handing an arrangement on: as a link, as a file; and taking one up. The core checks what comes.

import { html, type TemplateResult } from 'lit/html.js';
import { benchWords } from './bench-words.ts';
import { download } from './gather.ts';
import { icon } from './icons.ts';
import type { Bench } from './workbench.ts';

const textOf = ({ desk }: Bench): string => desk.session?.call((core, handle) => core.arrangement?.(handle) ?? '') ?? '';

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** Text as letters that an address may have. */
async function packed(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** An arrangement that grows beyond this when it is unpacked is none, bytes. */
const LARGEST = 1 << 20;

async function unpacked(letters: string): Promise<string> {
  const bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LARGEST) throw new Error('too large');
  }
}

/** What the page gives (attribute `arrangement`) is put up, unless the learner has begun already. */
export async function receive(bench: Bench): Promise<void> {
  const { desk } = bench;
  const { session } = desk;
  const given = desk.owner.element.getAttribute('arrangement');
  if (!given || !session) return;
  const begun = () => (JSON.parse(session.call((core, handle) => core.record(handle))) as { entries: unknown[] }).entries.length > 0;
  const text = await (given.startsWith('{') ? given : unpacked(given).catch(() => ''));
  if (desk.session !== session || begun()) return;
  if (desk.apply({ do: 'arrange', arrangement: text }, 'page')) desk.toast(benchWords(desk).say('hand.wrong'));
  desk.update();
}

/** Link, file, and taking a file up. */
export function handing(bench: Bench): TemplateResult {
  const { desk } = bench;
  const words = benchWords(desk);
  const copy = async () => {
    const link = new URL(`lab.html?id=${desk.info?.id ?? ''}#arrangement=${await packed(textOf(bench))}`, (desk.owner.element.constructor as unknown as { base: string }).base).href;
    await navigator.clipboard.writeText(link).then(() => desk.speech.say(words.say('hand.copied')), () => undefined);
    desk.toast(words.say('hand.copied'));
  };
  const save = () => download(`${desk.info?.id ?? 'gewu'}.arrangement.json`, textOf(bench), 'application/json');
  const open = async (input: HTMLInputElement) => {
    const text = await (input.files?.[0]?.text() ?? '');
    input.value = '';
    if (text !== '') bench.act({ do: 'arrange', arrangement: text });
  };
  return html`<details class="hand"><summary class="flat" aria-label=${words.say('hand')} title=${words.say('hand')}>${icon('csv')}</summary><div>
    <button type="button" class="flat" @click=${() => void copy()}>${words.say('hand.link')}</button>
    <button type="button" class="flat" @click=${save}>${words.say('hand.save')}</button>
    <label class="flat">${words.say('hand.open')}<input type="file" accept=".json,application/json" ?disabled=${desk.readonly_} @change=${(event: Event) => void open(event.target as HTMLInputElement)}></label></div></details>`;
}
