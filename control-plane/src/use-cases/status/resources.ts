import type { LiveCell } from '../../domain/live.ts';

/** What cells have and use, in one sum. Sizes are bytes, speeds bytes per second. */
export interface Resources {
  /** Percent of all cores, 0 to 100. */
  readonly cpuUsage: number;
  readonly cores: number;
  readonly memoryAvailableBytes: number;
  readonly memoryBytes: number;
  readonly diskAvailableBytes: number;
  readonly diskBytes: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly receiveBytesPerSecond: number;
  readonly sendBytesPerSecond: number;
}

export const noResources: Resources = {
  cpuUsage: 0,
  cores: 0,
  memoryAvailableBytes: 0,
  memoryBytes: 0,
  diskAvailableBytes: 0,
  diskBytes: 0,
  readBytesPerSecond: 0,
  writeBytesPerSecond: 0,
  receiveBytesPerSecond: 0,
  sendBytesPerSecond: 0,
};

/** Nothing for a cell that is silent or has not told yet. */
export function resourcesOf(cell: LiveCell | undefined): Resources {
  if (!cell?.alive || cell.description === null) return noResources;
  const { cpuCount, memoryBytes } = cell.description;
  return { ...noResources, ...cell.node, cores: cpuCount, memoryBytes };
}

/** The mean of CPU use is weighted by cores. */
export function sumResources(parts: readonly Resources[]): Resources {
  const sum: { -readonly [Key in keyof Resources]: number } = { ...noResources };
  const keys = Object.keys(noResources) as (keyof Resources)[];
  let busyCores = 0;
  for (const part of parts) {
    for (const key of keys) sum[key] += part[key];
    busyCores += (part.cpuUsage * part.cores) / 100;
  }
  return { ...sum, cpuUsage: sum.cores === 0 ? 0 : (100 * busyCores) / sum.cores };
}
