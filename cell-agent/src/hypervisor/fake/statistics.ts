/**
 * Statistics as functions of the time a guest has been up: they move without a timer, cost nothing until they
 * are asked for, and are the same for the same seed and clock.
 */
import type { GuestStatistics, NodeStatistics } from '../../../../proto/src/model.ts';
import { isAgentConnected } from './guest-agent.ts';
import { fraction } from './seeded.ts';
import type { FakeDisk, FakeGuest } from './state.ts';

export interface FakeHost {
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

const megabyte = 1_000_000;

interface Rates {
  readonly read: number;
  readonly write: number;
  readonly receive: number;
  readonly send: number;
}

/** Bytes per second of one guest, between a twentieth and the whole of what is usual for the kind. */
function ratesOf(seed: string, guestId: string): Rates {
  const rate = (kind: string, most: number) => most * (0.05 + 0.95 * fraction(seed, guestId, kind));
  return {
    read: rate('read', 2 * megabyte),
    write: rate('write', megabyte),
    receive: rate('receive', megabyte / 2),
    send: rate('send', megabyte / 4),
  };
}

/** A slow wave between about 5 and 55 percent, each guest with its own phase. */
function cpuUsageOf(seed: string, guest: FakeGuest, nowMs: number): number {
  if (guest.state !== 'running') return 0;
  const phase = 2 * Math.PI * fraction(seed, guest.spec.id, 'phase');
  const wave = 0.5 + 0.5 * Math.sin((nowMs - guest.startedAtMs) / 30_000 + phase);
  return 5 + 50 * wave * fraction(seed, guest.spec.id, 'load');
}

export function statisticsOfGuest(seed: string, guest: FakeGuest, nowMs: number): GuestStatistics {
  const seconds = (nowMs - guest.startedAtMs) / 1000;
  const rates = ratesOf(seed, guest.spec.id);
  const known = isAgentConnected(guest, nowMs);
  const diskBytes = guest.spec.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
  const free = 0.3 + 0.4 * fraction(seed, guest.spec.id, 'free');
  return {
    guestId: guest.spec.id,
    cpuUsage: cpuUsageOf(seed, guest, nowMs),
    memoryAvailableBytes: known ? Math.floor(guest.spec.memoryBytes * free) : 0,
    diskAvailableBytes: known ? Math.floor(diskBytes * free) : 0,
    bytesRead: Math.floor(seconds * rates.read),
    bytesWritten: Math.floor(seconds * rates.write),
    bytesReceived: Math.floor(seconds * rates.receive),
    bytesSent: Math.floor(seconds * rates.send),
  };
}

/** @param running the guests that are not stopped. */
export function statisticsOfNode(
  seed: string,
  host: FakeHost,
  running: readonly FakeGuest[],
  disks: readonly FakeDisk[],
  nowMs: number,
): NodeStatistics {
  const sum = (value: (guest: FakeGuest) => number) =>
    running.reduce((total, guest) => total + value(guest), 0);
  const rate = (kind: keyof Rates) => Math.floor(sum((guest) => ratesOf(seed, guest.spec.id)[kind]));
  const usedBytes = disks.reduce((total, disk) => total + disk.allocatedBytes, 0);
  const usedCpu = sum((guest) => cpuUsageOf(seed, guest, nowMs) * guest.spec.cores);
  return {
    cpuUsage: Math.min(100, 1 + usedCpu / host.cpuCount),
    memoryAvailableBytes: Math.max(0, host.memoryBytes - sum((guest) => guest.spec.memoryBytes)),
    diskBytes: host.diskBytes,
    diskAvailableBytes: Math.max(0, host.diskBytes - usedBytes),
    readBytesPerSecond: rate('read'),
    writeBytesPerSecond: rate('write'),
    receiveBytesPerSecond: rate('receive'),
    sendBytesPerSecond: rate('send'),
  };
}
