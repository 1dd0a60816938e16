import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import { chooseCell } from '../guests/choose-cell.ts';
import type { Ports, Store } from '../ports/index.ts';

/**
 * A cell for a guest that has lost its own. Its disks are there already. Where none has the room by rule, the best one
 * takes it all the same: overfull is better than off.
 * @throws DomainError `no_capacity` when no other cell of the pool is alive and enabled.
 */
export async function chooseRefuge(
  tx: Store,
  ports: Pick<Ports, 'live' | 'limits'>,
  guest: Guest,
): Promise<string> {
  const { pool, cores, memoryBytes, cellId } = guest;
  const request = { cores, memoryBytes, diskBytes: 0 };
  try {
    return (await chooseCell(tx, ports, pool, request, guest, { except: cellId })).cellId;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'no_capacity') throw error;
    const anyhow = { except: cellId, beyondRoom: true };
    return (await chooseCell(tx, ports, pool, request, guest, anyhow)).cellId;
  }
}
