// Mouse, pen and finger on the stage: take, move, release; press; and a press on an instrument's face.

import type { Desk } from './desk.ts';
import type { Session } from './session.ts';

/** A press that moves less than this is a press and no drag, px. */
const STILL = 6;

export class Pointer {
  /** Id of the grip under the pointer, or empty. */
  hover = '';
  /** Whether a pointer that can hover is over the stage. */
  over = false;
  readonly #desk: Desk;
  readonly #node: HTMLElement;
  #held = -1;
  /** From the pointer to the point that was taken, px: 0 unless only the touch target was hit. */
  #offset: [number, number] = [0, 0];
  #next: [number, number] | null = null;
  #frame = 0;
  #pressedAt: [number, number] | null = null;

  constructor(desk: Desk, node: HTMLElement) {
    this.#desk = desk;
    this.#node = node;
    node.addEventListener('pointerdown', (event) => this.#down(event));
    node.addEventListener('pointermove', (event) => this.#move(event));
    node.addEventListener('pointerup', (event) => this.#up(event));
    node.addEventListener('pointercancel', (event) => this.#cancel(event));
    // A second finger belongs to the grip under it: its loss bubbles up here, and must not let go of what the first holds.
    node.addEventListener('lostpointercapture', (event) => {
      if (event.target === node && event.pointerId === this.#held) this.release();
    });
    node.addEventListener('pointerenter', (event) => this.#enter(event.pointerType !== 'touch'));
    node.addEventListener('pointerleave', () => {
      this.#over('');
      this.#enter(false);
    });
  }

  /** Lets go of what is held; whether something was. */
  release(): boolean {
    if (this.#held === -1) return false;
    this.#flush();
    if (this.#node.hasPointerCapture(this.#held)) this.#node.releasePointerCapture(this.#held);
    this.#held = -1;
    this.#node.classList.remove('holding');
    this.#desk.act({ do: 'release' });
    return true;
  }

  #down(event: PointerEvent): void {
    const { session, stage, info } = this.#desk;
    if (!session || event.button !== 0 || this.#held !== -1) return;
    const point = stage.pointOf(event);
    this.#pressedAt = point;
    const id = this.#meant(session, event, point);
    const grip = info?.grips.find((one) => one.id === id);
    if (!grip) return;
    event.preventDefault();
    this.#pressedAt = null;
    stage.grips.focus(id, true);
    if (grip.as === 'button') {
      this.#desk.act({ do: 'press', grip: id });
      return;
    }
    // A finger beside the drawing, but on its touch target: it takes the middle, and keeps the distance.
    const drawn = session.gripAt(...point) === id;
    const middle = drawn ? point : (stage.grips.middleOf(id) ?? point);
    this.#offset = [middle[0] - point[0], middle[1] - point[1]];
    if (!this.#desk.act({ do: 'take', at: session.worldAt(...middle), grip: id })) return;
    this.#held = event.pointerId;
    this.#node.classList.add('holding');
    this.#node.setPointerCapture(event.pointerId);
  }

  /**
   * The grip that a pointer means, or empty. A bob in a photogate lies behind it, and yet it is the bob that one wants: a
   * finger takes what is nearest, a mouse the smaller of what is drawn under it, whose element lies on top.
   */
  #meant(session: Session, event: PointerEvent, point: [number, number]): string {
    const { grips } = this.#desk.stage;
    const nearest = event.pointerType === 'touch' ? grips.nearest(point) : '';
    const target = grips.idOf(event.target);
    return nearest || (grips.drawnAt(target, point) && target) || session.gripAt(...point) || target;
  }

  #move(event: PointerEvent): void {
    const { session, stage } = this.#desk;
    if (!session) return;
    const point = stage.pointOf(event);
    if (this.#pressedAt && Math.hypot(point[0] - this.#pressedAt[0], point[1] - this.#pressedAt[1]) > STILL) this.#pressedAt = null;
    if (event.pointerId !== this.#held) {
      if (event.pointerType !== 'touch') this.#over(this.#meant(session, event, point) || (this.#faceAt(point) ? 'face' : ''));
      return;
    }
    this.#next = [point[0] + this.#offset[0], point[1] + this.#offset[1]];
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#flush());
  }

  /** Sends the newest place only: one move a frame. */
  #flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { session } = this.#desk;
    if (this.#next && session) this.#desk.act({ do: 'move', at: session.worldAt(...this.#next) });
    this.#next = null;
  }

  #up(event: PointerEvent): void {
    if (event.pointerId === this.#held) {
      this.release();
      return;
    }
    const pressed = this.#pressedAt;
    this.#pressedAt = null;
    if (!pressed) return;
    const face = this.#faceAt(pressed);
    if (face) this.#desk.stage.lens.open(face);
  }

  /** The system takes a touch away; another finger may hold on. */
  #cancel(event: PointerEvent): void {
    this.#pressedAt = null;
    if (event.pointerId === this.#held) this.release();
  }

  /** The instrument whose face lies under a point of the stage. */
  #faceAt(point: [number, number]): string | undefined {
    const { session, info } = this.#desk;
    if (!session || !info) return undefined;
    const [x, y] = session.worldAt(...point);
    const { lens } = this.#desk.stage;
    return info.instruments.find((instrument) => {
      const face = lens.face(instrument);
      return face && x >= face[0] && x <= face[2] && y >= face[1] && y <= face[3];
    })?.id;
  }

  #enter(over: boolean): void {
    if (over === this.over) return;
    this.over = over;
    this.#desk.repaint();
  }

  #over(id: string): void {
    this.#node.classList.toggle('on-face', id === 'face');
    const grip = id === 'face' ? '' : id;
    this.#node.dataset['over'] = this.#desk.info?.grips.find((one) => one.id === grip)?.as ?? '';
    if (grip === this.hover) return;
    this.hover = grip;
    this.#desk.repaint();
  }
}
