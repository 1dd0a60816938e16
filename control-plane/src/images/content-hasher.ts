import { Worker } from 'node:worker_threads';
import type { ContentHashes, HashRequest } from './hash-thread.ts';

export type { ContentHashes } from './hash-thread.ts';

/** Bundled beside the program, or run as it is written. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './hash-thread.ts' : './hash-thread.js',
  import.meta.url,
);

type Waiting = PromiseWithResolvers<ContentHashes | null>;

/**
 * SHA-256 and SHA-1 of several streams, computed in one thread beside the one that serves requests: hashing a GiB takes
 * about a second of processor time. The thread starts at the first use and does not keep the process alive.
 */
export class ContentHasher {
  #thread: Worker | null = null;
  readonly #waiting: Waiting[] = [];
  #streams = 0;

  open(): HashStream {
    this.#streams += 1;
    return new HashStream(this, this.#streams);
  }

  /** The thread answers one request after the other, so answers need no names. @throws what ended the thread. */
  async ask(request: HashRequest): Promise<ContentHashes | null> {
    const waiting: Waiting = Promise.withResolvers();
    this.#thread ??= this.#start();
    this.#waiting.push(waiting);
    this.#thread.ref();
    this.#thread.postMessage(request);
    return await waiting.promise;
  }

  #start(): Worker {
    const thread = new Worker(program);
    thread.on('message', (answer: ContentHashes | null) => {
      this.#waiting.shift()?.resolve(answer);
      if (this.#waiting.length === 0) thread.unref();
    });
    thread.on('error', (error) => this.#lost(error));
    thread.on('exit', (code) => this.#lost(new Error(`the thread that hashes ended with ${code}`)));
    return thread;
  }

  /** Half a hash is worth nothing: who waits fails, and the next stream gets a new thread. */
  #lost(error: unknown): void {
    this.#thread = null;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

export class HashStream {
  readonly #hasher: ContentHasher;
  readonly #id: number;

  constructor(hasher: ContentHasher, id: number) {
    this.#hasher = hasher;
    this.#id = id;
  }

  /** @param bytes in shared memory, unchanged until the promise resolves. */
  async update(bytes: Uint8Array): Promise<void> {
    await this.#hasher.ask({ stream: this.#id, bytes });
  }

  /** Of all that was given. The stream is over then. */
  async digest(): Promise<ContentHashes> {
    const hashes = await this.#hasher.ask({ stream: this.#id, end: 'digest' });
    if (hashes === null) throw new Error('the thread that hashes lost its place');
    return hashes;
  }

  /** Frees what the thread keeps of a stream that came to nothing. */
  async forget(): Promise<void> {
    await this.#hasher.ask({ stream: this.#id, end: 'forget' });
  }
}
