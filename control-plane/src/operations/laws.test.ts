import { sampleGuest } from '../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../test/support/engine-bench.ts';
import { describeOperationLaws } from '../../../test/support/operation-laws.ts';
import { openTemporaryStore } from '../../../test/support/temporary-store.ts';
import type { OperationDefinition } from './step.ts';

const guest = sampleGuest({ id: '6f1f6a52-8d8c-4d6e-9a39-2f4f6c1d0c11', phase: 'creating' });
const shelves = new WeakMap<object, Set<string>>();

/** Reserves a row, puts a box on a shelf, makes the row ready. */
const stow: OperationDefinition<{ shelf: string }> = {
  kind: 'stow',
  cancellable: true,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 5_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports }) => {
        if ((await ports.store.guests.get(guest.id)) === undefined) await ports.store.guests.insert(guest);
      },
      undo: async ({ ports }) => ports.store.guests.remove(guest.id),
    },
    {
      name: 'put',
      timeoutMs: 5_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, input }) => {
        shelves.get(ports.store)?.add(input.shelf);
        return { place: 7 };
      },
      undo: async ({ ports, input }) => {
        shelves.get(ports.store)?.delete(input.shelf);
      },
    },
    {
      name: 'release',
      timeoutMs: 5_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, results }) => {
        const { place } = results.put as { place: number };
        if (place !== 7) throw new Error('the result of an earlier step is not there');
        await ports.store.guests.setPhase(guest.id, 'ready');
      },
    },
  ],
};

async function makeWorld() {
  const temporary = await openTemporaryStore();
  const { store } = temporary;
  shelves.set(store, new Set());
  return {
    ports: enginePorts(store),
    subject: { kind: 'guest', id: guest.id },
    input: { shelf: 'top' },
    state: async () => ({
      guest: await store.guests.get(guest.id),
      demand: await store.guests.demandByCell(),
      shelf: [...(shelves.get(store) ?? [])],
    }),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

describeOperationLaws(stow, makeWorld);
