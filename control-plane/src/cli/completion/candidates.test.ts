import { Command } from 'commander';
import { expect, test } from 'vitest';
import { candidates } from './candidates.ts';

const program = new Command('cellar').option('--json');
const guest = program.command('guest');
guest.command('list').option('--pool <name>');
guest.command('delete <guest>');
program.command('group');
program.command('__complete');

test.each([
  [[''], ['group', 'guest']],
  [['gu'], ['guest']],
  [
    ['guest', ''],
    ['delete', 'list'],
  ],
  [['guest', 'l'], ['list']],
  [['--json', 'guest', 'd'], ['delete']],
  [
    ['guest', 'list', '--'],
    ['--help', '--json', '--pool'],
  ],
  [['guest', 'list', '--p'], ['--pool']],
  [['guest', 'delete', 'web', ''], []],
  [['nonsense', ''], []],
])('after %j come %j', (words, expected) => {
  expect(candidates(program, words)).toEqual(expected);
});
