import { expect, test } from 'vitest';
import { commandFence } from './fence.ts';

const cell = { name: "a b'$(id)", address: '[fd00::1]:5852' };
const script = (text: string, ...words: string[]) => [process.execPath, '-e', text, ...words];

test('without a command nothing is cut off', () => {
  expect(commandFence([], 1_000).cut).toBeNull();
});

test('the cell’s name and host are words of the command, whatever they hold', async () => {
  const check = `process.exit(process.argv[1] === "on ${cell.name}" && process.argv[2] === 'fd00::1' ? 0 : 3)`;
  await commandFence(script(check, 'on {cell}', '{address}'), 30_000).cut?.(cell);
});

test.each([
  [
    'ends with another code',
    script('console.error("no\\npower switch"); process.exit(4)'),
    'it ended with code 4: power switch',
  ],
  ['is not there', ['/nowhere/fence'], 'it could not be run (ENOENT)'],
])('a command that %s has failed, and says how', async (_, words, message) => {
  await expect(commandFence(words, 30_000).cut?.(cell)).rejects.toMatchObject({
    reason: 'fencing_failed',
    message,
  });
});

test('a command that does not end is killed and has failed', async () => {
  const fence = commandFence(script('setInterval(() => undefined, 1000)'), 200);
  await expect(fence.cut?.(cell)).rejects.toMatchObject({ message: 'it took longer than 0.2 s' });
});
