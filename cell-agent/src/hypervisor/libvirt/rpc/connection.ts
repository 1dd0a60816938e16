import { connect, type Socket } from 'node:net';
import { RpcError } from './errors.ts';
import { defaultKeepAlive, KeepAlive, type KeepAliveOptions } from './keep-alive.ts';
import {
  encodePacket,
  encodeRawPacket,
  type Packet,
  PacketSplitter,
  packetStatus,
  packetType,
} from './packet.ts';
import { type CallOptions, PendingCall } from './pending-call.ts';
import { PROGRAM_VERSION, type Procedure, programs } from './procedure.ts';
import { authList, authPolkit, authTypes, connectClose, connectOpen } from './procedures/connect.ts';
import { RpcStream } from './stream.ts';
import { XdrError } from './xdr.ts';

export type ConnectionOptions = {
  socketPath: string;
  /** Such as `qemu:///system` or `test:///default`. */
  uri: string;
  /** For each call that names none; 30 s unless given. */
  timeoutMs?: number;
  keepAlive?: KeepAliveOptions;
};

/**
 * Libvirtd stops reading from a client that has this many calls unanswered (`max_client_requests` in libvirtd.conf),
 * so its silence then says nothing: the deadlines of the calls decide.
 */
const BUSY_CALLS = 5;

const PING = 1;
const PONG = 2;

type AnyCall = Pick<PendingCall<unknown, unknown>, 'answer' | 'fail'>;

/**
 * One connection to a libvirt daemon over its unix socket. Calls are pipelined: any number may be on their way, and
 * the answers may come in any order. The daemon works on five calls of a connection at a time (`max_client_requests`),
 * so calls that take long keep those behind them waiting.
 */
export class LibvirtConnection implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  readonly #splitter = new PacketSplitter();
  readonly #calls = new Map<number, AnyCall>();
  readonly #streams = new Map<number, RpcStream>();
  readonly #keepAlive: KeepAlive;
  readonly #ended = Promise.withResolvers<RpcError>();
  #onMessage: (packet: Packet) => void = () => {};
  #serial = 0;
  #failure: RpcError | undefined;
  #corked = false;

  private constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#keepAlive = new KeepAlive(options.keepAlive ?? defaultKeepAlive, {
      silenceExpected: () => this.#calls.size >= BUSY_CALLS || this.#socket.isPaused(),
      ping: () => this.#sendKeepAlive(PING),
      dead: () => this.#fail(new RpcError('lost', 'libvirt does not answer keep-alive messages any more')),
    });
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (cause) =>
      this.#fail(new RpcError('lost', 'the connection to libvirt broke', { cause })),
    );
    socket.on('close', () => this.#fail(new RpcError('lost', 'libvirt closed the connection')));
  }

  /** Connects, authenticates (nothing or polkit) and opens the URI. Throws `RpcError` or `LibvirtError`. */
  static async open(options: ConnectionOptions, callOptions: CallOptions = {}): Promise<LibvirtConnection> {
    const socket = await connectSocket(options.socketPath, callOptions.signal);
    const connection = new LibvirtConnection(socket, options);
    try {
      const offered = await connection.call(authList, undefined, callOptions);
      if (!offered.includes(authTypes.none) && offered.length > 0) {
        if (!offered.includes(authTypes.polkit)) {
          throw new RpcError(
            'unreachable',
            `libvirt wants authentication of the kinds ${offered.join(', ')}`,
          );
        }
        await connection.call(authPolkit, undefined, callOptions);
      }
      await connection.call(connectOpen, { uri: options.uri, flags: 0 }, callOptions);
      return connection;
    } catch (error) {
      connection.#fail(new RpcError('closed', 'the connection could not be opened'));
      throw error;
    }
  }

  /** Resolves, with the reason, when the connection has ended. */
  get ended(): Promise<RpcError> {
    return this.#ended.promise;
  }

  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  /** The one receiver of the packets that nobody asked for (events). It may throw `XdrError` and nothing else. */
  onMessage(receive: (packet: Packet) => void): void {
    this.#onMessage = receive;
  }

  /** Calls a procedure. Rejects with `LibvirtError` (libvirt's answer) or `RpcError` (no answer). */
  call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    return this.#start(procedure, args, options).promise;
  }

  /** Calls a procedure that has a data stream; the stream is usable once the answer is there. */
  async callWithStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions = {},
  ): Promise<{ result: R; stream: RpcStream }> {
    const { serial, promise } = this.#start(procedure, args, options);
    const stream = new RpcStream({
      socket: this.#socket,
      send: (status, data) => {
        const header = { program: procedure.program, version: PROGRAM_VERSION, procedure: procedure.number };
        return this.#socket.write(
          encodeRawPacket({ ...header, type: packetType.stream, serial, status }, data),
        );
      },
      ended: () => this.#streams.delete(serial),
    });
    if (this.#failure === undefined) this.#streams.set(serial, stream);
    try {
      return { result: await promise, stream };
    } catch (error) {
      stream.giveUp(error);
      throw error;
    }
  }

  /** Says goodbye and closes; calls still on their way fail. */
  async close(): Promise<void> {
    if (this.#failure === undefined) {
      const farewell = this.call(connectClose, undefined, { timeoutMs: 2_000 });
      await farewell.catch(() => {});
    }
    this.#fail(new RpcError('closed', 'the connection to libvirt has been closed'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #start<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions,
  ): { serial: number; promise: Promise<R> } {
    const serial = this.#nextSerial();
    if (this.#failure !== undefined) {
      const error = new RpcError('closed', 'there is no connection to libvirt', { cause: this.#failure });
      return { serial, promise: Promise.reject(error) };
    }
    if (options.signal?.aborted) {
      const cause = options.signal.reason;
      return {
        serial,
        promise: Promise.reject(new RpcError('aborted', `${procedure.name} was given up`, { cause })),
      };
    }
    let packet: Buffer;
    try {
      const header = { program: procedure.program, version: PROGRAM_VERSION, procedure: procedure.number };
      packet = encodePacket(
        { ...header, type: packetType.call, serial, status: packetStatus.ok },
        procedure.args,
        args,
      );
    } catch (cause) {
      if (!(cause instanceof XdrError)) throw cause;
      const error = new RpcError('invalid', `${procedure.name} cannot be sent: ${cause.message}`, { cause });
      return { serial, promise: Promise.reject(error) };
    }
    const call = new PendingCall(procedure, {
      timeoutMs: options.timeoutMs ?? this.#timeoutMs,
      signal: options.signal,
      settled: () => this.#calls.delete(serial),
    });
    this.#calls.set(serial, call as AnyCall);
    this.#write(packet);
    return { serial, promise: call.promise };
  }

  #nextSerial(): number {
    do this.#serial = (this.#serial + 1) >>> 0;
    while (this.#serial === 0 || this.#calls.has(this.#serial) || this.#streams.has(this.#serial));
    return this.#serial;
  }

  /** Packets written in one turn of the event loop leave together. */
  #write(packet: Buffer): void {
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    this.#socket.write(packet);
  }

  #sendKeepAlive(procedure: number): void {
    const header = { program: programs.keepAlive, version: PROGRAM_VERSION, procedure, serial: 0 };
    this.#write(
      encodeRawPacket({ ...header, type: packetType.message, status: packetStatus.ok }, Buffer.alloc(0)),
    );
  }

  #receive(chunk: Buffer): void {
    this.#keepAlive.heard();
    try {
      for (const packet of this.#splitter.push(chunk)) {
        if (this.#failure !== undefined) return;
        this.#dispatch(packet);
      }
    } catch (cause) {
      if (!(cause instanceof XdrError || cause instanceof RpcError)) throw cause;
      this.#fail(
        new RpcError('protocol', `libvirt sent what is not its protocol: ${cause.message}`, { cause }),
      );
    }
  }

  /** Answers and stream data for serials that nobody waits for any more are dropped. */
  #dispatch(packet: Packet): void {
    if (packet.version !== PROGRAM_VERSION) throw new XdrError(`version ${packet.version} of the protocol`);
    if (packet.program === programs.keepAlive) {
      if (packet.procedure === PING) this.#sendKeepAlive(PONG);
      else this.#keepAlive.pong();
    } else if (packet.type === packetType.reply) {
      this.#calls.get(packet.serial)?.answer(packet);
    } else if (packet.type === packetType.stream) {
      this.#streams.get(packet.serial)?.receive(packet);
    } else if (packet.type === packetType.message) {
      this.#onMessage(packet);
    } else {
      throw new XdrError(`a packet of the type ${packet.type}`);
    }
  }

  #fail(failure: RpcError): void {
    if (this.#failure !== undefined) return;
    this.#failure = failure;
    this.#keepAlive.stop();
    this.#socket.destroy();
    for (const call of [...this.#calls.values()]) call.fail(failure);
    for (const stream of [...this.#streams.values()]) stream.fail(failure);
    this.#ended.resolve(failure);
  }
}

function connectSocket(path: string, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const giveUp = (cause: unknown) => {
      socket.destroy();
      signal?.removeEventListener('abort', onAbort);
      reject(new RpcError('unreachable', `there is no libvirt at ${path}`, { cause }));
    };
    const onAbort = () => giveUp(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    socket.once('error', giveUp);
    socket.once('connect', () => {
      socket.off('error', giveUp);
      signal?.removeEventListener('abort', onAbort);
      resolve(socket);
    });
  });
}
