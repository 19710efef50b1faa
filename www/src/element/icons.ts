// One set of icons: 24 x 24, round line ends, drawn in the colour of the text.

import { html, svg, type TemplateResult } from 'lit/html.js';

const PATHS = {
  play: svg`<path class="solid" d="M8 5.2v13.6a.9.9 0 0 0 1.4.75l10-6.8a.9.9 0 0 0 0-1.5l-10-6.8A.9.9 0 0 0 8 5.2z"/>`,
  pause: svg`<rect class="solid" x="6.5" y="5" width="4" height="14" rx="1.2"/><rect class="solid" x="13.5" y="5" width="4" height="14" rx="1.2"/>`,
  step: svg`<path class="solid" d="M5.5 6.3v11.4a.8.8 0 0 0 1.25.65l8-5.7a.8.8 0 0 0 0-1.3l-8-5.7a.8.8 0 0 0-1.25.65z"/><rect class="solid" x="16.2" y="5.6" width="2.8" height="12.8" rx="1"/>`,
  reset: svg`<path d="M5 12a7 7 0 1 0 2.2-5.1L5 9"/><path d="M5 4.5V9h4.5"/>`,
  language: svg`<circle cx="12" cy="12" r="8.2"/><path d="M3.8 12h16.4M12 3.8c4.6 4.9 4.6 11.5 0 16.400c-4.6-4.9-4.6-11.5 0-16.4"/>`,
  light: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v1.800M12 19.200V21M3 12h1.800M19.2 12H21M5.6 5.600l1.3 1.300M17.1 17.100l1.3 1.300M5.6 18.400l1.3-1.300M17.1 6.900l1.3-1.3"/>`,
  dark: svg`<path d="M19.5 14.300A8 8 0 0 1 9.7 4.500a8 8 0 1 0 9.8 9.800z"/>`,
  projector: svg`<rect x="3" y="5" width="18" height="11.5" rx="1.5"/><path d="M12 16.500V20M8.5 20h7"/>`,
  csv: svg`<path d="M12 4v10.500m0 0l-4-4m4 4l4-4M5 17v2.500h14V17"/>`,
  fullscreen: svg`<path d="M4.5 9V4.500H9M15 4.500h4.500V9M19.5 15v4.500H15M9 19.500H4.500V15"/>`,
  unfullscreen: svg`<path d="M9 4.500V9H4.500M19.5 9H15V4.500M15 19.500V15h4.500M4.5 15H9v4.5"/>`,
  lesson: svg`<path d="M12 6.500C10 5 7.5 4.7 4.5 5v13c3-.3 5.5 0 7.5 1.5 2-1.5 4.5-1.8 7.5-1.500V5c-3-.3-5.5 0-7.5 1.500zm0 0v13"/>`,
  settings: svg`<path d="M4 7.500h8.500M17.5 7.500H20M4 16.500h2.500M11.5 16.500H20"/><circle cx="15" cy="7.5" r="2.5"/><circle cx="9" cy="16.5" r="2.5"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  remove: svg`<path d="M5 7h14M10 7V4.800h4V7M7 7l.8 12.200h8.400L17 7M10.3 10.500v5.500M13.7 10.500v5.5"/>`,
  exclude: svg`<circle cx="12" cy="12" r="8"/><path d="M6.5 17.500l11-11"/>`,
  include: svg`<circle cx="12" cy="12" r="8"/><path d="M8.5 12.200l2.5 2.5 4.5-5"/>`,
  tick: svg`<path d="M5.5 12.500l4.2 4.200L18.5 8"/>`,
  magnify: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5M10.5 8v5M8 10.500h5"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>`,
  record: svg`<path d="M4.5 5.500h15v13h-15zM4.5 10h15M10 10v8.5"/>`,
  undo: svg`<path d="M9 5L4.5 9.500L9 14M5 9.500h8.500a5 5 0 0 1 0 10H9"/>`,
  redo: svg`<path d="M15 5l4.500 4.500L15 14M19 9.500h-8.500a5 5 0 0 0 0 10H15"/>`,
  axes: svg`<path d="M5 4v15h15M8.500 15l3.500-5 3 2.500L19.500 6"/>`,
  predict: svg`<path d="M4 4v16h16"/><path d="M8 16.500l1-3.200 7.500-7.500 2.200 2.200-7.500 7.500z"/>`,
  note: svg`<path d="M6 3.500h9l4 4v13H6zM15 3.500v4h4M9 12h7M9 16h7"/>`,
  runs: svg`<path d="M4 6.500h3M10 6.500h10M4 12h3M10 12h10M4 17.500h3M10 17.500h10"/>`,
  down: svg`<path d="M6 9.500l6 6 6-6"/>`,
  right: svg`<path d="M9.500 6l6 6-6 6"/>`,
  up: svg`<path d="M6 14.500l6-6 6 6"/>`,
  widen: svg`<path d="M13 6l-6 6 6 6M19 6l-6 6 6 6"/>`,
  narrow: svg`<path d="M11 6l6 6-6 6M5 6l6 6-6 6"/>`,
  less: svg`<path d="M6 12h12"/>`,
  more: svg`<path d="M6 12h12M12 6v12"/>`,
  warning: svg`<path d="M12 4.500L21 19.500H3z"/><path d="M12 10.500v4M12 16.900v.2"/>`,
  flask: svg`<path d="M9.5 3.500h5M10.5 3.500v6L5 18.700a1.2 1.2 0 0 0 1 1.800h12a1.2 1.2 0 0 0 1-1.800L13.5 9.500v-6M7.7 14.500h8.6"/>`,
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
