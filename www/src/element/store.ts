// Saved labs of this browser: one IndexedDB store. What the browser forbids or has no room for is an error of its caller.

import type { Content } from './result-file.ts';

export interface Saved {
  /** Page address and module. */
  key: string;
  content: Content;
  /** The exact state, for the same version and module only. */
  snapshot: Uint8Array;
  graph: string;
  view: string;
  vectors: boolean;
}

/** A browser that never answers is one that does not keep, ms. */
const PATIENCE = 3000;

export class Store {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
    // Another tab may want a later layout: it is let through.
    db.onversionchange = () => db.close();
  }

  static open(): Promise<Store> {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new DOMException('No answer', 'TimeoutError')), PATIENCE);
      const asked = indexedDB.open('gewu', 1);
      asked.onupgradeneeded = () => void asked.result.createObjectStore('labs', { keyPath: 'key' });
      asked.onblocked = () => failed(new DOMException('Blocked', 'TimeoutError'));
      asked.onerror = () => failed(asked.error ?? new DOMException('Not opened', 'UnknownError'));
      asked.onsuccess = () => {
        clearTimeout(late);
        done(new Store(asked.result));
      };
    });
  }

  get(key: string): Promise<Saved | undefined> {
    return this.#ask('readonly', (labs) => labs.get(key));
  }

  async put(saved: Saved): Promise<void> {
    await this.#ask('readwrite', (labs) => labs.put(saved));
  }

  async remove(key: string): Promise<void> {
    await this.#ask('readwrite', (labs) => labs.delete(key));
  }

  #ask<T>(mode: IDBTransactionMode, use: (labs: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return new Promise((done, failed) => {
      const transaction = this.#db.transaction('labs', mode);
      const request = use(transaction.objectStore('labs'));
      // Full disks show at the end of a transaction.
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error ?? request.error ?? new DOMException('Not kept', 'UnknownError'));
      // A page that is being left waits for nothing.
      if (mode === 'readwrite') transaction.commit();
    });
  }
}
