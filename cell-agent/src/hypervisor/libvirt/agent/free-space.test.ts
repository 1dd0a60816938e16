import { expect, test, vi } from 'vitest';
import { FreeSpace, freeBytesOf } from './free-space.ts';

const fileSystem = (index: number, name: string, total: bigint, used: bigint, disks = 1) => ({
  [`fs.${index}.name`]: name,
  [`fs.${index}.total-bytes`]: total,
  [`fs.${index}.used-bytes`]: used,
  [`fs.${index}.disk.count`]: disks,
});

test('file systems on disks are added up, each once', () => {
  const fields = {
    'fs.count': 4,
    ...fileSystem(0, 'vda1', 1000n, 400n),
    ...fileSystem(1, 'vda1', 1000n, 400n),
    ...fileSystem(2, 'vdb', 50n, 50n),
    ...fileSystem(3, 'tmpfs', 9999n, 0n, 0),
  };
  expect(freeBytesOf(fields)).toBe(600);
  expect(freeBytesOf({ ...fields, ...fileSystem(2, 'vdb', 50n, 20n) })).toBe(630);
});

test('an agent that tells no sizes, or nothing, leaves it unknown', () => {
  expect(freeBytesOf({ 'fs.count': 1, 'fs.0.name': 'vda1', 'fs.0.disk.count': 1 })).toBe(0);
  expect(freeBytesOf({})).toBe(0);
});

test('an agent that hangs is asked once, holds nobody up, and is forgotten when it goes', async () => {
  vi.useFakeTimers();
  try {
    const asked: string[] = [];
    const answers = Promise.withResolvers<null>();
    const ask = <T>(guestId: string): Promise<T | null> => {
      asked.push(guestId);
      return answers.promise;
    };
    using space = new FreeSpace({ ask });
    space.follow('a');
    space.follow('a');
    await vi.advanceTimersByTimeAsync(100_000);
    expect(asked).toEqual(['a']);
    expect(space.get('a')).toBe(0);
    space.follow('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['a', 'b']);
    answers.resolve(null);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
    space.forget('a');
    space.forget('b');
    await vi.advanceTimersByTimeAsync(100_000);
    expect(asked).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});
