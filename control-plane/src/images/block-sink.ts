import { Writable } from 'node:stream';
import { BlockRing } from './block-ring.ts';

const blockBytes = 1024 * 1024;
const blocksInFlight = 8;

/** Works on a block, which stays unchanged until the promise resolves. */
export type BlockWork = (block: Buffer, position: number) => Promise<unknown>;

/**
 * Cuts a stream into blocks of 1 MiB in shared memory and has several worked on at a time. Chunks come as small as the
 * socket gives them: copying each once costs less than handing it on or joining it with others. The chunks become the
 * sink's: their memory is given back at once, or the garbage collector would run for every 20 MiB. What the work throws ends the
 * stream.
 */
export class BlockSink extends Writable {
  readonly #ring = new BlockRing({ blocks: blocksInFlight, blockBytes });
  readonly #work: BlockWork;
  readonly #underWay = new Set<Promise<void>>();
  #block: Buffer | null = null;
  #filled = 0;
  #position = 0;
  #failure: Error | null = null;

  constructor(work: BlockWork) {
    super({ highWaterMark: blockBytes });
    this.#work = work;
  }

  /** What was taken so far. */
  get sizeBytes(): number {
    return this.#position + this.#filled;
  }

  /** What the work threw first; null while all went well. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Returns when nothing is worked on any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.#block !== null && chunk.length < blockBytes - this.#filled) {
      this.#filled += chunk.copy(this.#block, this.#filled);
      giveBack(chunk);
      done();
    } else this.#append(chunk).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#dispatch();
    this.settled().then(() => done(this.#failure), done);
  }

  async #append(chunk: Buffer): Promise<void> {
    let taken = 0;
    while (taken < chunk.length) {
      this.#block ??= await this.#ring.take();
      const copied = chunk.copy(this.#block, this.#filled, taken);
      taken += copied;
      this.#filled += copied;
      if (this.#filled === blockBytes) this.#dispatch();
    }
    giveBack(chunk);
  }

  #dispatch(): void {
    const block = this.#block;
    if (block === null) return;
    const work = this.#work(block.subarray(0, this.#filled), this.#position)
      .catch((error: unknown) => this.#fail(error))
      .then(() => {
        this.#underWay.delete(work);
        this.#ring.give(block);
      });
    this.#underWay.add(work);
    this.#position += this.#filled;
    this.#block = null;
    this.#filled = 0;
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.destroy(this.#failure);
  }
}

/** Memory that other buffers have a part of is left alone. */
function giveBack(chunk: Buffer): void {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && chunk.length > 0 && chunk.length === buffer.byteLength) {
    buffer.transfer(0);
  }
}
