/** Readers of the kernel's texts in /proc. Source: proc(5), the kernel's `Documentation/admin-guide/iostats.rst`. */

export interface Transfer {
  readonly readBytes: number;
  readonly writtenBytes: number;
}

export interface Traffic {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

const SECTOR_BYTES = 512;

/** Of /proc/stat: ticks of all processors since boot. */
export function parseCpuTicks(text: string): { busy: number; total: number } {
  // Time of guests is in user and nice already.
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = numbers(
    /^cpu +(.*)$/m.exec(text)?.[1] ?? '',
  );
  const busy = user + nice + system + irq + softIrq + steal;
  return { busy, total: busy + idle + ioWait };
}

/** Of /proc/meminfo. */
export function parseAvailableMemory(text: string): number {
  return Number(/^MemAvailable: +(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

/** Of /proc/diskstats: totals since boot of the disks named. */
export function parseDiskTransfer(text: string, disks: ReadonlySet<string>): Transfer {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/));
  const counted = rows.filter(([, , name = '']) => disks.has(name));
  return {
    readBytes: sum(counted.map((row) => Number(row[5] ?? 0) * SECTOR_BYTES)),
    writtenBytes: sum(counted.map((row) => Number(row[9] ?? 0) * SECTOR_BYTES)),
  };
}

/** Of /proc/net/dev: totals of the interfaces named. */
export function parseTraffic(text: string, interfaces: ReadonlySet<string>): Traffic {
  const rows = [...text.matchAll(/^\s*([^:\s]+):(.*)$/gm)]
    .filter(([, name = '']) => interfaces.has(name))
    .map(([, , counters = '']) => numbers(counters));
  return {
    receivedBytes: sum(rows.map((row) => row[0] ?? 0)),
    sentBytes: sum(rows.map((row) => row[8] ?? 0)),
  };
}

function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
