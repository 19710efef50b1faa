// What can be taken hold of, as elements over the canvas: for keyboard, screen reader and fingers.
// Their boxes come from the picture that the core has just drawn.

import type { Desk } from './desk.ts';
import type { GripInfo, Status } from './message.ts';
import { quantityText } from './numbers.ts';

/** Least side of a touch target, px. */
const TOUCH = 44;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Steps that an arrow key makes with Shift. */
const FAST = 10;

type Box = readonly [number, number, number, number];

interface Grip {
  info: GripInfo;
  node: HTMLElement;
  /** What is drawn, and what can be touched: left, top, width, height. */
  drawn: Box;
  box: Box;
}

export class Grips {
  readonly node = document.createElement('div');
  readonly #desk: Desk;
  #all: Grip[] = [];
  /** A pointer gave the focus: no ring is needed until a key is pressed. */
  #byPointer = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.node.className = 'grips';
  }

  /** Id of the grip that has the keyboard, or empty. */
  get focused(): string {
    const { activeElement } = this.#desk.owner.root;
    const grip = this.#all.find(({ node }) => node === activeElement);
    return grip && !this.#byPointer && grip.node.matches(':focus-visible') ? grip.info.id : '';
  }

  describe(grips: GripInfo[]): void {
    const same = grips.length === this.#all.length && grips.every(({ id, as }, i) => this.#all[i]?.info.id === id && this.#all[i]?.info.as === as);
    if (same) return;
    this.#all = grips.map((info) => ({ info, node: this.#make(info), drawn: [0, 0, 0, 0], box: [0, 0, 0, 0] }));
    this.node.replaceChildren(...this.#all.map(({ node }) => node));
  }

  set byPointer(byPointer: boolean) {
    this.#byPointer = byPointer;
    this.node.classList.toggle('by-pointer', byPointer);
  }

  idOf(target: EventTarget | null): string {
    return this.#all.find(({ node }) => node === target)?.info.id ?? '';
  }

  middleOf(id: string): [number, number] | undefined {
    const grip = this.#all.find(({ info }) => info.id === id);
    return grip && [grip.box[0] + grip.box[2] / 2, grip.box[1] + grip.box[3] / 2];
  }

  /** Whether a point lies where a grip is drawn. */
  drawnAt(id: string, point: readonly [number, number]): boolean {
    const grip = this.#all.find(({ info }) => info.id === id);
    return grip !== undefined && within(grip.drawn, point);
  }

  /** Of the grips that a finger covers the one whose middle is nearest; empty if there is none. */
  nearest(point: readonly [number, number]): string {
    let nearest = '';
    let least = Infinity;
    for (const { info, drawn, box } of this.#all) {
      const off = Math.hypot(point[0] - box[0] - box[2] / 2, point[1] - box[1] - box[3] / 2);
      if (drawn[2] === 0 || off >= least || !within(box, point)) continue;
      nearest = info.id;
      least = off;
    }
    return nearest;
  }

  focus(id: string, byPointer = false): boolean {
    this.byPointer = byPointer;
    const grip = this.#all.find(({ info }) => info.id === id);
    grip?.node.focus({ preventScroll: true });
    return grip !== undefined;
  }

  /** Puts each element where its grip was drawn, and tells what it says. */
  place(boxes: Float64Array, status: Status | null): void {
    this.#all.forEach((grip, index) => {
      const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(index * 4, index * 4 + 4);
      const { node, info } = grip;
      node.hidden = width === 0;
      grip.drawn = [x, y, width, height];
      if (width === 0) return;
      const w = Math.max(TOUCH, width);
      const h = Math.max(TOUCH, height);
      const left = Math.round(x + (width - w) / 2);
      const top = Math.round(y + (height - h) / 2);
      if (left !== grip.box[0] || top !== grip.box[1] || w !== grip.box[2] || h !== grip.box[3]) {
        grip.box = [left, top, w, h];
        node.style.setProperty('transform', `translate(${left}px, ${top}px)`);
        node.style.setProperty('width', `${w}px`);
        node.style.setProperty('height', `${h}px`);
        // What is drawn smaller lies above what is larger.
        node.style.setProperty('z-index', String(Math.max(1, Math.round(1000 - Math.sqrt(width * height)))));
      }
      set(node, 'aria-label', this.#desk.say(`grip.${info.id}`));
      const told = status?.grips[info.id];
      if (info.as === 'button') return;
      set(node, 'aria-valuetext', told ? quantityText(told.text, told.unit) : '');
      set(node, 'aria-valuenow', String(Number.parseFloat(told?.text ?? '') || 0));
      set(node, 'aria-disabled', String(this.#desk.readonly_));
      node.classList.toggle('held', told?.held ?? false);
    });
  }

  #make(info: GripInfo): HTMLElement {
    const node = document.createElement(info.as === 'button' ? 'button' : 'div');
    node.className = `grip ${info.as}`;
    if (node instanceof HTMLButtonElement) {
      node.type = 'button';
      // Pointers are handled on the stage; a click without one comes from the keyboard or a reader.
      node.addEventListener('click', (event) => {
        if (event.detail === 0) this.#desk.act({ do: 'press', grip: info.id });
      });
    } else {
      node.tabIndex = 0;
      node.setAttribute('role', 'slider');
      node.addEventListener('keydown', (event) => this.#key(event, info));
    }
    node.addEventListener('focus', () => this.#desk.repaint());
    node.addEventListener('blur', () => this.#desk.repaint());
    return node;
  }

  #key(event: KeyboardEvent, info: GripInfo): void {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const by = event.shiftKey ? FAST : 1;
    this.#desk.act({ do: 'nudge', grip: info.id, by: [arrow[0] * by, arrow[1] * by] });
  }
}

function within([left, top, width, height]: Box, [x, y]: readonly [number, number]): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

function set(node: HTMLElement, name: string, value: string): void {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
