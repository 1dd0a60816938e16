import { DomainError } from '../../../../proto/src/errors.ts';
import type { ComputePool } from '../../domain/cell.ts';
import type { Store } from '../ports/index.ts';

/** @throws DomainError `not_found`. */
export async function findPool(store: Pick<Store, 'pools'>, name: string): Promise<ComputePool> {
  const pool = await store.pools.get(name);
  if (pool) return pool;
  const shown = name.slice(0, 80);
  throw new DomainError('not_found', `invalid pool '${shown}'`, {
    reason: 'pool_not_found',
    subject: { kind: 'pool', id: shown },
  });
}
