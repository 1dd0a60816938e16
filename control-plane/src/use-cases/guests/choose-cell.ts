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
import type { CellDemand, Ports, Store } from '../ports/index.ts';

const nothing = {
  guests: 0,
  cores: 0,
  memoryBytes: 0,
  diskBytes: 0,
  creatingMemoryBytes: 0,
  creatingDiskBytes: 0,
};

/**
 * Places a new guest in a pool. Call inside the transaction that inserts the guest, so that no two take the same room.
 * @throws DomainError `no_capacity` whose message and details say for each cell why not.
 */
export async function chooseCell(
  tx: Store,
  ports: Pick<Ports, 'live' | 'limits'>,
  pool: string,
  request: PlacementRequest,
): Promise<{ cellId: string; placement: Placement }> {
  const cells = await tx.cells.list({ pool });
  const demand = new Map((await tx.guests.demandByCell()).map((row) => [row.cellId, row]));
  const candidates = cells.map((cell) => candidate(cell, demand.get(cell.id), ports));
  const placement = place(request, candidates, ports.limits.overcommit);
  if (placement.chosen) return { cellId: placement.chosen.cellId, placement };
  throw new DomainError('no_capacity', messageOf(pool, placement.refused), {
    reason: placement.refused.length === 0 ? 'pool_without_cells' : 'no_cell_fits',
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
  const demand = (await tx.guests.demandByCell()).find((row) => row.cellId === cell.id);
  // A disabled cell takes no new guests; those it has may grow.
  const own = { ...candidate(cell, demand, ports), enabled: true };
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

function candidate(
  cell: Cell,
  demand: CellDemand | undefined,
  ports: Pick<Ports, 'live'>,
): PlacementCandidate {
  const live = ports.live.cell(cell.id);
  const { cores, memoryBytes, diskBytes, creatingMemoryBytes, creatingDiskBytes } = demand ?? nothing;
  return {
    cellId: cell.id,
    name: cell.name,
    enabled: cell.enabled,
    alive: (live?.alive ?? false) && live?.node !== null,
    externalBridge: live?.description?.externalBridge ?? false,
    cpuCount: live?.description?.cpuCount ?? 0,
    cpuUsage: live?.node?.cpuUsage ?? 0,
    memoryBytes: live?.description?.memoryBytes ?? 0,
    memoryAvailableBytes: live?.node?.memoryAvailableBytes ?? 0,
    diskBytes: live?.node?.diskBytes ?? 0,
    diskAvailableBytes: live?.node?.diskAvailableBytes ?? 0,
    configured: { cores, memoryBytes, diskBytes },
    creating: { memoryBytes: creatingMemoryBytes, diskBytes: creatingDiskBytes },
  };
}

const sentences: Record<Refusal['reason'], (refusal: Refusal) => string> = {
  cell_disabled: () => 'is disabled',
  cell_lost: () => 'is lost',
  no_external_bridge: () => 'has no external bridge',
  not_enough_memory: (refusal) => `lacks ${mebibytes(refusal.missingBytes)} of memory`,
  not_enough_disk: (refusal) => `lacks ${mebibytes(refusal.missingBytes)} of disk`,
};

/** Names each cell of a small pool; of a large one the first few and how many more there are. */
function messageOf(pool: string, refused: readonly Refusal[]): string {
  if (refused.length === 0) return `no cell fulfills the resource requirement: pool '${pool}' has no cells`;
  const named = refused
    .slice(0, 8)
    .map((refusal) => `cell '${refusal.name}' ${sentences[refusal.reason](refusal)}`);
  const more = refused.length > named.length ? [`and ${refused.length - named.length} more`] : [];
  return `no cell fulfills the resource requirement: ${[...named, ...more].join(', ')}`;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
