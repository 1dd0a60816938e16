/** `cellar policy`, `cellar guest policy` and `cellar guest batch`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellarWords } from '../../support/cellar-words.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';

let cloud: ControlPlane;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const { run, ok, json } = cellarWords(() => cloud);
const size = ['--memory', '64M', '--disk', '8M'];

test('a policy group has its rules in order', async () => {
  await ok('policy', 'create', 'fence', '--global', 'on', '--default', 'reject');
  await ok('policy', 'rule', 'add', 'fence', '--port', '22', '--from', '10.0.0.0/8');
  await ok('policy', 'rule', 'add', 'fence', '--protocol', 'icmp', '--reject');
  await ok('policy', 'rule', 'move', 'fence', '1', 'up');
  await ok('policy', 'rule', 'set', 'fence', '1', '--port', '2222', '--interface', '1');
  const ssh = { action: 'accept', protocol: 'tcp', to_port: 2222, from_address: '10.0.0.0/8', interface: 1 };
  const ping = { action: 'reject', protocol: 'icmp', to_port: 0 };
  expect(await json('policy', 'rule', 'list', 'fence')).toEqual([
    { position: 0, ...ping },
    { position: 1, ...ssh },
  ]);
  const shown = await run('policy', 'rule', 'list', 'fence');
  expect(shown.out).toMatch(/^POSITION +ACTION .*\n0 +reject +icmp +any +any +all\n1 +accept +tcp +2222 /);
  expect(shown.err).toBe('all else: reject\n');
  await ok('policy', 'set', 'fence', '--enabled', 'off', '--description', 'of the test');
  const changed = { enabled: false, global: true, default_action: 'reject', description: 'of the test' };
  expect(await json('policy', 'show', 'fence')).toMatchObject({ ...changed, rules: [ping, ssh] });
  await ok('policy', 'rule', 'remove', 'fence', '0');
  const { position: _, ...left } = (await json('policy', 'rule', 'list', 'fence'))[0];
  expect(left).toEqual(ssh);
});

test('what is wrong with a rule or its place is told by the exit code', async () => {
  await ok('policy', 'create', 'strict');
  await ok('policy', 'rule', 'add', 'strict', '--port', '80');
  for (const [words, code] of [
    [['rule', 'remove', 'strict', '7'], 3],
    [['rule', 'set', 'strict', '7', '--port', '1'], 3],
    [['rule', 'add', 'strict', '--port', '80'], 5],
    [['rule', 'add', 'strict', '--port', '70000'], 1],
    [['rule', 'add', 'strict', '--port', '81', '--accept', '--reject'], 1],
    [['rule', 'move', 'strict', '0', 'sideways'], 1],
    [['rule', 'move', 'strict'], 2],
    [['set', 'strict', '--enabled', 'maybe'], 1],
    [['create', 'strict'], 5],
    [['rule', 'list', 'none'], 3],
  ] as const)
    expect([words, (await run('policy', ...words)).code]).toEqual([words, code]);
  await ok('policy', 'delete', 'strict');
  expect((await run('policy', 'show', 'strict')).code).toBe(3);
});

test('a guest has a policy of its own', async () => {
  await ok('guest', 'create', 'fenced', '--wait', ...size);
  await ok('guest', 'policy', 'rule', 'add', 'fenced', '--port', '443');
  await ok('guest', 'policy', 'rule', 'add', 'fenced', '--port', '22');
  await ok('guest', 'policy', 'rule', 'move', 'fenced', '0', 'down');
  await ok('guest', 'policy', 'default', 'fenced', 'reject');
  const [ssh, web] = [22, 443].map((to_port) => ({ action: 'accept', protocol: 'tcp', to_port }));
  const rules = [ssh, web];
  expect(await json('guest', 'policy', 'show', 'fenced')).toEqual({ default_action: 'reject', rules });
  await ok('guest', 'policy', 'rule', 'set', 'fenced', '0', '--reject');
  await ok('guest', 'policy', 'rule', 'remove', 'fenced', '1');
  const left = { position: 0, ...ssh, action: 'reject' };
  expect(await json('guest', 'policy', 'rule', 'list', 'fenced')).toEqual([left]);
  expect((await run('guest', 'policy', 'default', 'fenced', 'perhaps')).code).toBe(1);
  expect((await run('guest', 'policy', 'show', 'none')).code).toBe(3);
});

test('many guests are created, stopped and deleted at once', async () => {
  expect(await ok('guest', 'batch', 'create', 'row', '--count', '2', '--wait', ...size)).toMatch(
    /^NAME +STATUS .*\nrow_0 +created +100 % .*\nrow_1 +created +100 % /,
  );
  const { id } = await json('guest', 'batch', 'create', 'row', '--count', '3', ...size);
  const ended = await run('--json', 'guest', 'batch', 'show', id, '--wait');
  expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('2 of 3 failed') });
  expect(JSON.parse(ended.out)).toMatchObject([
    { name: 'row_0', status: 'fail', error: expect.stringContaining('row_0') },
    { status: 'fail' },
    { name: 'row_2', status: 'created' },
  ]);
  expect((await run('guest', 'batch', 'show', id)).code).toBe(0);
  await ok('guest', 'start', 'row_0');
  const stopped = await json('guest', 'batch', 'stop', 'row_0', '--force', '--wait');
  expect(stopped).toMatchObject([{ status: 'stopped' }]);
  await ok('guest', 'batch', 'delete', 'row_0', 'row_1', 'row_2', '--wait');
  expect(await json('guest', 'list', '--keyword', 'row_')).toEqual([]);
  expect((await run('guest', 'batch', 'show', 'none')).code).toBe(3);
  expect((await run('guest', 'batch', 'create', 'row', ...size)).code).toBe(1);
});
