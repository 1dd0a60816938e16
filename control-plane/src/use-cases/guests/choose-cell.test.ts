import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleCell } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Ports } from '../ports/index.ts';
import { chooseCell } from './choose-cell.ts';

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const silent = { live: { cell: () => undefined }, limits: { overcommit: 3 } } as unknown as Pick<
  Ports,
  'live' | 'limits'
>;

test('a refusal names the first cells with their reasons, and counts the others by reason; the details have all', async () => {
  const { store } = temporary;
  for (let n = 10; n < 30; n += 1) await store.cells.insert(sampleCell({ name: `c${n}`, enabled: n < 25 }));
  const request = { cores: 1, memoryBytes: 1, diskBytes: 1 };
  const group = { groupId: 'g', antiAffinity: '' };
  const refused = store.transaction((tx) => chooseCell(tx, silent, 'default', request, group));
  const named = ['c10', 'c11', 'c12', 'c13', 'c14', 'c15', 'c16', 'c17'].map(
    (name) => `cell '${name}' is lost`,
  );
  await expect(refused).rejects.toMatchObject({
    code: 'no_capacity',
    reason: 'no_cell_fits',
    message: `no cell fulfills the resource requirement: ${named.join(', ')}, 7 more lost, 5 more disabled`,
    details: { cells: expect.toSatisfy((cells: readonly unknown[]) => cells.length === 20) },
  });
});
