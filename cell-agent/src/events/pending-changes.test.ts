import { expect, test } from 'vitest';
import { PendingChanges } from './pending-changes.ts';

const changed = (guestId: string) => ({ type: 'guest_changed', guestId }) as const;

test('an inventory comes first, then each guest once in order of its first change', () => {
  const pending = new PendingChanges();
  pending.add(changed('told by the inventory'));
  expect(pending.take()).toEqual({ type: 'inventory' });
  for (const guestId of ['a', 'b', 'a']) pending.add(changed(guestId));
  expect(pending.take()).toEqual({ type: 'guest', guestId: 'a' });
  pending.add(changed('a'));
  expect(pending.take()).toEqual({ type: 'guest', guestId: 'b' });
  expect(pending.take()).toEqual({ type: 'guest', guestId: 'a' });
  expect(pending.take()).toBeNull();
});

test('too much for a slow subscriber becomes one inventory', () => {
  const pending = new PendingChanges(3);
  pending.take();
  for (const guestId of ['a', 'b', 'c', 'd']) pending.add(changed(guestId));
  expect(pending.take()).toEqual({ type: 'inventory' });
  expect(pending.take()).toBeNull();
});

test('newer statistics replace those not sent, and come after changes', () => {
  const pending = new PendingChanges();
  pending.take();
  const warning = (atMs: number) => ({ atMs, type: 'warning', code: 'x', message: '', guestId: '' }) as const;
  pending.setStatistics(warning(1));
  pending.setStatistics(warning(2));
  pending.add(changed('a'));
  expect(pending.take()).toEqual({ type: 'guest', guestId: 'a' });
  expect(pending.take()).toEqual({ type: 'statistics', statistics: warning(2) });
  expect(pending.take()).toBeNull();
});

test('while the hypervisor is lost nothing is told but that, and then all anew', () => {
  const pending = new PendingChanges();
  pending.take();
  pending.add(changed('a'));
  pending.add({ type: 'disconnected', message: 'gone' });
  pending.add({ type: 'disconnected', message: 'still gone' });
  expect(pending.take()).toEqual({ type: 'lost', message: 'gone' });
  pending.add(changed('b'));
  expect(pending.take()).toBeNull();
  pending.add({ type: 'connected' });
  expect(pending.take()).toEqual({ type: 'inventory' });
  expect(pending.take()).toBeNull();
});
