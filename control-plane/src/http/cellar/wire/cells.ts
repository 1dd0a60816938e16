import { z } from 'zod';
import type { CellView } from '../../../use-cases/cells/cell-view.ts';
import type { CreatedJoinToken, CreateJoinTokenInput } from '../../../use-cases/cells/create-join-token.ts';
import type { JoinTokenView } from '../../../use-cases/cells/list-join-tokens.ts';
import { flag, text, wholeNumber } from '../../fields.ts';
import { isoTime } from './common.ts';
import { storageStateToWire } from './storage-pools.ts';

export const createJoinTokenRequest = z.object({
  pool: text(100).nullish(),
  valid_for_s: wholeNumber(1, 7 * 86_400).optional(),
});

export function toJoinToken(request: z.output<typeof createJoinTokenRequest>): CreateJoinTokenInput {
  const { pool, valid_for_s } = request;
  return { pool: pool || null, ...(valid_for_s !== undefined && { validForMs: valid_for_s * 1000 }) };
}

export const revokeCellRequest = z.object({ force: flag().default(false) });

export function createdJoinTokenToWire(created: CreatedJoinToken) {
  return { id: created.id, token: created.token, expires_at: isoTime(created.expiresAtMs) };
}

export function joinTokenToWire(token: JoinTokenView) {
  return {
    id: token.id,
    state: token.state,
    pool: token.pool,
    created_at: isoTime(token.createdAtMs),
    expires_at: isoTime(token.expiresAtMs),
    used_by_cell: token.usedByCellId,
  };
}

export function cellToWire({ cell, alive, seenAtMs, agent, storage }: CellView) {
  return {
    id: cell.id,
    name: cell.name,
    pool: cell.pool,
    address: cell.address,
    enabled: cell.enabled,
    alive,
    seen_at: isoTime(seenAtMs),
    joined_at: isoTime(cell.joinedAtMs),
    agent_version: agent?.version ?? null,
    agent_started_at: isoTime(agent?.startedAtMs ?? null),
    storage: storage && storageStateToWire(storage),
  };
}
