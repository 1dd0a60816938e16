/**
 * Many cells in one process, each with its own port and certificate, that only tell: an inventory, then statistics of
 * all their guests on the beat they are asked for. Takes one line of JSON, answers with the line of their ports.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import type { CellEvent } from '../../../proto/src/model.ts';
import { sampleGuest } from '../../support/domain-samples.ts';
import { inventoryOf, seenGuest, startStubCell } from '../../support/stub-cell.ts';

export interface SwarmPlan {
  readonly caCertificate: string;
  readonly key: string;
  readonly cells: readonly {
    readonly id: string;
    readonly certificate: string;
    readonly running: readonly string[];
    readonly stopped: readonly string[];
  }[];
}

type SwarmCell = SwarmPlan['cells'][number];

const [line] = (await once(createInterface(process.stdin), 'line')) as [string];
const { caCertificate, key, cells } = JSON.parse(line) as SwarmPlan;
const ports: number[] = [];
for (const cell of cells) {
  const keys = { key, certificate: cell.certificate };
  const { port } = await startStubCell({ cellId: cell.id, caCertificate, keys, events: tell(cell) });
  ports.push(port);
}
console.log(JSON.stringify(ports));

function tell(cell: SwarmCell) {
  return (stream: ServerWritableStream<{ statisticsIntervalMs: number }, CellEvent>) => {
    const guests = [
      ...cell.running.map((id) => seenGuest(toGuestSpec(sampleGuest({ id })), 'running')),
      ...cell.stopped.map((id) => seenGuest(toGuestSpec(sampleGuest({ id })), 'stopped')),
    ];
    stream.write(inventoryOf(cell.id, guests));
    stream.write(statistics(cell));
    const timer = setInterval(() => stream.write(statistics(cell)), stream.request.statisticsIntervalMs);
    stream.on('cancelled', () => clearInterval(timer)).on('close', () => clearInterval(timer));
  };
}

function statistics(cell: SwarmCell): CellEvent {
  const atMs = Date.now();
  const bytes = { bytesRead: atMs, bytesWritten: atMs / 2, bytesReceived: atMs / 3, bytesSent: atMs / 4 };
  const totals = Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, Math.floor(value)]));
  return {
    atMs,
    type: 'statistics',
    storages: [],
    node: {
      cpuUsage: 10,
      memoryAvailableBytes: 4 * 2 ** 30,
      diskBytes: 2 ** 40,
      diskAvailableBytes: 2 ** 39,
      readBytesPerSecond: 1_000_000,
      writeBytesPerSecond: 1_000_000,
      receiveBytesPerSecond: 1_000_000,
      sendBytesPerSecond: 1_000_000,
    },
    guests: cell.running.map((guestId) => ({
      guestId,
      cpuUsage: 25,
      memoryAvailableBytes: 2 ** 28,
      diskAvailableBytes: 2 ** 30,
      ...(totals as typeof bytes),
    })),
  };
}
