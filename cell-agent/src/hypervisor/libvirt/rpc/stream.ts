import type { Socket } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { decodeLibvirtError, RpcError } from './errors.ts';
import { MAX_STREAM_CHUNK_BYTES, type Packet, packetStatus } from './packet.ts';

/** How long libvirt may take to confirm the end of a stream: it flushes an upload first. */
const FINISH_TIMEOUT_MS = 120_000;
const ABORT_TIMEOUT_MS = 10_000;

/** Above this much unread data the socket is not read, which holds up everything else on the connection. */
const HIGH_WATER_BYTES = 8 * 1024 * 1024;

type Parts = {
  socket: Socket;
  /** Sends one stream packet; false when the socket's buffer is full. */
  send: (status: number, data: Uint8Array) => boolean;
  ended: () => void;
};

const EMPTY = new Uint8Array();

/**
 * The data stream of one call. Either read it to its end (`for await`), or `write` and then `finish`; `abort` gives
 * up. A reader that is slow holds up its connection, so long transfers belong on a connection of their own.
 */
export class RpcStream implements AsyncIterable<Buffer>, AsyncDisposable {
  readonly #parts: Parts;
  readonly #done = Promise.withResolvers<void>();
  #chunks: Buffer[] = [];
  #unreadBytes = 0;
  #endOfData = false;
  #closing = false;
  #settled = false;
  #failure: Error | undefined;
  #confirmation: NodeJS.Timeout | undefined;
  #wake: () => void = () => {};

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#done.promise.catch(() => {});
  }

  /** Takes a stream packet. Throws `XdrError` when an error packet cannot be read. */
  receive(packet: Packet): void {
    if (packet.status === packetStatus.error) {
      this.fail(decodeLibvirtError(packet.payload));
    } else if (packet.status === packetStatus.ok) {
      this.#settle();
    } else if (packet.payload.length === 0) {
      this.#endOfData = true;
      this.#wake();
    } else if (!this.#closing) {
      this.#chunks.push(packet.payload);
      this.#unreadBytes += packet.payload.length;
      if (this.#unreadBytes > HIGH_WATER_BYTES) this.#parts.socket.pause();
      this.#wake();
    }
  }

  fail(error: Error): void {
    if (this.#settled) return;
    this.#failure = error;
    this.#done.reject(error);
    this.#settle();
  }

  /** Ends a stream whose call failed. Libvirt is told, as it may open the stream after the caller gave up. */
  giveUp(error: unknown): void {
    if (error instanceof RpcError && !this.#settled) this.#parts.send(packetStatus.error, EMPTY);
    this.fail(error instanceof Error ? error : new RpcError('lost', String(error)));
  }

  /** The data to its end, confirmed by libvirt. Leaving the loop early aborts the stream. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const chunks = this.#chunks;
        this.#chunks = [];
        this.#unreadBytes = 0;
        if (this.#parts.socket.isPaused()) this.#parts.socket.resume();
        yield* chunks;
        if (this.#chunks.length > 0) continue;
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#settled || this.#endOfData) break;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      await this.finish();
    } finally {
      await this.abort();
    }
  }

  /** Sends data in packets of the size that libvirt takes and waits while the socket is full. */
  async write(data: Uint8Array): Promise<void> {
    for (let start = 0; start < data.length; start += MAX_STREAM_CHUNK_BYTES) {
      this.#checkOpen();
      const chunk = data.subarray(start, start + MAX_STREAM_CHUNK_BYTES);
      if (!this.#parts.send(packetStatus.continue, chunk)) await this.#drained();
    }
  }

  /** Ends the stream and waits until libvirt confirms that all has been taken. */
  async finish(): Promise<void> {
    if (!this.#settled && !this.#closing) this.#sendEnd(packetStatus.ok, FINISH_TIMEOUT_MS);
    await this.#done.promise;
  }

  /** Gives up; what has been transferred stays. Never throws. */
  async abort(): Promise<void> {
    if (!this.#settled && !this.#closing) {
      this.#chunks = [];
      if (this.#parts.socket.isPaused()) this.#parts.socket.resume();
      this.#sendEnd(packetStatus.error, ABORT_TIMEOUT_MS);
    }
    await this.#done.promise.catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.abort();
  }

  /** As a Node stream; destroying it early aborts. */
  readable(): Readable {
    return Readable.from(this, { objectMode: false });
  }

  /** As a Node stream; its `finish` means that libvirt has confirmed, destroying it early aborts. */
  writable(): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, callback) => {
        this.write(chunk).then(() => callback(), callback);
      },
      final: (callback) => {
        this.finish().then(() => callback(), callback);
      },
      destroy: (error, callback) => {
        this.abort().then(() => callback(error), callback);
      },
    });
  }

  #sendEnd(status: number, timeoutMs: number): void {
    this.#closing = true;
    this.#confirmation = setTimeout(() => {
      this.fail(
        new RpcError('timeout', `libvirt did not confirm the end of a stream within ${timeoutMs} ms`),
      );
    }, timeoutMs);
    this.#parts.send(status, EMPTY);
  }

  #checkOpen(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#settled || this.#closing) throw new RpcError('closed', 'the stream has ended');
  }

  /** Waits for the socket's buffer to empty, or for the stream to end. */
  async #drained(): Promise<void> {
    const { socket } = this.#parts;
    const drained = Promise.withResolvers<void>();
    const onDrain = () => drained.resolve();
    socket.once('drain', onDrain);
    await Promise.race([drained.promise, this.#done.promise]).finally(() => socket.off('drain', onDrain));
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#confirmation);
    if (this.#parts.socket.isPaused()) this.#parts.socket.resume();
    this.#parts.ended();
    this.#done.resolve();
    this.#wake();
  }
}
