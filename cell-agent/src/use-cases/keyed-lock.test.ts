import { expect, test } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

test('tasks of one key follow each other, other keys do not wait', async () => {
  const lock = new KeyedLock();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = lock.run('a', null, async () => {
    order.push('a1 begins');
    await gate.promise;
    order.push('a1 ends');
  });
  const second = lock.run('a', null, async () => void order.push('a2'));
  await lock.run('b', null, async () => void order.push('b'));
  expect(order).toEqual(['a1 begins', 'b']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['a1 begins', 'b', 'a1 ends', 'a2']);
});

test('a failed task lets the next one in; a cancelled waiter never runs', async () => {
  const lock = new KeyedLock();
  const abort = new AbortController();
  const failing = lock.run('a', null, async () => {
    throw new Error('broken');
  });
  let hasRun = false;
  const cancelled = lock.run('a', abort.signal, async () => {
    hasRun = true;
  });
  abort.abort();
  await expect(failing).rejects.toThrow('broken');
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  expect(hasRun).toBe(false);
  await expect(lock.run('a', null, async () => 'fine')).resolves.toBe('fine');
});
