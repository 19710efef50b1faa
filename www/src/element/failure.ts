// Why a lab could not be loaded or had to stop: one of four kinds, never a bare exception.

import type { Problem } from './message.ts';

export type FailureKind = 'network' | 'module' | 'wasm' | 'run';

export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    /** Named values of the sentence `failed.<kind>.hint`: `url`, `detail`. */
    readonly values: Record<string, string>,
    readonly problems: readonly Problem[] = [],
    options?: ErrorOptions,
  ) {
    super(problems.length > 0 ? problems.map(({ sentence }) => sentence).join('\n') : `${kind}: ${Object.values(values).join(' ')}`, options);
    this.name = 'GewuFailure';
  }

  /** What a learner can hand on to somebody who mends it. */
  report(version: string): string {
    const places = this.problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.path} ${p.key}: ${p.sentence}`);
    const cause = this.cause instanceof Error ? (this.cause.stack ?? String(this.cause)) : '';
    return [`gewu ${version} ${this.kind}`, ...Object.entries(this.values).map(([k, v]) => `${k}: ${v}`), ...places, cause]
      .filter((line) => line !== '')
      .join('\n');
  }
}

export function detailOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
