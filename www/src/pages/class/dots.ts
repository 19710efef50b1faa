// A distribution as dots: one a learner, piled up where values lie close together.

import { nothing, svg, type TemplateResult } from 'lit/html.js';
import { ticks } from '../../element/numbers.ts';

const TYPE = 14;
/** Places side by side, at most; one is a dot wide at least. */
const PLACES = 40;

export function dots(values: readonly { value: number; name: string }[], middle: number, label: string, width: number): TemplateResult | typeof nothing {
  if (values.length === 0) return nothing;
  const all = values.map(({ value }) => value);
  let [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  [low, high] = [low - margin, high + margin];
  const [left, right] = [TYPE * 2.5, width - TYPE * 2.5];
  const px = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  const places = Math.min(PLACES, Math.floor((right - left) / 9));
  const wide = (right - left) / places;
  const piles = new Map<number, { value: number; name: string }[]>();
  for (const one of values) {
    const place = Math.min(places - 1, Math.floor((px(one.value) - left) / wide));
    piles.set(place, [...(piles.get(place) ?? []), one]);
  }
  const highest = Math.max(...[...piles.values()].map((pile) => pile.length));
  const across = Math.min(wide, 220 / highest);
  const radius = across * 0.42;
  const base = Math.max(90, highest * across + TYPE * 2);
  return svg`<svg class="dots" viewBox=${`0 0 ${width} ${base + TYPE * 2}`} role="img" aria-label=${label}>
    <path class="axis" d=${`M${left} ${base}H${right}`}/>
    ${ticks(low, high, width / (TYPE * 6)).map(({ at, text }) => svg`<path class="axis" d=${`M${px(at)} ${base}v5`}/><text x=${px(at)} y=${base + TYPE * 1.5} text-anchor="middle">${text}</text>`)}
    <path class="middle" d=${`M${px(middle)} ${base}V${TYPE * 0.5}`}/>
    ${[...piles].flatMap(([place, pile]) => pile.map(({ name }, level) => svg`<circle cx=${left + (place + 0.5) * wide} cy=${base - radius - 2 - level * across} r=${radius}><title>${name}</title></circle>`))}
  </svg>`;
}
