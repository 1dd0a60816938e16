/** Trust in cells, with the programs themselves: who may join, and what a revocation ends. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeJoinToken, encodeJoinToken } from '../../proto/src/join-token.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { devProgram } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const run = promisify(execFile);
const agent = resolve(import.meta.dirname, '../../dist/cell-agent.js');
let cluster: RunningDevCluster;
let other: RunningDevCluster;
let user: DevUser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-joining-'));
  [cluster, other] = await Promise.all([
    startDevCluster({ cells: 2, hypervisor: 'fake' }),
    startDevCluster({ cells: 0, hypervisor: 'fake' }),
  ]);
  user = await DevUser.login(cluster);
});
afterAll(async () => {
  await Promise.all([cluster?.stop(), other?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const newToken = async (issuer: DevUser): Promise<string> => {
  const answer = await issuer.nano.raw('POST', '/cellar/v1/join-tokens', {});
  return ((await answer.json()) as Json).join_token.token;
};
const joinWith = (token: string, name: string) =>
  run(process.execPath, [agent, 'join', token, '--hypervisor', 'fake', '--data', join(folder, name)], {
    env: {
      ...process.env,
      CELLAR_AGENT_NAME: name,
      CELLAR_AGENT_PORT: '0',
      CELLAR_AGENT_ADVERTISE: '127.0.0.1',
    },
  });
const refused = (reason: RegExp) => ({ code: 1, stderr: expect.stringMatching(reason) });
const cellNames = async (): Promise<string[]> =>
  (await user.cellar('GET', '/cells')).body.cells.map(({ name }: Json) => name);

test('a token is good for one cell of its own installation', async () => {
  const token = await newToken(user);
  await joinWith(token, 'joined');
  expect(await cellNames()).toEqual(['cell1', 'cell2', 'joined']);
  await expect(joinWith(token, 'late')).rejects.toMatchObject(refused(/used already/));
  await expect(joinWith('cellar1.garbage', 'late')).rejects.toMatchObject(refused(/token/));
  await expect(joinWith(`${token.slice(0, -8)}AAAAAAAA`, 'late')).rejects.toMatchObject(refused(/./));
  expect(await cellNames()).toEqual(['cell1', 'cell2', 'joined']);
});

test("a token of another installation does not open this one, and this one's secret stays here", async () => {
  const [mine, theirs] = await Promise.all([newToken(user), newToken(await DevUser.login(other))]);
  const crossed = crossTokens(mine, theirs);
  await expect(joinWith(crossed, 'stranger')).rejects.toMatchObject(refused(/authority|certificate|CA/i));
  expect(await cellNames()).not.toContain('stranger');
});

/** The first one with the addresses of the second one: as if someone answered in the place of the first. */
function crossTokens(mine: string, theirs: string): string {
  return encodeJoinToken({ ...decodeJoinToken(mine), addresses: decodeJoinToken(theirs).addresses });
}

test('a revoked cell is cut off at once, and what was under way on it is undone', async () => {
  await user.nano.succeed('PUT', '/compute_pool_cells/default/cell1', { enable: false });
  process.kill(devProgram(cluster.data, 'cell2'), 'SIGSTOP');
  const { data } = await user.submit('halfway');
  const [operation] = await user.operations('&kind=create-guest');
  await poll('it is on its way to the cell', async () => {
    const { body } = await user.cellar('GET', `/operations/${operation.id}`);
    return body.operation.steps[1].state === 'done';
  });
  const answer = await user.nano.raw('POST', '/cellar/v1/cells/cell2/revoke', { force: true });
  expect(answer.status).toBe(200);
  const { body } = await user.cellar('GET', `/operations/${operation.id}?wait=30`);
  expect(body.operation).toMatchObject({ state: 'failed' });
  process.kill(devProgram(cluster.data, 'cell2'), 'SIGCONT');
  expect(await user.guests()).toEqual([]);
  expect(await user.nano.fail('GET', `/guests/${data.id}`)).not.toBe('');
  expect(await cellNames()).not.toContain('cell2');
});
