import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectCell } from '../../support/cell-client.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import type { Certificate } from '../../support/throwaway-pki.ts';
import { runAgent, runAgentBy, startAgent } from './agent-process.ts';
import { type EnrolServer, startEnrolServer } from './enrol-server.ts';
import { sendFrom, serveImage } from './image-server.ts';

let server: EnrolServer;
let controlPlane: Certificate;
let data: string;
beforeEach(async () => {
  server = await startEnrolServer();
  controlPlane = await server.authority.issue('cellar:control-plane');
  data = await mkdtemp(join(tmpdir(), 'cellar-process-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
});

const connect = (port: number) => connectCell(port, server.authority.certificate, controlPlane);
const fake = () => ['--hypervisor', 'fake', '--data', data];

test('an agent that has not joined says how to', async () => {
  const { exitCode, stderr } = await runAgent('run', ...fake());
  expect(exitCode).toBe(1);
  expect(stderr).toContain('cell-agent join TOKEN');
});

test('join, run, be called, stop; guests outlive the agent', async () => {
  const joined = await runAgent('join', server.token(), ...fake());
  expect(joined).toMatchObject({ exitCode: 0, stderr: '' });
  expect(joined.stdout).toContain('joined as cell_');
  const again = await runAgent('join', server.token(), ...fake());
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(again.stderr).toContain('--force');

  const spec = guestSpec();
  await using first = await startAgent(1, 'run', '--json', ...fake());
  const [cell] = first.cells;
  if (cell === undefined) throw new Error('no cell');
  {
    using client = connect(cell.port);
    await client.long('createGuest', { operationId: 'op', spec });
    await client.call('startGuest', { operationId: 'op', guestId: spec.id, boot: { type: 'disk' } });
  }
  expect(await first.stop('SIGTERM')).toBe(0);
  await using second = await startAgent(1, '--json', ...fake());
  expect(second.cells[0]).toMatchObject({ cellId: cell.cellId, port: cell.port, cell: cell.cell });
  using client = connect(cell.port);
  await expect(client.call('getGuest', { guestId: spec.id })).resolves.toMatchObject({ state: 'running' });
});

test('run --join joins at the first start and ignores the token later', async () => {
  const token = server.token();
  await using first = await startAgent(1, 'run', '--json', '--join', token, ...fake());
  await first.stop('SIGTERM');
  await using second = await startAgent(1, 'run', '--json', '--join', token, ...fake());
  expect(second.cells[0]?.cellId).toBe(first.cells[0]?.cellId);
});

test('cells that joined before a start was cut short leave the unused tokens to the others', async () => {
  const tokens = join(data, 'tokens');
  await writeFile(tokens, [server.token(), server.token(), server.token()].join('\n'));
  const run = ['--join', tokens, ...fake()];
  await using first = await startAgent(2, 'run', '--json', '--cells', '2', ...run);
  await first.stop('SIGKILL');
  await using second = await startAgent(3, 'run', '--json', '--cells', '3', ...run);
  expect(second.cells.slice(0, 2).map(({ cellId }) => cellId)).toEqual(
    first.cells.map(({ cellId }) => cellId),
  );
  await second.stop('SIGTERM');
  await rm(tokens);
  await using third = await startAgent(3, 'run', '--json', '--cells', '3', ...run);
  expect(third.cells).toHaveLength(3);
});

test('many fake cells share one process, each with its own certificate, port and guests', async () => {
  const tokens = join(data, 'tokens');
  await writeFile(tokens, [server.token(), server.token(), server.token()].join('\n'));
  await using agent = await startAgent(3, 'run', '--json', '--cells', '3', '--join', tokens, ...fake());
  const { cells } = agent;
  expect(new Set(cells.map(({ pid }) => pid)).size).toBe(1);
  for (const key of ['cell', 'cellId', 'port', 'consolePort'] as const) {
    expect(new Set(cells.map((cell) => cell[key])).size).toBe(3);
  }
  const [one, two] = cells;
  if (one === undefined || two === undefined) throw new Error('no cells');
  using first = connect(one.port);
  using second = connect(two.port);
  await first.long('createGuest', { operationId: 'op', spec: guestSpec() });
  await expect(first.call('describeCell', undefined)).resolves.toMatchObject({
    cellId: one.cellId,
    name: one.cell,
  });

  const content = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), randomBytes(100_000)]);
  await using images = await serveImage(server.authority, controlPlane, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const pull = {
    operationId: 'op',
    imageId: 'i',
    sha256,
    sizeBytes: content.length,
    format: 'qcow2',
    url: images.url,
  } as const;
  await Promise.all([first.long('pullImage', pull), second.long('pullImage', pull)]);
  expect(images.requests).toHaveLength(1);
  await first.call('removeImage', { operationId: 'op', sha256 });
  const spec = guestSpec({ disks: [{ sizeBytes: 1 << 20, imageSha256: sha256, clone: 'linked' }] });
  await expect(second.long('createGuest', { operationId: 'op', spec })).resolves.toMatchObject({
    state: 'stopped',
  });
  await expect(first.long('createGuest', { operationId: 'op', spec })).rejects.toMatchObject({
    reason: 'image_not_cached',
  });
});

test('an agent killed in mid-pull goes on where it was', async () => {
  const content = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), randomBytes(1 << 20)]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await using images = await serveImage(server.authority, controlPlane, content);
  images.behaviours.push((response, bytes) => sendFrom(response, bytes, 0, 500_000));
  const pull = {
    operationId: 'op',
    imageId: 'i',
    sha256,
    sizeBytes: content.length,
    format: 'qcow2',
    url: images.url,
  } as const;
  await using first = await startAgent(1, 'run', '--json', '--join', server.token(), ...fake());
  using lost = connect(first.cells[0]?.port ?? 0);
  const broken = expect(lost.long('pullImage', pull)).rejects.toMatchObject({ code: 'cell_unreachable' });
  const partBytes = () =>
    stat(join(data, 'images', `${sha256}.part`)).then(
      ({ size }) => size,
      () => 0,
    );
  await expect.poll(partBytes, { timeout: 10_000 }).toBe(500_000);
  await first.stop('SIGKILL');
  await broken;
  await using second = await startAgent(1, 'run', '--json', ...fake());
  using client = connect(second.cells[0]?.port ?? 0);
  await expect(client.long('pullImage', pull)).resolves.toMatchObject({ sha256 });
  expect(images.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=500000-']);
});

test('a taken port is named', async () => {
  await using first = await startAgent(1, 'run', '--json', '--join', server.token(), ...fake());
  const second = await runAgent('run', ...fake());
  expect(second.exitCode).toBe(1);
  expect(second.stderr).toContain(`can not listen on 127.0.0.1 port ${first.cells[0]?.port}`);
});

test('a setting that is wrong stops the start with its name', async () => {
  const { exitCode, stderr } = await runAgent('run', '--hypervisor', 'xen', '--data', data);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/hypervisor is "xen"/);
});

test('the doctor of a fake cell reports membership and ends with its code', async () => {
  const before = await runAgent('doctor', '--json', ...fake());
  expect(before.exitCode).toBe(1);
  await runAgent('join', server.token(), ...fake());
  const after = await runAgent('doctor', '--json', ...fake());
  const { findings } = JSON.parse(after.stdout) as { findings: { check: string; level: string }[] };
  const checks = findings.map(({ check }) => check).filter((check) => check !== 'names');
  expect(checks).toEqual(['certificate', 'ports', 'control_plane', 'time']);
  expect(findings.at(-1)).toMatchObject({ level: 'ok' });
  expect(after).toMatchObject({ stderr: '' });
});

test.each([
  ['-f', '+20s', 'warning', /^the clock of the control plane is (19|2\d) s behind$/],
  ['-f', '-10m', 'error', /^the clock of the control plane is (59\d|60\d) s ahead$/],
])('the doctor finds a clock that is %s %s off', async (flag, offset, level, message) => {
  await runAgent('join', server.token(), ...fake());
  const { stdout } = await runAgentBy(['faketime', flag, offset], 'doctor', '--json', ...fake());
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] };
  expect(findings.find(({ check }) => check === 'time')).toMatchObject({
    level,
    message: expect.stringMatching(message),
  });
});
