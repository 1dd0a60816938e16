import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CellSide, openCellSide } from '../../../../test/support/cell-listener.ts';
import { sampleContext, sampleGuest, startMs } from '../../../../test/support/domain-samples.ts';
import { systemActor } from '../../domain/actor.ts';
import { createJoinToken } from './create-join-token.ts';
import { listJoinTokens } from './list-join-tokens.ts';
import { revokeCell } from './revoke-cell.ts';
import { revokeJoinToken } from './revoke-join-token.ts';

let side: CellSide;
beforeAll(async () => {
  side = await openCellSide();
});
afterAll(() => side[Symbol.asyncDispose]());
const ctx = sampleContext();

const audited = async () => (await side.store.audit.list({ limit: 1, offset: 0 }))[0]?.action;

test('all need the right to manage cells', async () => {
  const guest = sampleContext({ actor: { ...systemActor, via: 'nano', menus: ['instance'] } });
  const calls = [
    createJoinToken(side.ports, guest, {}),
    listJoinTokens(side.ports, guest),
    revokeJoinToken(side.ports, guest, { tokenId: 'x' }),
    revokeCell(side.ports, guest, { cellId: 'x' }),
  ];
  for (const call of calls)
    await expect(call).rejects.toMatchObject({ code: 'forbidden', reason: 'missing_right' });
});

describe('join tokens', () => {
  beforeEach(async () => {
    for (const { id } of await side.store.joinTokens.list()) await side.store.joinTokens.remove(id);
  });

  test('are valid for three hours, or for as long as asked', async () => {
    expect(await createJoinToken(side.ports, ctx, {})).toMatchObject({ expiresAtMs: startMs + 10_800_000 });
    expect(await createJoinToken(side.ports, ctx, { validForMs: 5 })).toMatchObject({
      expiresAtMs: startMs + 5,
    });
    expect(await audited()).toBe('create-join-token');
    for (const validForMs of [0, -1, 1.5, Number.NaN, 8 * 86_400_000]) {
      const call = createJoinToken(side.ports, ctx, { validForMs });
      await expect(call).rejects.toMatchObject({ code: 'invalid', reason: 'bad_validity' });
    }
  });

  test('name a pool that exists', async () => {
    const call = createJoinToken(side.ports, ctx, { pool: 'nowhere' });
    await expect(call).rejects.toMatchObject({ code: 'not_found', reason: 'pool_not_found' });
    expect(await listJoinTokens(side.ports, ctx)).toEqual([]);
  });

  test('are listed with their state until they are revoked', async () => {
    const { id } = await createJoinToken(side.ports, ctx, { validForMs: 10 });
    expect(await listJoinTokens(side.ports, ctx)).toMatchObject([{ id, state: 'usable', pool: null }]);
    expect(await listJoinTokens(side.ports, sampleContext({ nowMs: startMs + 10 }))).toMatchObject([
      { state: 'expired' },
    ]);
    await side.store.joinTokens.use(id, 'cell-1', startMs);
    expect(await listJoinTokens(side.ports, ctx)).toMatchObject([{ state: 'used', usedByCellId: 'cell-1' }]);
    await revokeJoinToken(side.ports, ctx, { tokenId: id });
    expect(await audited()).toBe('revoke-join-token');
    expect(await listJoinTokens(side.ports, ctx)).toEqual([]);
    await expect(revokeJoinToken(side.ports, ctx, { tokenId: id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('revoking a cell', () => {
  test('is for good, is audited and tells the links', async () => {
    const { cell } = await side.addCell();
    const before = side.refreshes.count;
    await revokeCell(side.ports, ctx, { cellId: cell.id });
    expect(await side.store.cells.get(cell.id)).toMatchObject({ revokedAtMs: startMs, pool: null });
    expect(await audited()).toBe('revoke-cell');
    expect(side.refreshes.count).toBe(before + 1);
    await expect(revokeCell(side.ports, ctx, { cellId: cell.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('with guests on it takes force, and leaves the guests', async () => {
    const { cell } = await side.addCell();
    const guest = sampleGuest({ cellId: cell.id });
    await side.store.guests.insert(guest);
    const call = revokeCell(side.ports, ctx, { cellId: cell.id });
    await expect(call).rejects.toMatchObject({
      code: 'conflict',
      reason: 'cell_has_guests',
      details: { guests: 1 },
    });
    await revokeCell(side.ports, ctx, { cellId: cell.id, force: true });
    expect(await side.store.guests.get(guest.id)).toMatchObject({ cellId: cell.id });
  });
});
