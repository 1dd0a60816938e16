import { expect, test } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { sampleContext, sampleGuest } from '../../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../../test/support/engine-bench.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import { VirtualTiming } from '../../../../test/support/virtual-timing.ts';
import { createEngine } from '../../operations/engine.ts';
import type { CellGateway, LiveView } from '../ports/index.ts';
import { deleteGuestOperation } from './delete-guest.ts';

test('a guest whose cell fell silent in mid-deletion is deleted when the cell is back, however late', async () => {
  await using temporary = await openTemporaryStore();
  const { store } = temporary;
  const guest = sampleGuest();
  await store.guests.insert(guest);
  let isSilent = true;
  const cells: Partial<CellGateway> = {
    deleteGuest: async () => {
      if (isSilent) throw new DomainError('cell_unreachable', 'the cell is away');
    },
  };
  const live: Partial<LiveView> = { forget: () => undefined };
  const timing = new VirtualTiming();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const engine = createEngine({
    ports: { ...enginePorts(store), cells: cells as CellGateway, live: live as LiveView },
    definitions: [deleteGuestOperation],
    log,
    maxParallel: 1,
    timing,
  });
  const input = { guestId: guest.id, cellId: guest.cellId, force: true };
  const subject = { kind: 'guest', id: guest.id };
  const request = { kind: 'delete-guest', subject, input };
  const operation = await store.transaction((tx) => engine.submit(tx, sampleContext(), request));
  engine.start(operation.id);
  await timing.advance(3_600_000);
  expect(await store.guests.get(guest.id)).toMatchObject({ phase: 'deleting' });
  isSilent = false;
  await timing.advance(5_000);
  expect(await store.operations.get(operation.id)).toMatchObject({ state: 'done' });
  expect(await store.guests.get(guest.id)).toBeUndefined();
});
