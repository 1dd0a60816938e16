/**
 * Chooses the cell for a new guest: a pure function of what is known of the cells and what is asked.
 *
 * A cell is refused when it is silent, disabled, without the network that the guest needs or the storage of its pool,
 * without room, or has a guest that the new one must not meet. Room is counted twice: against what the cell
 * reports as free now (less what guests still being created will take), and against what all its guests are
 * configured for, of which `overcommit` times the physical size is allowed. Among the rest the cell that could
 * hold the most such guests wins; equal ones are told apart by their name, so that the choice can be repeated.
 */
import type { StorageState } from '../../../proto/src/model-storages.ts';
import { fullShare, usedShare } from './storage-pool.ts';

export interface PlacementRequest {
  readonly cores: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** Whether the guest has an external interface. */
  readonly external?: boolean;
}

export interface PlacementCandidate {
  readonly cellId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly alive: boolean;
  readonly externalBridge: boolean;
  /** It has a guest of the same anti-affinity. */
  readonly avoided: boolean;
  readonly cpuCount: number;
  readonly cpuUsage: number;
  readonly memoryBytes: number;
  readonly memoryAvailableBytes: number;
  /** Of the cell's own storage, or of the one that its pool shares. */
  readonly diskBytes: number;
  readonly diskAvailableBytes: number;
  /** The storage that its pool shares, as it sees it; null: it has its own. */
  readonly storage?: StorageState | null;
  /** Configured for by all its guests, running or not. */
  readonly configured: PlacementRequest;
  /** Of guests still being created: not yet missing in what the cell reports. */
  readonly creating: { readonly memoryBytes: number; readonly diskBytes: number };
}

export type RefusalReason =
  | 'cell_disabled'
  | 'cell_lost'
  | 'no_external_bridge'
  | 'anti_affinity'
  | 'storage_unavailable'
  | 'storage_full'
  | 'not_enough_memory'
  | 'not_enough_disk';

export interface Refusal {
  readonly cellId: string;
  readonly name: string;
  readonly reason: RefusalReason;
  /** Of memory or disk. */
  readonly missingBytes: number;
  /** The storage that it is because of. */
  readonly storage?: StorageState;
}

export interface Placement {
  /** Null: no cell is left. */
  readonly chosen: { readonly cellId: string; readonly name: string } | null;
  readonly scores: readonly { readonly cellId: string; readonly name: string; readonly score: number }[];
  readonly refused: readonly Refusal[];
}

export function place(
  request: PlacementRequest,
  candidates: readonly PlacementCandidate[],
  overcommit: number,
): Placement {
  const refused: Refusal[] = [];
  const scores: { cellId: string; name: string; score: number }[] = [];
  for (const candidate of candidates) {
    const refusal = refuse(request, candidate, overcommit);
    if (refusal) refused.push({ cellId: candidate.cellId, name: candidate.name, ...refusal });
    else
      scores.push({
        cellId: candidate.cellId,
        name: candidate.name,
        score: score(request, candidate, overcommit),
      });
  }
  scores.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  const best = scores[0];
  return { chosen: best ? { cellId: best.cellId, name: best.name } : null, scores, refused };
}

function refuse(
  request: PlacementRequest,
  cell: PlacementCandidate,
  overcommit: number,
): Pick<Refusal, 'reason' | 'missingBytes' | 'storage'> | null {
  if (!cell.enabled) return { reason: 'cell_disabled', missingBytes: 0 };
  if (!cell.alive) return { reason: 'cell_lost', missingBytes: 0 };
  if (request.external && !cell.externalBridge) return { reason: 'no_external_bridge', missingBytes: 0 };
  const { storage } = cell;
  // What takes no disk does not care.
  if (storage && request.diskBytes >= 0) {
    if (!storage.attached) return { reason: 'storage_unavailable', missingBytes: 0, storage };
    if (usedShare(storage) >= fullShare) return { reason: 'storage_full', missingBytes: 0, storage };
  }
  const memoryMissing = request.memoryBytes - freeMemory(cell, overcommit);
  if (memoryMissing > 0) return { reason: 'not_enough_memory', missingBytes: memoryMissing };
  const diskMissing = request.diskBytes - freeDisk(cell, overcommit);
  if (diskMissing > 0) return { reason: 'not_enough_disk', missingBytes: diskMissing };
  // Last, so that it is the reason only where the guest would have been placed otherwise.
  if (cell.avoided) return { reason: 'anti_affinity', missingBytes: 0 };
  return null;
}

function freeMemory(cell: PlacementCandidate, overcommit: number): number {
  const now = cell.memoryAvailableBytes - cell.creating.memoryBytes;
  return Math.min(now, cell.memoryBytes * overcommit - cell.configured.memoryBytes);
}

function freeDisk(cell: PlacementCandidate, overcommit: number): number {
  const now = cell.diskAvailableBytes - cell.creating.diskBytes;
  return Math.min(now, cell.diskBytes * overcommit - cell.configured.diskBytes);
}

/** How many such guests fit, by cores, memory and disk, weighted as Nano weighs them. */
function score(request: PlacementRequest, cell: PlacementCandidate, overcommit: number): number {
  const idleCores = cell.cpuCount * (1 - cell.cpuUsage / 100);
  const configurableCores = cell.cpuCount * overcommit - cell.configured.cores;
  const cores = (idleCores + configurableCores) / 2 / request.cores;
  const memory = freeMemory(cell, overcommit) / request.memoryBytes;
  const disk = freeDisk(cell, overcommit) / Math.max(1, request.diskBytes);
  return 2 * cores + 1.5 * memory + 0.5 * disk;
}
