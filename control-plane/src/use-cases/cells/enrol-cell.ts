import { timingSafeEqual } from 'node:crypto';
import type { EnrolReply, EnrolRequest } from '../../../../proto/src/enrolment.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import { systemActor } from '../../domain/actor.ts';
import type { JoinTokenRecord } from '../../domain/cell.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { requireCellAddress } from './cell-address.ts';

/**
 * A new cell joins with a token, or a former one again, whose guests are its own still. Of several that use one token at once, one joins; a refused one leaves it usable.
 * @throws DomainError `forbidden` (`join_token_unknown`, `join_token_expired`, `cell_revoked`), `conflict` (`join_token_used`),
 *   `already_exists` (`cell_name_taken`), `invalid` (`bad_certificate_request`, `bad_address`).
 */
export async function enrolCell(
  ports: Pick<Ports, 'store' | 'ids' | 'authority' | 'cellLinks'>,
  caller: Omit<Context, 'actor'>,
  input: EnrolRequest & { readonly formerCellId: string | null },
): Promise<EnrolReply> {
  const ctx: Context = { ...caller, actor: systemActor };
  await requireUsableToken(ports.store, ctx, input);
  requireCellAddress(input.advertise);
  const cellId = input.formerCellId ?? ports.ids.uuid();
  const certificate = await ports.authority.certifyCell(input.certificateRequest, cellId);
  await ports.store.transaction(async (tx) => {
    const token = await requireUsableToken(tx, ctx, input);
    if (!(await tx.joinTokens.use(token.id, cellId, ctx.nowMs))) throw used();
    if (input.formerCellId !== null) return await rejoin(tx, ctx, input.formerCellId, input);
    const holder = await tx.cells.findByName(input.name);
    if (holder && holder.revokedAtMs === null) throw nameTaken(input.name, holder.id);
    const pool = token.pool !== null && (await tx.pools.get(token.pool)) ? token.pool : null;
    const { name, advertise: address } = input;
    await tx.cells.insert({
      id: cellId,
      name,
      pool,
      enabled: true,
      address,
      joinedAtMs: ctx.nowMs,
      revokedAtMs: null,
    });
    const details = { name, pool, address, token: token.id };
    await tx.audit.append(ctx, {
      action: 'enrol-cell',
      subject: { kind: 'cell', id: cellId },
      outcome: 'done',
      details,
    });
  });
  ports.cellLinks.refresh();
  return { cellId, certificate, caCertificate: ports.authority.certificate };
}

/** Pool, name and all else stay. */
async function rejoin(
  tx: Store,
  ctx: Context,
  cellId: string,
  { advertise: address, tokenId }: EnrolRequest,
): Promise<void> {
  const cell = await tx.cells.get(cellId);
  if (cell === undefined || cell.revokedAtMs !== null) {
    const message =
      'this machine was a cell that was revoked: `cell-agent join --force` makes it another one';
    throw new DomainError('forbidden', message, { reason: 'cell_revoked' });
  }
  await tx.cells.update(cellId, { address });
  await tx.audit.append(ctx, {
    action: 'rejoin-cell',
    subject: { kind: 'cell', id: cellId },
    outcome: 'done',
    details: { name: cell.name, address, token: tokenId },
  });
}

/** An unknown token and a wrong secret are told alike, after the same comparison. */
async function requireUsableToken(store: Store, ctx: Context, input: EnrolRequest): Promise<JoinTokenRecord> {
  const token = await store.joinTokens.get(input.tokenId);
  const expected = Buffer.from(token?.secretHash ?? hashSecret(''));
  const given = Buffer.from(hashSecret(input.secret));
  const matches = expected.length === given.length && timingSafeEqual(expected, given);
  if (!token || !matches)
    throw new DomainError('forbidden', 'the join token is unknown', { reason: 'join_token_unknown' });
  if (token.usedByCellId !== null) throw used();
  if (token.expiresAtMs <= ctx.nowMs)
    throw new DomainError('forbidden', 'the join token has expired', { reason: 'join_token_expired' });
  return token;
}

function used(): DomainError {
  return new DomainError('conflict', 'the join token was used already', { reason: 'join_token_used' });
}

function nameTaken(name: string, id: string): DomainError {
  return new DomainError('already_exists', `a cell '${name}' has joined already`, {
    reason: 'cell_name_taken',
    subject: { kind: 'cell', id },
  });
}
