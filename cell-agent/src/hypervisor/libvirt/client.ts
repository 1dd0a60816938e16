import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fromLibvirt } from './errors.ts';
import { LibvirtConnection } from './rpc/connection.ts';
import { RpcError } from './rpc/errors.ts';
import { registerEvents } from './rpc/event-registrations.ts';
import type { DomainEvent, DomainEventKind } from './rpc/events.ts';
import type { KeepAliveOptions } from './rpc/keep-alive.ts';
import type { CallOptions } from './rpc/pending-call.ts';
import type { Procedure } from './rpc/procedure.ts';
import { defaultSocketPath } from './rpc/socket-path.ts';
import type { RpcStream } from './rpc/stream.ts';
import { Waiters } from './waiters.ts';

export type ClientOptions = {
  /** The system's daemon unless given. */
  socketPath?: string;
  /** `qemu:///system` unless given. */
  uri?: string;
  /** Deadline of each call that names none; 30 s unless given. */
  timeoutMs?: number;
  /** Kinds of domain events to have reported. */
  events?: readonly DomainEventKind[];
  /** Wait between two attempts to connect, doubled each time; 100 ms to 5 s unless given. */
  backoff?: { minMs: number; maxMs: number };
  keepAlive?: KeepAliveOptions;
};

type ClientEvents = {
  /** There is a connection, with the events registered: what was read before may be out of date. */
  connected: [];
  disconnected: [reason: Error];
  event: [event: DomainEvent];
};

/**
 * Libvirt, with the connection kept: made again whenever it ends, with the events registered again. While there is
 * none, calls wait for it up to their deadline. A query that was on its way when the connection ended is sent again;
 * an action never is. All failures are DomainErrors.
 */
export class LibvirtClient extends EventEmitter<ClientEvents> implements AsyncDisposable {
  readonly #options: ClientOptions;
  readonly #timeoutMs: number;
  readonly #stop = new AbortController();
  readonly #waiters = new Waiters<LibvirtConnection>();
  readonly #running: Promise<void>;
  #connection: LibvirtConnection | undefined;
  #lastFailure: unknown;

  constructor(options: ClientOptions = {}) {
    super();
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#running = this.#keepConnected();
  }

  get isConnected(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  /** Calls a procedure. `timeoutMs` covers the wait for a connection too. */
  async call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    return this.#attempt(procedure, options, (connection, left) => connection.call(procedure, args, left));
  }

  /** Calls a procedure that has a data stream. The stream shares the connection: for short ones only. */
  async callWithStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions = {},
  ): Promise<{ result: R; stream: RpcStream }> {
    return this.#attempt(procedure, options, (connection, left) =>
      connection.callWithStream(procedure, args, left),
    );
  }

  /** A connection of its own for a long transfer; the caller closes it, and it is not made again. */
  async openConnection(options: CallOptions = {}): Promise<LibvirtConnection> {
    try {
      return await this.#open({ timeoutMs: this.#timeoutMs, ...options });
    } catch (error) {
      throw fromLibvirt(error);
    }
  }

  /** What fails on a connection of one's own, as `call` fails. */
  async translate<R>(call: Promise<R>): Promise<R> {
    try {
      return await call;
    } catch (error) {
      throw fromLibvirt(error);
    }
  }

  /** Closes the connection; calls on their way and waiting fail. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#waiters.rejectAll(new RpcError('closed', 'the connection to libvirt has been closed'));
    await this.#connection?.close();
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #attempt<R>(
    procedure: Pick<Procedure<never, unknown>, 'effect'>,
    options: CallOptions,
    send: (connection: LibvirtConnection, options: CallOptions) => Promise<R>,
  ): Promise<R> {
    const deadline = performance.now() + (options.timeoutMs ?? this.#timeoutMs);
    const left = (): CallOptions => ({ ...options, timeoutMs: Math.max(1, deadline - performance.now()) });
    for (;;) {
      try {
        const connection = this.#connection?.isOpen ? this.#connection : await this.#connected(left());
        return await send(connection, left());
      } catch (error) {
        if (!this.#maySendAgain(error, procedure.effect)) throw fromLibvirt(error);
      }
    }
  }

  #maySendAgain(error: unknown, effect: 'query' | 'action'): boolean {
    if (this.#stop.signal.aborted || !(error instanceof RpcError)) return false;
    // 'closed' is what a call gets that was not sent at all.
    return error.failure === 'closed' || (error.failure === 'lost' && effect === 'query');
  }

  #connected(options: CallOptions): Promise<LibvirtConnection> {
    if (this.#stop.signal.aborted) return Promise.reject(new RpcError('aborted', 'libvirt has been closed'));
    return this.#waiters.wait(options, (signalled) =>
      signalled
        ? new RpcError('aborted', 'the call was given up', { cause: options.signal?.reason })
        : new RpcError('unreachable', 'libvirt cannot be reached', { cause: this.#lastFailure }),
    );
  }

  #open(options: CallOptions): Promise<LibvirtConnection> {
    const { socketPath, uri, keepAlive } = this.#options;
    return LibvirtConnection.open(
      {
        socketPath: socketPath ?? defaultSocketPath(),
        uri: uri ?? 'qemu:///system',
        timeoutMs: this.#timeoutMs,
        ...(keepAlive === undefined ? {} : { keepAlive }),
      },
      options,
    );
  }

  async #keepConnected(): Promise<void> {
    const { minMs, maxMs } = this.#options.backoff ?? { minMs: 100, maxMs: 5_000 };
    let waitMs = minMs;
    while (!this.#stop.signal.aborted) {
      const connection = await this.#prepare();
      if (connection !== undefined) {
        waitMs = minMs;
        const reason = await this.#use(connection);
        this.emit('disconnected', reason);
      }
      await delay(waitMs, undefined, { signal: this.#stop.signal }).catch(() => {});
      waitMs = Math.min(waitMs * 2, maxMs);
    }
  }

  /** A connection with its events registered, or undefined with the failure kept. */
  async #prepare(): Promise<LibvirtConnection | undefined> {
    let connection: LibvirtConnection | undefined;
    try {
      connection = await this.#open({ timeoutMs: this.#timeoutMs, signal: this.#stop.signal });
      await registerEvents(connection, this.#options.events ?? [], (event) => this.emit('event', event));
      return connection;
    } catch (error) {
      this.#lastFailure = error;
      await connection?.close();
      return undefined;
    }
  }

  /** Serves calls with the connection until it ends. */
  async #use(connection: LibvirtConnection): Promise<RpcError> {
    this.#connection = connection;
    if (this.#stop.signal.aborted) await connection.close();
    this.#waiters.resolveAll(connection);
    this.emit('connected');
    const reason = await connection.ended;
    this.#connection = undefined;
    this.#lastFailure = reason;
    return reason;
  }
}
