import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Guest } from '../../domain/guest.ts';
import {
  type Placement,
  type PlacementCandidate,
  type PlacementRequest,
  place,
  type Refusal,
} from '../../domain/placement.ts';
import { fullShare, usedShare } from '../../domain/storage-pool.ts';
import { stateOfStorage } from '../cells/cell-view.ts';
import type { CellDemand, Ports, Store } from '../ports/index.ts';

const nothing = {
  guests: 0,
  cores: 0,
  memoryBytes: 0,
  diskBytes: 0,
  creatingMemoryBytes: 0,
  creatingDiskBytes: 0,
};

/** Which cells of a pool may be taken. */
export interface CellChoice {
  /** Only this one. */
  readonly only?: string | undefined;
  /** Any but this one. */
  readonly except?: string;
  /** No cell is refused for want of room; the one with the most free memory comes first. */
  readonly beyondRoom?: boolean;
}

/** So much overcommit that only what is free now counts. */
const boundless = 1e6;

/**
 * Places a guest in a pool. Call inside the transaction that inserts the guest, so that no two take the same room.
 * @throws DomainError `no_capacity` whose message and details say for each cell why not.
 */
export async function chooseCell(
  tx: Store,
  ports: Pick<Ports, 'live' | 'limits'>,
  pool: string,
  request: PlacementRequest,
  group: Pick<Guest, 'groupId' | 'antiAffinity'>,
  choice: CellChoice = {},
): Promise<{ cellId: string; placement: Placement }> {
  const all = await tx.cells.list({ pool });
  const cells = all.filter(({ id }) => id !== choice.except && (!choice.only || id === choice.only));
  const demand = new Map((await tx.guests.demandByCell()).map((row) => [row.cellId, row]));
  const avoided = new Set(await tx.guests.cellsWithAntiAffinity({ ...group, pool }));
  const shared = await sharedStorage(tx, pool, demand);
  const candidates = cells.map((cell) => ({
    ...candidate(cell, demand.get(cell.id), ports, shared),
    avoided: avoided.has(cell.id),
  }));
  const placement = choice.beyondRoom
    ? place({ ...request, memoryBytes: 1, diskBytes: 0 }, candidates, boundless)
    : place(request, candidates, ports.limits.overcommit);
  if (placement.chosen) return { cellId: placement.chosen.cellId, placement };
  throw new DomainError('no_capacity', messageOf(pool, placement.refused), {
    reason: reasonOf(placement.refused),
    subject: { kind: 'pool', id: pool },
    details: { requested: request, cells: placement.refused },
  });
}

/**
 * Has a guest's own cell take what it grows by. Call inside the transaction that submits the change.
 * @throws DomainError `no_capacity` with reason `cell_full`.
 */
export async function requireRoom(
  tx: Store,
  ports: Pick<Ports, 'live' | 'limits'>,
  guest: Guest,
  growth: { readonly memoryBytes?: number; readonly diskBytes?: number },
): Promise<void> {
  const cell = await tx.cells.get(guest.cellId);
  if (cell === undefined) return;
  const demand = new Map((await tx.guests.demandByCell()).map((row) => [row.cellId, row]));
  const shared = await sharedStorage(tx, guest.pool, demand);
  // A disabled cell takes no new guests; those it has may grow.
  const own = { ...candidate(cell, demand.get(cell.id), ports, shared), enabled: true };
  // What does not grow always fits, on an overfull cell too.
  const request = { cores: 1, memoryBytes: Number.NEGATIVE_INFINITY, diskBytes: Number.NEGATIVE_INFINITY };
  const [refusal] = place({ ...request, ...growth }, [own], ports.limits.overcommit).refused;
  if (refusal === undefined) return;
  throw new DomainError('no_capacity', `cell '${cell.name}' ${sentences[refusal.reason](refusal)}`, {
    reason: 'cell_full',
    subject: { kind: 'guest', id: guest.id },
    details: { requested: growth, missingBytes: refusal.missingBytes },
  });
}

/** The storage that the cells of a pool share, and what all its guests ask of it, on whichever cells they are. */
interface SharedStorage {
  readonly name: string;
  readonly diskBytes: number;
  readonly creatingDiskBytes: number;
}

async function sharedStorage(
  tx: Store,
  poolName: string,
  demand: ReadonlyMap<string, CellDemand>,
): Promise<SharedStorage | null> {
  const name = (await tx.pools.get(poolName))?.storage ?? '';
  if (name === '') return null;
  let diskBytes = 0;
  let creatingDiskBytes = 0;
  for (const pool of await tx.pools.list()) {
    if (pool.storage !== name) continue;
    for (const { id } of await tx.cells.list({ pool: pool.name })) {
      diskBytes += demand.get(id)?.diskBytes ?? 0;
      creatingDiskBytes += demand.get(id)?.creatingDiskBytes ?? 0;
    }
  }
  return { name, diskBytes, creatingDiskBytes };
}

function candidate(
  cell: Cell,
  demand: CellDemand | undefined,
  ports: Pick<Ports, 'live'>,
  shared: SharedStorage | null,
): PlacementCandidate {
  const live = ports.live.cell(cell.id);
  const { cores, memoryBytes, creatingMemoryBytes } = demand ?? nothing;
  const { diskBytes, creatingDiskBytes } = shared ?? demand ?? nothing;
  const storage = shared && stateOfStorage(ports.live, cell, shared.name);
  return {
    cellId: cell.id,
    name: cell.name,
    enabled: cell.enabled,
    avoided: false,
    alive: (live?.alive ?? false) && live?.node !== null,
    externalBridge: live?.description?.externalBridge ?? false,
    cpuCount: live?.description?.cpuCount ?? 0,
    cpuUsage: live?.node?.cpuUsage ?? 0,
    memoryBytes: live?.description?.memoryBytes ?? 0,
    memoryAvailableBytes: live?.node?.memoryAvailableBytes ?? 0,
    diskBytes: storage ? storage.totalBytes : (live?.node?.diskBytes ?? 0),
    diskAvailableBytes: storage ? storage.availableBytes : (live?.node?.diskAvailableBytes ?? 0),
    storage,
    configured: { cores, memoryBytes, diskBytes },
    creating: { memoryBytes: creatingMemoryBytes, diskBytes: creatingDiskBytes },
  };
}

const sentences: Record<Refusal['reason'], (refusal: Refusal) => string> = {
  cell_disabled: () => 'is disabled',
  cell_lost: () => 'is lost',
  no_external_bridge: () => 'has no external bridge',
  anti_affinity: () => 'has a guest of the same anti_affinity',
  storage_unavailable: ({ storage }) => `does not have storage '${storage?.name}': ${storage?.error}`,
  storage_full: ({ storage }) => `is full: ${fullness(storage)}`,
  not_enough_memory: (refusal) => `lacks ${mebibytes(refusal.missingBytes)} of memory`,
  not_enough_disk: (refusal) => `lacks ${mebibytes(refusal.missingBytes)} of disk`,
};

/** `anti_affinity` where the guest would have been placed without. */
function reasonOf(refused: readonly Refusal[]): string {
  if (refused.length === 0) return 'pool_without_cells';
  return refused.some(({ reason }) => reason === 'anti_affinity') ? 'anti_affinity' : 'no_cell_fits';
}

const namedCells = 8;

const counted: Record<Refusal['reason'], string> = {
  cell_disabled: 'disabled',
  cell_lost: 'lost',
  no_external_bridge: 'without an external bridge',
  anti_affinity: 'with a guest of the same anti_affinity',
  storage_unavailable: 'without its storage',
  storage_full: 'with a full storage',
  not_enough_memory: 'without enough memory',
  not_enough_disk: 'without enough disk',
};

/** Names each cell of a small pool; of a large one the first few, and how many more there are for which reason. */
function messageOf(pool: string, refused: readonly Refusal[]): string {
  if (refused.length === 0) return `no cell fulfills the resource requirement: pool '${pool}' has no cells`;
  const named = refused
    .slice(0, namedCells)
    .map((refusal) => `cell '${refusal.name}' ${sentences[refusal.reason](refusal)}`);
  const others = Map.groupBy(refused.slice(namedCells), ({ reason }) => reason);
  const more = [...others].map(([reason, cells]) => `${cells.length} more ${counted[reason]}`);
  return `no cell fulfills the resource requirement: ${[...named, ...more].join(', ')}`;
}

function fullness(storage: Refusal['storage']): string {
  if (!storage) return 'its storage has no room';
  const { name, totalBytes, availableBytes } = storage;
  const used = `${mebibytes(totalBytes - availableBytes)} of ${mebibytes(totalBytes)}`;
  const percent = Math.floor(usedShare(storage) * 100);
  return `${used} (${percent} %) of storage '${name}' are used, and from ${fullShare * 100} % on no disks are made`;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
