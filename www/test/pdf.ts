// The words of a PDF as the browser prints it: its streams unpacked, its glyphs turned back into letters.

import { inflateSync } from 'node:zlib';

const HEX = /<([0-9a-fA-F]+)>/g;

/** A letter for each byte, and back. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What the glyphs of a font stand for, from its ToUnicode map. */
function letters(map: string): Map<number, string> {
  const found = new Map<number, string>();
  const text = (hex: string): string => (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', letter = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) found.set(Number.parseInt(glyph, 16), text(letter));
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', letter = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      const [first, last, start] = [from, to, letter].map((hex) => Number.parseInt(hex, 16)) as [number, number, number];
      for (let glyph = first; glyph <= last; glyph++) found.set(glyph, String.fromCodePoint(start + glyph - first));
    }
  }
  return found;
}

/** Every letter that is printed, in the order of printing; what stands apart has a space between. */
export function wordsOf(pdf: Uint8Array): string {
  const raw = latin(pdf);
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of raw.matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)) objects.set(id, body);
  const stream = (body: string): string => {
    const data = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body)?.[1] ?? '';
    return /FlateDecode/.test(body.slice(0, body.indexOf('stream'))) ? latin(inflateSync(bytes(data))) : data;
  };
  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (map && !fonts.has(name)) fonts.set(name, letters(stream(objects.get(map) ?? '')));
    }
  }
  let words = '';
  for (const body of objects.values()) {
    if (!/stream/.test(body) || /\/(Subtype|FunctionType|Length1)/.test(body.slice(0, body.indexOf('stream')))) continue;
    let font: Map<number, string> | undefined;
    for (const [token, name] of stream(body).matchAll(/\/(F\d+) [\d.]+ Tf|\bBT\b|(?:<[0-9a-fA-F]+>|\[[^\]]*\])\s*T[jJ]/g)) {
      if (name) font = fonts.get(name);
      else if (token === 'BT') words += ' ';
      else for (const [, hex = ''] of token.matchAll(HEX)) for (const glyph of hex.match(/.{4}/g) ?? []) words += font?.get(Number.parseInt(glyph, 16)) ?? '';
    }
  }
  return words;
}
