import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import { type Current, define, defineAndStart, expectFailure } from './context.ts';

/** Takes one after the other. */
async function take(hypervisor: Hypervisor, guestId: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await hypervisor.createSnapshot(guestId, { name, description: `of ${name}`, operationId: `op-${name}` });
  }
}

/** Each snapshot as `name<parent`, the current one with a star. */
async function treeOf(hypervisor: Hypervisor, guestId: string): Promise<string[]> {
  const snapshots = await hypervisor.listSnapshots(guestId);
  return snapshots.map(({ name, parent, current }) => `${name}<${parent}${current ? '*' : ''}`);
}

export function snapshotTests(current: Current): void {
  describe('snapshots', () => {
    test('a fresh guest has none; each new one goes on from the one before', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      expect(await hypervisor.listSnapshots(id)).toEqual([]);
      const before = Date.now();
      await take(hypervisor, id, 'origin', 'next');
      const [next, origin] = await hypervisor.listSnapshots(id);
      expect(origin).toEqual({
        name: 'origin',
        description: 'of origin',
        operationId: 'op-origin',
        createdAtMs: expect.any(Number),
        running: false,
        parent: '',
        current: false,
      });
      expect(Math.abs((origin?.createdAtMs ?? 0) - before)).toBeLessThan(60_000);
      expect(next).toMatchObject({ name: 'next', parent: 'origin', current: true });
    });

    test('after a restore the tree branches', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      await take(hypervisor, id, 'a', 'b');
      await hypervisor.restoreSnapshot(id, 'a', randomUUID());
      expect(await treeOf(hypervisor, id)).toEqual(['a<*', 'b<a']);
      await take(hypervisor, id, 'c', 'd');
      expect(await treeOf(hypervisor, id)).toEqual(['a<', 'b<a', 'c<a', 'd<c*']);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
    });

    test('children of a deleted one go to its parent, and so does the mark of the current one', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      await take(hypervisor, id, 'a', 'b', 'c', 'd');
      await hypervisor.deleteSnapshot(id, 'b');
      expect(await treeOf(hypervisor, id)).toEqual(['a<', 'c<a', 'd<c*']);
      await hypervisor.deleteSnapshot(id, 'd');
      await hypervisor.deleteSnapshot(id, 'd');
      expect(await treeOf(hypervisor, id)).toEqual(['a<', 'c<a*']);
      await hypervisor.deleteSnapshot(id, 'a');
      await hypervisor.deleteSnapshot(id, 'c');
      expect(await treeOf(hypervisor, id)).toEqual([]);
    });

    test('names and descriptions come back as they were given', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      const names = ['1', '2', '.hidden', '-dash', '__proto__', 'a.xml', 'x'.repeat(64)];
      const description = '</description><&"\' \u0001\r\n\t\u{1f4f7} {"operation":"x"}';
      for (const name of names) {
        await hypervisor.createSnapshot(id, { name, description, operationId: '<op>&' });
      }
      const snapshots = await hypervisor.listSnapshots(id);
      expect(snapshots.map(({ name }) => name)).toEqual([...names].sort());
      for (const snapshot of snapshots) expect(snapshot).toMatchObject({ description, operationId: '<op>&' });
      for (const name of ['2', '.hidden', '1']) {
        await hypervisor.restoreSnapshot(id, name, randomUUID());
        expect((await hypervisor.listSnapshots(id)).find((one) => one.current)?.name).toBe(name);
      }
      for (const name of names) await hypervisor.deleteSnapshot(id, name);
      expect(await hypervisor.listSnapshots(id)).toEqual([]);
    });

    test('a name is taken once', async () => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await take(context.hypervisor, id, 'a');
      await expect(take(context.hypervisor, id, 'a')).rejects.toMatchObject({ name: 'DomainError' });
      expect(await treeOf(context.hypervisor, id)).toEqual(['a<*']);
    });

    test('unknown guests and snapshots are told as such', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      await expectFailure(hypervisor.listSnapshots(randomUUID()), 'not_found');
      await expectFailure(take(hypervisor, randomUUID(), 'a'), 'not_found');
      await expectFailure(hypervisor.restoreSnapshot(id, 'none', randomUUID()), 'not_found');
      await expectFailure(hypervisor.restoreSnapshot(randomUUID(), 'a', randomUUID()), 'not_found');
      await expectFailure(hypervisor.deleteSnapshot(randomUUID(), 'a'), 'not_found');
    });

    test('a running guest goes on, and comes back running from being off or on', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await defineAndStart(context);
      await take(hypervisor, id, 'live');
      expect(await hypervisor.listSnapshots(id)).toMatchObject([{ name: 'live', running: true }]);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', stateReason: '' });
      await hypervisor.restoreSnapshot(id, 'live', randomUUID());
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', stateReason: '' });
      await hypervisor.destroyGuest(id);
      await take(hypervisor, id, 'still');
      await hypervisor.restoreSnapshot(id, 'live', randomUUID());
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', stateReason: '' });
      await hypervisor.destroyGuest(id);
      await hypervisor.restoreSnapshot(id, 'still', randomUUID());
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
      expect(await treeOf(hypervisor, id)).toEqual(['live<', 'still<live*']);
    });

    test('a guest goes with its snapshots, and one of the same id begins without', async () => {
      const context = current();
      const { hypervisor } = context;
      const spec = await define(context, context.newSpec());
      await take(hypervisor, spec.id, 'a', 'b');
      await hypervisor.undefineGuest(spec.id);
      await hypervisor.deleteDisks(spec.id);
      await define(context, spec);
      expect(await hypervisor.listSnapshots(spec.id)).toEqual([]);
    });
  });
}
