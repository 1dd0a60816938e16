import { decodeLibvirtError, RpcError } from './errors.ts';
import { type Packet, packetStatus } from './packet.ts';
import type { Procedure } from './procedure.ts';
import { decodeXdr } from './xdr.ts';

/** `timeoutMs`: how long to wait for the answer. */
export type CallOptions = { timeoutMs?: number; signal?: AbortSignal };

/** A call on its way: settles once, by an answer, its deadline, its signal or the end of the connection. */
export class PendingCall<A, R> {
  readonly promise: Promise<R>;
  readonly #procedure: Procedure<A, R>;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #settled: () => void;
  #resolve: (value: R) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(
    procedure: Procedure<A, R>,
    options: { timeoutMs: number; signal?: AbortSignal | undefined; settled: () => void },
  ) {
    this.#procedure = procedure;
    this.#signal = options.signal;
    this.#settled = options.settled;
    this.promise = new Promise<R>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => {
      this.fail(
        new RpcError('timeout', `libvirt did not answer ${procedure.name} within ${options.timeoutMs} ms`),
      );
    }, options.timeoutMs);
    this.#signal?.addEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => {
    this.fail(
      new RpcError('aborted', `${this.#procedure.name} was given up`, { cause: this.#signal?.reason }),
    );
  };

  /** Takes the reply. Throws `XdrError` when its payload is not what the procedure answers. */
  answer(packet: Packet): void {
    if (packet.procedure !== this.#procedure.number || packet.program !== this.#procedure.program) {
      // Libvirtd answers a program that it does not know under numbers of its own, always with an error.
      if (packet.status !== packetStatus.error) {
        throw new RpcError('protocol', `an answer to ${packet.procedure} came for ${this.#procedure.name}`);
      }
    }
    if (packet.status === packetStatus.error) {
      this.fail(decodeLibvirtError(packet.payload));
      return;
    }
    const value = decodeXdr(this.#procedure.result, packet.payload);
    this.#end();
    this.#resolve(value);
  }

  fail(error: Error): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#settled();
  }
}
