import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type JoinOptions, join } from '../../../cell-agent/src/identity/join.ts';
import { identityPath, loadIdentity } from '../../../cell-agent/src/identity/store.ts';
import { type EnrolServer, startEnrolServer } from './enrol-server.ts';

let server: EnrolServer;
let dataPath: string;
beforeEach(async () => {
  server = await startEnrolServer();
  dataPath = await mkdtemp(joinPath(tmpdir(), 'cellar-join-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(dataPath, { recursive: true, force: true });
});

const joinWith = (token: string, changes: Partial<JoinOptions> = {}) =>
  join({
    token,
    dataPath,
    name: 'cell_000000000001',
    listen: '0.0.0.0',
    port: 5852,
    advertise: null,
    force: false,
    ...changes,
  });

test('a token makes a cell, whose key stays on the machine', async () => {
  const identity = await joinWith(server.token());
  expect(identity).toMatchObject({
    name: 'cell_000000000001',
    advertise: '127.0.0.1:5852',
    controlPlane: server.origin,
  });
  expect(new X509Certificate(identity.certificate).subjectAltName).toBe(`URI:cellar:cell:${identity.cellId}`);
  expect(await loadIdentity(dataPath)).toEqual(identity);
  const [request] = server.enrolled;
  expect(request).toMatchObject({ name: 'cell_000000000001', advertise: '127.0.0.1:5852' });
  expect(JSON.stringify(request)).not.toContain('PRIVATE KEY');
  expect((await stat(identityPath(dataPath))).mode & 0o777).toBe(0o600);
  expect((await stat(joinPath(dataPath, 'identity'))).mode & 0o777).toBe(0o700);
});

test('a new data folder can be searched by all, its identity by its owner only', async () => {
  const fresh = joinPath(dataPath, 'fresh');
  await joinWith(server.token(), { dataPath: fresh });
  expect((await stat(fresh)).mode & 0o777).toBe(0o755);
  expect((await stat(joinPath(fresh, 'identity'))).mode & 0o777).toBe(0o700);
});

test('port 0 chooses one, which the control plane learns and a restart finds', async () => {
  const identity = await joinWith(server.token(), { port: 0, advertise: 'cell-1.example' });
  expect(identity.port).toBeGreaterThanOrEqual(20_000);
  expect(server.enrolled[0]?.advertise).toBe(`cell-1.example:${identity.port}`);
});

test('an address that does not answer is passed over', async () => {
  const token = server.token({ addresses: ['https://127.0.0.1:1', server.origin] });
  await expect(joinWith(token)).resolves.toMatchObject({ controlPlane: server.origin });
});

test('a second membership needs force, and force gives a new key', async () => {
  const first = await joinWith(server.token());
  const second = server.token();
  await expect(joinWith(second)).rejects.toMatchObject({ code: 'conflict', reason: 'already_joined' });
  const forced = await joinWith(second, { force: true });
  expect(forced.cellId).not.toBe(first.cellId);
  expect(forced.key).not.toBe(first.key);
});

test('used, expired and unknown tokens are told apart', async () => {
  const token = server.token();
  await joinWith(token);
  const anew = { force: true };
  await expect(joinWith(token, anew)).rejects.toMatchObject({
    reason: 'join_token_used',
    message: expect.stringContaining('used already'),
  });
  const old = server.token();
  server.expire(old);
  await expect(joinWith(old, anew)).rejects.toMatchObject({
    reason: 'join_token_expired',
    message: expect.stringContaining('expired'),
  });
  await using other = await startEnrolServer();
  const unknown = other.token({ addresses: [server.origin], caFingerprint: server.authority.fingerprint });
  await expect(joinWith(unknown, anew)).rejects.toMatchObject({
    reason: 'join_token_unknown',
    message: expect.stringContaining('does not know'),
  });
});

test('a server of another CA learns nothing of the token', async () => {
  await using impostor = await startEnrolServer();
  const token = server.token({ addresses: [impostor.origin] });
  await expect(joinWith(token)).rejects.toMatchObject({ code: 'forbidden', reason: 'wrong_ca' });
  expect(impostor.enrolled).toEqual([]);
  expect(await loadIdentity(dataPath)).toBeNull();
});

test('a cell of the installation can not pose as its control plane', async () => {
  await using cell = await startEnrolServer('cellar:cell:other');
  await expect(joinWith(cell.token())).rejects.toMatchObject({ reason: 'not_control_plane' });
  expect(cell.enrolled).toEqual([]);
});

test('an unreachable control plane is named, and what is no token is refused', async () => {
  const token = server.token({ addresses: ['https://127.0.0.1:1'] });
  await expect(joinWith(token)).rejects.toMatchObject({
    code: 'cell_unreachable',
    message: expect.stringContaining('127.0.0.1:1'),
  });
  await expect(joinWith('hello')).rejects.toMatchObject({ code: 'invalid', reason: 'bad_join_token' });
});
