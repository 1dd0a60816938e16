import { expect, test } from 'vitest';
import type { LongCallOptions } from '../use-cases/ports.ts';
import { SharedDownloads } from './shared-downloads.ts';

const caller = (signal: AbortSignal): LongCallOptions => ({ signal, onProgress: () => undefined });

test('one caller who leaves does not end the work of the others; the last one does', async () => {
  const downloads = new SharedDownloads<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  let inner: AbortSignal | undefined;
  const work = ({ signal }: LongCallOptions) => {
    inner = signal;
    return new Promise<string>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('let go'))),
    );
  };
  const a = downloads.join('x', caller(first.signal), work);
  const b = downloads.join('x', caller(second.signal), work);
  const [aLeft, bLeft] = [expect(a).rejects.toThrow('a leaves'), expect(b).rejects.toThrow('b leaves')];
  await Promise.resolve();
  first.abort(new Error('a leaves'));
  await aLeft;
  expect(inner?.aborted).toBe(false);
  second.abort(new Error('b leaves'));
  await bLeft;
  expect(inner?.aborted).toBe(true);
});

test('who comes after an abort waits for the old work to let go, then works himself', async () => {
  const downloads = new SharedDownloads<string>();
  const abort = new AbortController();
  const letGo = Promise.withResolvers<string>();
  const order: string[] = [];
  const first = downloads.join('x', caller(abort.signal), async () => await letGo.promise);
  const left = expect(first).rejects.toThrow('leave');
  await Promise.resolve();
  abort.abort(new Error('leave'));
  await left;
  const second = downloads.join('x', caller(new AbortController().signal), async () => {
    order.push('second');
    return 'done';
  });
  order.push('first lets go');
  letGo.resolve('late');
  await expect(second).resolves.toBe('done');
  expect(order).toEqual(['first lets go', 'second']);
});
