/** Blocks of shared memory that are filled, worked on and used again: all the memory that a stream of any length takes. */
export class BlockRing {
  readonly #free: Buffer[];
  #waiting: ((block: Buffer) => void) | null = null;

  constructor(options: { blocks: number; blockBytes: number }) {
    const { blocks, blockBytes } = options;
    const memory = new SharedArrayBuffer(blocks * blockBytes);
    this.#free = Array.from({ length: blocks }, (_, n) => Buffer.from(memory, n * blockBytes, blockBytes));
  }

  /** A free block, as soon as there is one; one caller may wait at a time. */
  async take(): Promise<Buffer> {
    const block = this.#free.pop();
    if (block !== undefined) return block;
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    this.#waiting = resolve;
    return await promise;
  }

  /** Nobody works on the block any more. */
  give(block: Buffer): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) this.#free.push(block);
    else waiting(block);
  }
}
