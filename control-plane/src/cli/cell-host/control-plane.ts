/** What these commands ask of the control plane, by its public API. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';

export interface CellRow {
  readonly id: string;
  readonly name: string;
  readonly pool: string | null;
  /** `host:port`. */
  readonly address: string;
  readonly enabled: boolean;
  readonly alive: boolean;
  /** Null until it was heard of since the control plane started. */
  readonly agent_version: string | null;
  readonly agent_started_at: string | null;
}

export async function listCells(client: ApiClient): Promise<readonly CellRow[]> {
  return (await client.cellar<{ cells: readonly CellRow[] }>('GET', '/cells')).cells;
}

/** @throws DomainError `not_found`. */
export async function cellNamed(client: ApiClient, name: string): Promise<CellRow> {
  const cell = (await listCells(client)).find((each) => each.name === name);
  if (cell !== undefined) return cell;
  throw new DomainError('not_found', `there is no cell '${name}'`, { reason: 'cell_not_found' });
}

/** @throws DomainError `not_found`. */
export async function requirePool(client: ApiClient, pool: string): Promise<void> {
  await client.nano('GET', `/compute_pools/${encodeURIComponent(pool)}`);
}

export async function createJoinToken(client: ApiClient): Promise<{ id: string; token: string }> {
  const { join_token } = await client.cellar<{ join_token: { id: string; token: string } }>(
    'POST',
    '/join-tokens',
    { pool: null },
  );
  return join_token;
}

/** Harmless for one that was used. */
export async function revokeJoinToken(client: ApiClient, id: string): Promise<void> {
  await client.cellar('DELETE', `/join-tokens/${id}`).catch((error: unknown) => {
    if (!(error instanceof DomainError) || !['not_found', 'conflict'].includes(error.code)) throw error;
  });
}

export async function addToPool(client: ApiClient, pool: string, cell: string): Promise<void> {
  await client.nano('POST', poolPath(pool, cell));
}

export async function takeFromPool(client: ApiClient, pool: string, cell: string): Promise<void> {
  await client.nano('DELETE', poolPath(pool, cell));
}

export async function revokeCell(client: ApiClient, cell: string, force = false): Promise<void> {
  await client.cellar('POST', `/cells/${encodeURIComponent(cell)}/revoke`, { force });
}

function poolPath(pool: string, cell: string): string {
  return `/compute_pool_cells/${encodeURIComponent(pool)}/${encodeURIComponent(cell)}`;
}
