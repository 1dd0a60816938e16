/** What a guest is started for, so that it can grow while it runs. */
import type { GuestSpec } from '../../../proto/src/model.ts';

/** Processors that QEMU's `pc` machine can address without an IOMMU, rounded down. */
const mostCores = 240;
const coresAtLeast = 8;
/** Of a host's memory, for the largest of its guests. */
const hostShare = 0.75;

/** Twice as many cores, and no fewer than eight. Those that are not there cost nothing. */
export function maximumCores(cores: number): number {
  return Math.max(cores, Math.min(mostCores, Math.max(coresAtLeast, 2 * cores)));
}

/**
 * Twice as much memory, which a balloon holds back until then. Only Linux has its driver from the start: a system
 * without it would take all. The kernel promises no process more than its host has.
 */
export function maximumMemoryBytes(
  { memoryBytes, operatingSystem }: Pick<GuestSpec, 'memoryBytes' | 'operatingSystem'>,
  hostMemoryBytes: number,
): number {
  if (operatingSystem !== 'linux') return memoryBytes;
  return Math.max(memoryBytes, Math.min(2 * memoryBytes, wholeMebibytes(hostShare * hostMemoryBytes)));
}

function wholeMebibytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20) * 2 ** 20;
}
