// The attributes of <gewu-lab> and the properties that reflect them.

const TEXTS = ['src', 'poster', 'view', 'set', 'site', 'profile', 'rubric', 'alt'] as const;
const FLAGS = ['autoplay', 'readonly', 'persist'] as const;
const CHOICES = {
  loading: ['auto', 'lazy', 'eager'],
  reveal: ['auto', 'interaction', 'manual'],
  theme: ['auto', 'light', 'dark', 'projector'],
  mode: ['auto', 'practice', 'exam'],
} as const;

export const OBSERVED: readonly string[] = [...TEXTS, ...FLAGS, ...Object.keys(CHOICES), 'lang', 'seed', 'controls'];

export interface Attributes {
  src: string;
  poster: string;
  view: string;
  site: string;
  profile: string;
  /** The region by whose rubric the work is scored: `rubric-REGION.json` beside the module. Empty: by its own. */
  rubric: string;
  alt: string;
  autoplay: boolean;
  readonly: boolean;
  /** Whether the work is kept in this browser and taken up again. Read when a lab is loaded. */
  persist: boolean;
  loading: 'auto' | 'lazy' | 'eager';
  reveal: 'auto' | 'interaction' | 'manual';
  theme: 'auto' | 'light' | 'dark' | 'projector';
  /** auto: as the module says; exam: no hints, and no score before the work is handed in. */
  mode: 'auto' | 'practice' | 'exam';
  /** null: any; the same seed gives the same unknowns. */
  seed: number | null;
  /** true: all; a list of ids: only these; false: the stage alone. */
  controls: boolean | string;
}

/** Defines the properties on a class. `set` is a method, so that attribute has no property. */
export function reflect(target: HTMLElement): void {
  const define = (name: string, get: (self: Element) => unknown, set: (self: Element, value: unknown) => void) =>
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: true,
      get(this: Element) {
        return get(this);
      },
      set(this: Element, value: unknown) {
        set(this, value);
      },
    });
  const write = (self: Element, name: string, value: unknown) => {
    if (value === null || value === undefined || value === false) self.removeAttribute(name);
    else self.setAttribute(name, value === true ? '' : String(value));
  };
  for (const name of TEXTS) if (name !== 'set') define(name, (self) => self.getAttribute(name) ?? '', (self, value) => write(self, name, value));
  for (const name of FLAGS) define(name, (self) => self.hasAttribute(name), (self, value) => write(self, name, Boolean(value)));
  for (const [name, values] of Object.entries(CHOICES)) {
    define(name, (self) => values.find((value) => value === self.getAttribute(name)) ?? values[0], (self, value) => write(self, name, value));
  }
  define('seed', (self) => wholeNumber(self.getAttribute('seed')), (self, value) => write(self, 'seed', value));
  define('controls', (self) => self.getAttribute('controls') || self.hasAttribute('controls'), (self, value) => write(self, 'controls', value));
}

/** Properties that a page has set before the element was defined: they are taken over. */
export function upgrade(element: HTMLElement, names: readonly string[]): void {
  const bag = element as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(bag, name)) continue;
    const value = bag[name];
    delete bag[name];
    bag[name] = value;
  }
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : null;
}

export const PROPERTIES: readonly string[] = [...OBSERVED.filter((name) => name !== 'set' && name !== 'lang'), 'source', 'paused', 'speed'];
