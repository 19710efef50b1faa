// What the browser tests use of Node, which brings no types of its own here.

interface Buffer extends Uint8Array<ArrayBuffer> {
  toString(encoding?: 'utf8' | 'latin1'): string;
}
declare const Buffer: { from(text: string): Buffer };

declare module 'node:fs' {
  export function existsSync(path: string): boolean;
  export function readdirSync(path: string): string[];
  export function readFileSync(path: string, encoding: 'utf8'): string;
}

declare module 'node:fs/promises' {
  export function readFile(path: string, encoding: 'utf8'): Promise<string>;
  export function readFile(path: string): Promise<Buffer>;
}

declare module 'node:crypto' {
  export function createHash(name: 'sha256'): { update(text: string): { digest(as: 'hex'): string } };
}

declare module 'node:zlib' {
  export function inflateSync(data: Uint8Array): Uint8Array;
}
