/** Creating and deleting a guest obey the laws of operations; the cell is a map. Real cells are met in other suites. */

import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest, GuestSpec } from '../../../../proto/src/model.ts';
import { sampleGuest, startMs } from '../../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../../test/support/engine-bench.ts';
import { describeOperationLaws } from '../../../../test/support/operation-laws.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import { toGuestSpec } from '../../domain/guest-spec.ts';
import type { CellGateway, LiveView, Store } from '../ports/index.ts';
import { createGuestOperation } from './create-guest-operation.ts';
import { deleteGuestOperation } from './delete-guest.ts';

const cellId = 'cell-1';
const guest = sampleGuest({ id: '6f1f6a52-8d8c-4d6e-9a39-2f4f6c1d0c11', cellId, phase: 'creating' });

const address = { pool: 'p', side: 'internal', address: 9, holder: { kind: 'guest', id: guest.id } } as const;

function mapCell(guests: Map<string, CellGuest>) {
  const cells: Partial<CellGateway> = {
    async createGuest(_, { operationId, spec }) {
      const there = guests.get(spec.id);
      if (there !== undefined && there.operationId !== operationId)
        throw new DomainError('already_exists', 'taken');
      const made = there ?? onCell(spec, operationId);
      guests.set(spec.id, made);
      return made;
    },
    async deleteGuest(_, { guestId }) {
      guests.delete(guestId);
    },
    async startGuest(_, { guestId }) {
      const there = guests.get(guestId);
      if (there === undefined) throw new DomainError('not_found', 'no such guest');
      const running: CellGuest = { ...there, state: 'running' };
      guests.set(guestId, running);
      return running;
    },
  };
  return cells as CellGateway;
}

function onCell(spec: GuestSpec, operationId: string): CellGuest {
  return {
    spec,
    state: 'stopped',
    stateReason: '',
    operationId,
    addresses: [],
    media: null,
    guestAgentConnected: false,
    startedAtMs: 0,
  };
}

async function makeWorld(prepare: (store: Store, onCell: Map<string, CellGuest>) => Promise<void>) {
  const temporary = await openTemporaryStore();
  const { store } = temporary;
  const guests = new Map<string, CellGuest>();
  const noted = new Set<string>();
  const settings = { gateway: 1, dns: [], provider: 'dhcp', mode: 'internal', createdAtMs: startMs } as const;
  await store.addressPools.insert({ name: 'p', ...settings });
  const live: Partial<LiveView> = {
    note: (_, seen) => void noted.add(seen.spec.id),
    forget: (guestId) => void noted.delete(guestId),
  };
  await prepare(store, guests);
  return {
    ports: { ...enginePorts(store), cells: mapCell(guests), live: live as LiveView },
    subject: { kind: 'guest', id: guest.id },
    state: async () => ({
      guest: await store.guests.get(guest.id),
      demand: await store.guests.demandByCell(),
      addresses: await store.addressPools.allocations('p'),
      noted: [...noted],
      cell: [...guests.values()].map(({ spec, state }) => ({ spec, state })),
    }),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

const placement = { chosen: { cellId, name: 'a' }, scores: [], refused: [] };

describeOperationLaws(createGuestOperation, async () => ({
  ...(await makeWorld(async () => {})),
  input: { guestId: guest.id, cellId, image: null, placement },
  reserve: async (tx: Store) => {
    await tx.guests.insert({ ...guest, createdAtMs: startMs });
    await tx.addressPools.allocate(address);
  },
}));

describeOperationLaws(
  deleteGuestOperation,
  async () => ({
    ...(await makeWorld(async (store, cell) => {
      const ready = { ...guest, phase: 'ready' } as const;
      await store.guests.insert(ready);
      await store.addressPools.allocate(address);
      cell.set(guest.id, onCell(toGuestSpec(ready), 'before'));
    })),
    input: { guestId: guest.id, cellId, force: false },
    reserve: (tx: Store) => tx.guests.setPhase(guest.id, 'deleting'),
  }),
  { pointOfNoReturn: 'delete-on-cell' },
);
