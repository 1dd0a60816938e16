import { DomainError } from '../../../../proto/src/errors.ts';
import { encodeJoinToken } from '../../../../proto/src/join-token.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';

const defaultValidForMs = 3 * 3_600_000;
const longestMs = 7 * 86_400_000;

export interface CreateJoinTokenInput {
  /** The compute pool that the cell enters at once; null or absent: unallocated. */
  readonly pool?: string | null;
  /** 1 ms to 7 days; 3 hours if absent. */
  readonly validForMs?: number;
}

export interface CreatedJoinToken {
  readonly id: string;
  /** What `cell-agent join` takes. Shown this once: only the hash of its secret is kept. */
  readonly token: string;
  readonly expiresAtMs: number;
}

/** Makes a token with which one new cell may join. */
export async function createJoinToken(
  ports: Pick<Ports, 'store' | 'ids' | 'authority' | 'cellLinks'>,
  ctx: Context,
  input: CreateJoinTokenInput,
): Promise<CreatedJoinToken> {
  requireRight(ctx.actor, 'cells.manage');
  const validForMs = input.validForMs ?? defaultValidForMs;
  if (!Number.isInteger(validForMs) || validForMs < 1 || validForMs > longestMs) {
    throw new DomainError('invalid', `a join token is valid for 1 to ${longestMs} ms`, {
      reason: 'bad_validity',
      details: { field: 'validForMs', min: 1, max: longestMs },
    });
  }
  const pool = input.pool ?? null;
  const id = ports.ids.uuid();
  const secret = ports.ids.secret();
  const expiresAtMs = ctx.nowMs + validForMs;
  await ports.store.transaction(async (tx) => {
    if (pool !== null && !(await tx.pools.get(pool))) {
      throw new DomainError('not_found', `there is no compute pool '${pool}'`, {
        reason: 'pool_not_found',
        subject: { kind: 'pool', id: pool },
      });
    }
    await tx.joinTokens.insert({
      id,
      secretHash: hashSecret(secret),
      createdAtMs: ctx.nowMs,
      expiresAtMs,
      usedByCellId: null,
      pool,
    });
    const subject = { kind: 'join-token', id };
    await tx.audit.append(ctx, {
      action: 'create-join-token',
      subject,
      outcome: 'done',
      details: { pool, expiresAtMs },
    });
  });
  const { fingerprint } = ports.authority;
  const token = encodeJoinToken({
    id,
    secret,
    addresses: ports.cellLinks.origins(),
    caFingerprint: fingerprint,
  });
  return { id, token, expiresAtMs };
}
