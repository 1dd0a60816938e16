import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type CellSide, openCellSide, silentLog } from '../../../test/support/cell-listener.ts';
import { sampleContext, sampleGuest } from '../../../test/support/domain-samples.ts';
import { poll } from '../../../test/support/poll.ts';
import {
  inventoryOf,
  refused,
  type StubCell,
  type StubCellOptions,
  seenGuest,
  startStubCell,
} from '../../../test/support/stub-cell.ts';
import { createThrowawayAuthority } from '../../../test/support/throwaway-pki.ts';
import type { Cell } from '../domain/cell.ts';
import type { Guest } from '../domain/guest.ts';
import { toGuestSpec } from '../domain/guest-spec.ts';
import { isRunning } from '../domain/live.ts';
import { revokeCell } from '../use-cases/cells/revoke-cell.ts';
import type { LiveChange } from '../use-cases/ports/index.ts';
import { Gateway } from './gateway.ts';

let side: CellSide;
beforeEach(async () => {
  side = await openCellSide();
});
afterEach(() => side[Symbol.asyncDispose]());

async function startGateway(silentAfterMs = 10_000): Promise<Gateway> {
  const { store, clock, authority } = side;
  const gateway = new Gateway({
    store,
    clock,
    authority,
    origins: () => side.listener.origins,
    silentAfterMs,
    log: silentLog,
  });
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  await gateway.start();
  return gateway;
}

async function startStub(options: Partial<StubCellOptions> & { cellId: string }): Promise<StubCell> {
  const keys = options.keys ?? (await side.certify(options.cellId));
  const stub = await startStubCell({ caCertificate: side.authority.certificate, keys, ...options });
  onTestFinished(() => stub[Symbol.asyncDispose]());
  return stub;
}

/** A cell with its stub, in the database; guests of it too. */
async function addCell(options: Partial<StubCellOptions> = {}): Promise<{ cell: Cell; stub: StubCell }> {
  const cellId = options.cellId ?? randomUUID();
  const stub = await startStub({ ...options, cellId });
  const { cell } = await side.addCell({ id: cellId, address: `127.0.0.1:${stub.port}` });
  return { cell, stub };
}

async function addGuest(cellId: string, change: Partial<Guest> = {}): Promise<Guest> {
  const guest = sampleGuest({ cellId, ...change });
  await side.store.guests.insert(guest);
  return guest;
}

const alive = (gateway: Gateway, cellId: string) =>
  poll('the cell is alive', () => gateway.live.cell(cellId)?.alive === true);
const guestId = randomUUID();
const operation = { operationId: randomUUID(), guestId };

function warningsOf(gateway: Gateway): LiveChange[] {
  const seen: LiveChange[] = [];
  gateway.live.watch((change) => {
    if (change.type === 'warning') seen.push(change);
  });
  return seen;
}

describe('the link to a cell', () => {
  test('comes up, tells what is there and follows the events', async () => {
    const cellId = randomUUID();
    const guest = await addGuest(cellId);
    const spec = toGuestSpec(guest);
    const { cell, stub } = await addCell({
      cellId,
      inventory: () => inventoryOf(cellId, [seenGuest(spec, 'stopped')]),
    });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    expect(gateway.live.cell(cell.id)).toMatchObject({
      alive: true,
      lostReason: null,
      description: { cpuCount: 4 },
    });
    expect(gateway.live.guest(guest.id)).toMatchObject({ cellId, seen: { state: 'stopped' } });

    const before = gateway.live.revision;
    stub.send({ type: 'guest_changed', atMs: Date.now(), guest: seenGuest(spec, 'running') });
    await poll('the guest runs', () => isRunning(gateway.live.guest(guest.id)));
    expect(gateway.live.revision).toBe(before + 1);

    const sample = {
      guestId: guest.id,
      cpuUsage: 12,
      memoryAvailableBytes: 1,
      diskAvailableBytes: 0,
      bytesRead: 1,
      bytesWritten: 2,
      bytesReceived: 3,
      bytesSent: 4,
    };
    const node = {
      cpuUsage: 5,
      memoryAvailableBytes: 7,
      diskBytes: 9,
      diskAvailableBytes: 8,
      readBytesPerSecond: 0,
      writeBytesPerSecond: 0,
      receiveBytesPerSecond: 0,
      sendBytesPerSecond: 0,
    };
    stub.send({ type: 'statistics', atMs: Date.now(), node, guests: [sample], storages: [] });
    await poll('statistics', () => gateway.live.guest(guest.id)?.statistics?.cpuUsage === 12);
    expect(gateway.live.cell(cell.id)?.node).toEqual(node);
    expect(gateway.live.revision).toBe(before + 1);
  });

  test('comes up again after the agent was killed, and counts as alive in between', async () => {
    const { cell, stub } = await addCell();
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    const changes: LiveChange[] = [];
    gateway.live.watch((change) => changes.push(change));
    stub.kill();
    await poll(
      'verbs fail',
      () =>
        gateway.verbs.stopGuest(cell.id, { ...operation, force: true }, { timeoutMs: 100 }).then(
          () => false,
          (error) => error.code === 'cell_unreachable',
        ),
      5_000,
    );
    const again = await startStub({ cellId: cell.id, port: stub.port });
    await poll('the new stream', () => again.open === 1);
    expect(changes).toEqual([]);
    expect(gateway.live.cell(cell.id)?.alive).toBe(true);
  });

  test('a cell that says nothing is lost after the silence, and alive with its next inventory', async () => {
    const cellId = randomUUID();
    const guest = await addGuest(cellId);
    let answers = true;
    const { cell, stub } = await addCell({
      cellId,
      inventory: () => (answers ? inventoryOf(cellId, [seenGuest(toGuestSpec(guest), 'running')]) : null),
    });
    const gateway = await startGateway(300);
    await alive(gateway, cell.id);
    answers = false;
    await poll('the cell is lost', () => gateway.live.cell(cell.id)?.alive === false);
    expect(gateway.live.cell(cell.id)?.lostReason).toContain('has said nothing');
    expect(gateway.live.guest(guest.id)?.seen?.state).toBe('running');
    answers = true;
    stub.send(inventoryOf(cellId, []));
    await poll('the link is made again', () => gateway.live.cell(cell.id)?.alive === true);
    expect(stub.opened).toBeGreaterThan(1);
  });

  test('an agent without its hypervisor is not alive, keeps its link and its guests, until an inventory', async () => {
    const cellId = randomUUID();
    const guest = await addGuest(cellId);
    const seen = [seenGuest(toGuestSpec(guest), 'running')];
    const { cell, stub } = await addCell({
      cellId,
      inventory: () => inventoryOf(cellId, seen),
      unary: { getGuest: async () => seen[0] },
    });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    stub.send({ type: 'hypervisor_lost', atMs: Date.now(), message: 'libvirtd is gone' });
    await poll('the cell is not alive', () => gateway.live.cell(cell.id)?.alive === false);
    expect(gateway.live.cell(cell.id)?.lostReason).toContain('libvirtd is gone');
    expect(isRunning(gateway.live.guest(guest.id))).toBe(true);
    expect(await gateway.verbs.getGuest(cell.id, guest.id, { timeoutMs: 5_000 })).toEqual(seen[0]);
    stub.send(inventoryOf(cellId, seen));
    await alive(gateway, cell.id);
    expect(stub.opened).toBe(1);
  });

  test('follows cells that join, move and are revoked', async () => {
    const gateway = await startGateway();
    const { cell, stub } = await addCell();
    gateway.refresh();
    await alive(gateway, cell.id);
    const moved = await startStub({ cellId: cell.id });
    await side.store.cells.update(cell.id, { address: `127.0.0.1:${moved.port}` });
    gateway.refresh();
    await poll('the link has moved', () => moved.open === 1 && stub.open === 0);
    await revokeCell({ ...side.ports, cellLinks: gateway }, sampleContext(), { cellId: cell.id });
    await poll('the link is closed', () => moved.open === 0);
    expect(gateway.live.cell(cell.id)).toBeUndefined();
    await expect(gateway.verbs.getGuest(cell.id, guestId, { timeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'cell_not_found',
    });
  });

  test('does not keep connections to a server that never shakes hands', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      sockets.push(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { cell } = await side.addCell({ address: `127.0.0.1:${port}` });
    const gateway = await startGateway();
    await poll('the link tries', () => sockets.length === 1);
    await side.store.cells.update(cell.id, { revokedAtMs: 1 });
    gateway.refresh();
    await poll('the connection is closed', () => sockets.every((socket) => socket.closed));
    server.close();
  });

  test('trusts only the certificate of exactly this cell, from this authority', async () => {
    const foreign = await createThrowawayAuthority();
    const impostors = [await side.certify(randomUUID()), side.authority.own];
    const cells: Cell[] = [];
    const gateway = await startGateway();
    for (const keys of impostors) cells.push((await addCell({ keys })).cell);
    const cellId = randomUUID();
    cells.push((await addCell({ cellId, keys: await foreign.issue(`cellar:cell:${cellId}`) })).cell);
    const { cell: honest } = await addCell();
    gateway.refresh();
    await alive(gateway, honest.id);
    for (const cell of cells) {
      await expect(gateway.verbs.getGuest(cell.id, guestId, { timeoutMs: 1_000 })).rejects.toMatchObject({
        code: 'cell_unreachable',
      });
      expect(gateway.live.cell(cell.id)?.alive).toBe(false);
    }
  });
});

describe('what a cell has and what it should have', () => {
  test('a missing guest is warned of once and never deleted', async () => {
    const cellId = randomUUID();
    const missing = await addGuest(cellId, { name: 'missing' });
    await addGuest(cellId, { name: 'unfinished', phase: 'creating' });
    const { cell, stub } = await addCell({ cellId });
    const gateway = await startGateway();
    const warnings = warningsOf(gateway);
    await alive(gateway, cell.id);
    stub.send(inventoryOf(cellId, []));
    stub.send({ type: 'warning', atMs: Date.now(), code: 'last', message: 'the last', guestId: '' });
    await poll(
      'the last warning',
      () => warnings.some((warning) => 'code' in warning && warning.code === 'last'),
      5_000,
    );
    expect(warnings.map((warning) => ('code' in warning ? [warning.code, warning.guestId] : []))).toEqual([
      ['guest_missing', missing.id],
      ['last', ''],
    ]);
    expect(gateway.live.guest(missing.id)?.seen).toBeNull();
    expect(await side.store.guests.get(missing.id)).toBeDefined();
  });

  test('a foreign guest is warned of once and not taken in; statistics of it neither', async () => {
    const cellId = randomUUID();
    const foreign = seenGuest(toGuestSpec(sampleGuest()), 'running');
    const { cell, stub } = await addCell({ cellId, inventory: () => inventoryOf(cellId, [foreign]) });
    const gateway = await startGateway();
    const warnings = warningsOf(gateway);
    await alive(gateway, cell.id);
    stub.send(inventoryOf(cellId, [foreign]));
    stub.send({ type: 'guest_changed', atMs: Date.now(), guest: foreign });
    stub.send({ type: 'warning', atMs: Date.now(), code: 'last', message: 'the last', guestId: '' });
    await poll('the last warning', () => warnings.length > 1);
    expect(warnings).toMatchObject([{ code: 'guest_unknown', guestId: foreign.spec.id }, { code: 'last' }]);
    expect(gateway.live.guest(foreign.spec.id)).toBeUndefined();
  });

  test('an event made before a verb began does not undo its result; a later one does', async () => {
    const cellId = randomUUID();
    const guest = await addGuest(cellId);
    const spec = toGuestSpec(guest);
    const running = seenGuest(spec, 'running');
    const { cell, stub } = await addCell({
      cellId,
      inventory: () => inventoryOf(cellId, [seenGuest(spec, 'stopped')]),
      unary: { startGuest: async () => running },
    });
    const gateway = await startGateway();
    const warnings = warningsOf(gateway);
    await alive(gateway, cell.id);
    const earlierMs = Date.now() - 1_000;
    gateway.live.note(
      cellId,
      await gateway.verbs.startGuest(
        cellId,
        { ...operation, guestId: guest.id, boot: { type: 'disk' } },
        { timeoutMs: 5_000 },
      ),
    );
    expect(isRunning(gateway.live.guest(guest.id))).toBe(true);
    stub.send(inventoryOf(cellId, [seenGuest(spec, 'stopped')], earlierMs));
    stub.send({ type: 'guest_removed', atMs: earlierMs, guestId: guest.id });
    stub.send({ type: 'warning', atMs: Date.now(), code: 'last', message: 'the last', guestId: '' });
    await poll('the last warning', () => warnings.length > 0);
    expect(warnings).toMatchObject([{ code: 'last' }]);
    expect(isRunning(gateway.live.guest(guest.id))).toBe(true);
    stub.send({ type: 'guest_changed', atMs: Date.now() + 5, guest: seenGuest(spec, 'stopped') });
    await poll('it has stopped', () => gateway.live.guest(guest.id)?.seen?.state === 'stopped');
  });

  test('last seen states survive a restart of the control plane', async () => {
    const cellId = randomUUID();
    const guest = await addGuest(cellId);
    const address = { ethernetAddress: '52:54:00:00:00:01', address: '10.0.0.9', source: 'lease' as const };
    const { cell, stub } = await addCell({
      cellId,
      inventory: () =>
        inventoryOf(cellId, [seenGuest(toGuestSpec(guest), 'running', { addresses: [address] })]),
    });
    const first = await startGateway();
    await alive(first, cell.id);
    await poll(
      'the state is kept',
      async () => (await side.store.guests.loadSeen()).filter(({ seen }) => seen).length === 1,
      5_000,
    );
    await first[Symbol.asyncDispose]();
    stub.kill();
    const second = await startGateway();
    expect(second.live.cell(cell.id)?.alive).toBe(false);
    expect(second.live.guest(guest.id)).toMatchObject({
      seen: { state: 'running', addresses: [{ address: '10.0.0.9' }] },
    });
    expect(second.live.guest(guest.id)?.seenAtMs).toBeGreaterThan(0);
  });
});

describe('verbs', () => {
  const seen = seenGuest(toGuestSpec(sampleGuest({ id: guestId })), 'running');

  test('carry requests, values and the agent’s own errors', async () => {
    const requests: unknown[] = [];
    const take = async (request: never) => {
      requests.push(request);
      return seen;
    };
    const { cell } = await addCell({
      unary: {
        startGuest: take,
        stopGuest: async () => Promise.reject(refused('conflict', 'guest_stopped')),
        deleteGuest: async () => undefined,
      },
    });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    const options = { timeoutMs: 5_000 };
    expect(
      await gateway.verbs.startGuest(cell.id, { ...operation, boot: { type: 'network' } }, options),
    ).toEqual(seen);
    expect(requests).toEqual([{ ...operation, boot: { type: 'network' } }]);
    expect(await gateway.verbs.deleteGuest(cell.id, { ...operation, force: true }, options)).toBeUndefined();
    await expect(
      gateway.verbs.stopGuest(cell.id, { ...operation, force: true }, options),
    ).rejects.toMatchObject({
      code: 'conflict',
      reason: 'guest_stopped',
    });
    await expect(gateway.verbs.resetGuest(cell.id, operation, options)).rejects.toMatchObject({
      code: 'unsupported',
      reason: 'agent_too_old',
    });
  });

  test('fail at once while the cell is not linked', async () => {
    const { cell } = await side.addCell({ name: 'cell_away', address: '127.0.0.1:1' });
    const gateway = await startGateway();
    await expect(gateway.verbs.rebootGuest(cell.id, operation, { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'cell_unreachable',
      message: "cell 'cell_away' is not reachable",
    });
    await expect(gateway.verbs.openConsole(cell.id, guestId, { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'cell_unreachable',
    });
  });

  test('end by their deadline, by a signal, and with the agent', async () => {
    let cancelled = 0;
    const hang = (_request: never, signal: AbortSignal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          cancelled += 1;
          reject(signal.reason);
        });
      });
    const { cell, stub } = await addCell({ unary: { stopGuest: hang } });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    const stop = (options: { timeoutMs: number; signal?: AbortSignal }) =>
      gateway.verbs.stopGuest(cell.id, { ...operation, force: false }, options);
    await expect(stop({ timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' });
    const abort = new AbortController();
    const aborted = stop({ timeoutMs: 60_000, signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
    await expect(stop({ timeoutMs: 60_000, signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await poll('the agent was told', () => cancelled >= 1);
    const cut = stop({ timeoutMs: 60_000 });
    stub.kill();
    await expect(cut).rejects.toMatchObject({
      code: 'cell_unreachable',
      message: `cell '${cell.name}' is not reachable`,
    });
  });

  test('that take long report progress and give their value', async () => {
    const urls: string[] = [];
    const { cell } = await addCell({
      long: {
        pullImage: (request: { url: string }, stream) => {
          urls.push(request.url);
          for (const percent of [10, 90]) stream.write({ type: 'progress', percent, phase: 'pull' });
          stream.write({ type: 'done', value: { sha256: 'ab', sizeBytes: 5 } });
          stream.end();
        },
        createGuest: (_request: never, stream) => stream.end(),
      },
    });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    const percents: number[] = [];
    const request = { operationId: 'o', imageId: 'i', sha256: 'ab', sizeBytes: 5, format: 'qcow2' as const };
    const image = await gateway.verbs.pullImage(cell.id, request, {
      timeoutMs: 5_000,
      onProgress: (percent) => percents.push(percent),
    });
    expect(image).toEqual({ sha256: 'ab', sizeBytes: 5 });
    expect(percents).toEqual([10, 90]);
    expect(urls).toEqual([`${side.listener.origins[0]}/images/i/ab`]);
    const { spec } = seen;
    await expect(
      gateway.verbs.createGuest(cell.id, { operationId: 'o', spec }, { timeoutMs: 5_000 }),
    ).rejects.toMatchObject({ code: 'internal', reason: 'protocol' });
  });

  test('are cut off when the cell is revoked', async () => {
    const { cell } = await addCell({ unary: { stopGuest: () => new Promise(() => undefined) } });
    const gateway = await startGateway();
    await alive(gateway, cell.id);
    const call = gateway.verbs.stopGuest(cell.id, { ...operation, force: true }, { timeoutMs: 60_000 });
    await side.store.cells.update(cell.id, { revokedAtMs: 1 });
    gateway.refresh();
    await expect(call).rejects.toMatchObject({ code: 'cell_unreachable' });
  });
});
