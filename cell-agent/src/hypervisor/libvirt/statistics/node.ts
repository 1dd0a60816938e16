import { readFile, statfs } from 'node:fs/promises';
import type { NodeStatistics } from '../../../../../proto/src/model.ts';
import { realDevices } from './devices.ts';
import { parseAvailableMemory, parseCpuTicks, parseDiskTransfer, parseTraffic } from './proc-files.ts';

/** Rates over less than this would mostly be noise. */
const SPAN_MIN_MS = 200;

type Rates = Pick<
  NodeStatistics,
  'cpuUsage' | 'readBytesPerSecond' | 'writeBytesPerSecond' | 'receiveBytesPerSecond' | 'sendBytesPerSecond'
>;
type Totals = Awaited<ReturnType<typeof readTotals>>;

/** Statistics of the host; rates are since the call before, since this was opened for the first. */
export class NodeMeter {
  readonly #storagePath: () => string;
  #last: Totals;
  #rates: Rates | undefined;

  private constructor(storagePath: () => string, first: Totals) {
    this.#storagePath = storagePath;
    this.#last = first;
  }

  static async open(storagePath: () => string): Promise<NodeMeter> {
    return new NodeMeter(storagePath, await readTotals());
  }

  async read(): Promise<NodeStatistics> {
    const [totals, memory, storage] = await Promise.all([
      readTotals(),
      readFile('/proc/meminfo', 'utf8'),
      statfs(this.#storagePath()),
    ]);
    if (this.#rates === undefined || totals.atMs - this.#last.atMs >= SPAN_MIN_MS) {
      this.#rates = ratesBetween(this.#last, totals);
      this.#last = totals;
    }
    return {
      ...this.#rates,
      memoryAvailableBytes: parseAvailableMemory(memory),
      diskBytes: storage.blocks * storage.bsize,
      diskAvailableBytes: storage.bavail * storage.bsize,
    };
  }
}

async function readTotals() {
  const [{ disks, interfaces }, ticks, diskTable, networkTable] = await Promise.all([
    realDevices(),
    readFile('/proc/stat', 'utf8'),
    readFile('/proc/diskstats', 'utf8'),
    readFile('/proc/net/dev', 'utf8'),
  ]);
  return {
    atMs: performance.now(),
    cpu: parseCpuTicks(ticks),
    disk: parseDiskTransfer(diskTable, disks),
    network: parseTraffic(networkTable, interfaces),
  };
}

function ratesBetween(before: Totals, after: Totals): Rates {
  const seconds = Math.max(after.atMs - before.atMs, 1) / 1000;
  // Totals fall when a device goes away.
  const rate = (from: number, to: number) => Math.max(0, Math.round((to - from) / seconds));
  const ticks = after.cpu.total - before.cpu.total;
  const busy = after.cpu.busy - before.cpu.busy;
  return {
    cpuUsage: ticks <= 0 ? 0 : Math.min(100, Math.max(0, (100 * busy) / ticks)),
    readBytesPerSecond: rate(before.disk.readBytes, after.disk.readBytes),
    writeBytesPerSecond: rate(before.disk.writtenBytes, after.disk.writtenBytes),
    receiveBytesPerSecond: rate(before.network.receivedBytes, after.network.receivedBytes),
    sendBytesPerSecond: rate(before.network.sentBytes, after.network.sentBytes),
  };
}
