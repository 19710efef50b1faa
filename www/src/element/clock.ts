// Frames of the browser, asked for only while something moves or waits to be drawn.

export class Clock {
  #request = 0;
  #last = 0;
  #frame: (seconds: number, now: number) => boolean;

  /** `frame` gets the seconds since the last frame (0 for the first) and says whether another is needed. */
  constructor(frame: (seconds: number, now: number) => boolean) {
    this.#frame = frame;
  }

  wake(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#run);
  }

  sleep(): void {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    this.#last = 0;
  }

  #run = (now: number): void => {
    const seconds = this.#last === 0 ? 0 : (now - this.#last) / 1000;
    this.#request = 0;
    this.#last = now;
    if (this.#frame(seconds, now)) this.wake();
    else if (this.#request === 0) this.#last = 0;
  };
}
