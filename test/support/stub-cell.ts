/** A cell's gRPC server whose words a test decides. Real gRPC and mTLS; no agent and no hypervisor behind it. */
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { DomainError } from '../../proto/src/errors.ts';
import { toStatus } from '../../proto/src/grpc-error.ts';
import type { CellEvent, CellGuest, GuestSpec, GuestState, LongReply } from '../../proto/src/model.ts';
import { cellService } from '../../proto/src/service.ts';
import type { Certificate } from './throwaway-pki.ts';

type Unary = (request: never, signal: AbortSignal) => Promise<unknown>;
type Long = (request: never, stream: ServerWritableStream<unknown, LongReply<unknown>>) => void;

export interface StubCellOptions {
  readonly cellId: string;
  readonly caCertificate: string;
  readonly keys: Certificate;
  readonly port?: number;
  /** What each new event stream begins with; null: nothing. */
  readonly inventory?: () => CellEvent | null;
  /** In place of that. */
  readonly events?: (stream: ServerWritableStream<{ statisticsIntervalMs: number }, CellEvent>) => void;
  readonly unary?: Readonly<Record<string, Unary>>;
  readonly long?: Readonly<Record<string, Long>>;
}

export interface StubCell extends AsyncDisposable {
  readonly port: number;
  /** Event streams opened so far. */
  readonly opened: number;
  /** Event streams open now. */
  readonly open: number;
  send(event: CellEvent): void;
  /** Cuts every connection at once, as a killed agent does. */
  kill(): void;
}

export async function startStubCell(options: StubCellOptions): Promise<StubCell> {
  const server = new Server();
  const streams = new Set<ServerWritableStream<unknown, CellEvent>>();
  let opened = 0;
  const implementation: UntypedServiceImplementation = {
    events: (call: ServerWritableStream<{ statisticsIntervalMs: number }, CellEvent>) => {
      opened += 1;
      streams.add(call);
      call.on('cancelled', () => streams.delete(call));
      call.on('close', () => streams.delete(call));
      if (options.events) {
        options.events(call);
        return;
      }
      const first = options.inventory === undefined ? inventoryOf(options.cellId, []) : options.inventory();
      if (first) call.write(first);
    },
  };
  for (const [verb, answer] of Object.entries(options.unary ?? {})) {
    implementation[verb] = (call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>) => {
      const abort = new AbortController();
      call.on('cancelled', () => abort.abort());
      answer(call.request as never, abort.signal).then(
        (value) => reply(null, value),
        (error: unknown) => reply(toStatus(error)),
      );
    };
  }
  for (const [verb, answer] of Object.entries(options.long ?? {})) {
    implementation[verb] = (call: ServerWritableStream<unknown, LongReply<unknown>>) =>
      answer(call.request as never, call);
  }
  server.addService(cellService, implementation);
  const { caCertificate, keys } = options;
  const pair = { private_key: Buffer.from(keys.key), cert_chain: Buffer.from(keys.certificate) };
  const secure = ServerCredentials.createSsl(Buffer.from(caCertificate), [pair], true);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${options.port ?? 0}`, secure, (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    get opened() {
      return opened;
    },
    get open() {
      return streams.size;
    },
    send(event) {
      for (const stream of streams) stream.write(event);
    },
    kill: () => server.forceShutdown(),
    async [Symbol.asyncDispose]() {
      server.forceShutdown();
    },
  };
}

export function inventoryOf(cellId: string, guests: readonly CellGuest[], atMs = Date.now()): CellEvent {
  const cell = {
    cellId,
    name: cellId,
    agentVersion: '0.1.0',
    hypervisor: 'fake',
    hypervisorVersion: '1',
    virtualization: 'qemu' as const,
    cpuCount: 4,
    memoryBytes: 8 * 2 ** 30,
    storagePaths: ['/var/lib/cellar-cell/disks'],
    warnings: [],
    startedAtMs: atMs,
    consolePort: 1,
    storages: [],
    externalBridge: false,
  };
  return { atMs, type: 'inventory', cell, guests, images: [] };
}

export function seenGuest(spec: GuestSpec, state: GuestState, change: Partial<CellGuest> = {}): CellGuest {
  return {
    spec,
    state,
    stateReason: '',
    operationId: '',
    addresses: [],
    media: null,
    guestAgentConnected: false,
    startedAtMs: 0,
    ...change,
  };
}

export function refused(code: 'conflict' | 'not_found', reason: string): DomainError {
  return new DomainError(code, `refused: ${reason}`, { reason });
}
