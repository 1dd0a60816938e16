/** Certificates that end within seconds: they are renewed while a screen and the event stream stay up. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { type RunningCell, startCell } from '../../../cell-agent/src/app.ts';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { join as joinCell } from '../../../cell-agent/src/identity/join.ts';
import { loadIdentity } from '../../../cell-agent/src/identity/store.ts';
import { requireIdentity } from '../../../cell-agent/src/membership.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';
import { Gateway } from '../../../control-plane/src/cells/gateway.ts';
import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import { createJoinToken } from '../../../control-plane/src/use-cases/cells/create-join-token.ts';
import type { LiveChange } from '../../../control-plane/src/use-cases/ports/index.ts';
import { ask, type CellSide, openCellSide, silentLog } from '../../support/cell-listener.ts';
import { sampleContext, sampleGuest } from '../../support/domain-samples.ts';
import { poll } from '../../support/poll.ts';

const options = { timeoutMs: 20_000 };
const ends: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface World {
  readonly side: CellSide;
  readonly gateway: Gateway;
  readonly cellId: string;
  readonly data: string;
  readonly changes: LiveChange[];
  readonly agent: RunningCell;
}

async function openWorld(lives: Parameters<typeof openCellSide>[0]): Promise<World> {
  const data = await mkdtemp(join(tmpdir(), 'cellar-renewal-'));
  ends.push(() => rm(data, { recursive: true, force: true }));
  const side = await openCellSide(lives);
  ends.push(() => side[Symbol.asyncDispose]());
  const { store, clock, authority } = side;
  const origins = () => side.listener.origins;
  const gateway = new Gateway({ store, clock, authority, origins, silentAfterMs: 5_000, log: silentLog });
  ends.push(() => gateway[Symbol.asyncDispose]());
  const changes: LiveChange[] = [];
  gateway.live.watch((change) => changes.push(change));
  await gateway.start();
  const { token } = await createJoinToken(side.ports, sampleContext({ nowMs: clock.nowMs() }), {});
  const place = { listen: '127.0.0.1', port: 0, advertise: null, force: false };
  const { cellId } = await joinCell({ token, dataPath: data, name: 'cell_1', ...place });
  const agent = await startAgent(data);
  gateway.refresh();
  await poll('the cell is alive', () => gateway.live.cell(cellId)?.alive === true);
  return { side, gateway, cellId, data, changes, agent };
}

async function startAgent(data: string): Promise<RunningCell> {
  const agentPlace = { listen: '127.0.0.1', port: 0, console_port: 0 };
  const settings = settingsSchema.parse({ data, hypervisor: 'fake', agent: agentPlace });
  const identity = await requireIdentity(settings, 'cell_1', () => undefined);
  const hypervisor = createFakeHypervisor({ cellId: identity.cellId });
  const log = createLogger('silent');
  const cell = await startCell({ settings, identity, log, warnings: () => [], hypervisor });
  ends.push(() => cell[Symbol.asyncDispose]());
  return cell;
}

/** The certificate that the agent shows on a port to whoever connects. */
async function shownOn(port: number): Promise<string | undefined> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  const pem = socket.getPeerX509Certificate()?.serialNumber;
  socket.destroy();
  return pem;
}

test('a certificate is renewed before its end, several times, with a screen and the event stream up', async () => {
  const { side, gateway, cellId, data, changes, agent } = await openWorld({ cellLifeMs: 9_000 });
  const guest = sampleGuest({ cellId });
  await side.store.guests.insert(guest);
  await gateway.verbs.createGuest(cellId, { operationId: guest.id, spec: toGuestSpec(guest) }, options);
  await gateway.verbs.startGuest(
    cellId,
    { guestId: guest.id, operationId: 'start', boot: { type: 'disk' } },
    options,
  );
  const screen = await gateway.verbs.openConsole(cellId, guest.id, options);
  const hello = await new Promise<Buffer>((resolve) => screen.once('data', resolve));
  expect(hello.toString()).toMatch(/^RFB/);
  let screenClosed = false;
  screen.once('close', () => {
    screenClosed = true;
  });
  const first = await loadIdentity(data);
  const shownFirst = await shownOn(agent.port);
  changes.length = 0;

  const pastEndOfFirst = () => Date.now() > (first?.notAfter.getTime() ?? 0) + 1_000;
  await poll('the first certificate is over', pastEndOfFirst);
  const now = await loadIdentity(data);
  expect(now?.cellId).toBe(cellId);
  expect(now?.notAfter.getTime()).toBeGreaterThan(Date.now());
  expect(now?.key).not.toBe(first?.key);
  expect(changes.filter(({ type }) => type === 'cell')).toEqual([]);
  expect(screenClosed).toBe(false);
  const answered = once(screen, 'data');
  screen.write(hello);
  await answered;
  screen.destroy();

  const shown = await Promise.all([agent.port, agent.consolePort].map(shownOn));
  expect(shown[0]).not.toBe(shownFirst);
  expect(shown[1]).not.toBe(shownFirst);
  const again = await gateway.verbs.openConsole(cellId, guest.id, options);
  again.destroy();
  const renewals = await side.store.audit.list({ limit: 100, offset: 0 });
  expect(renewals.filter(({ action }) => action === 'renew-cell-certificate').length).toBeGreaterThan(1);
});

test('what the agent has kept is what it starts with again', async () => {
  const { gateway, cellId, data, agent } = await openWorld({ cellLifeMs: 9_000 });
  const first = await loadIdentity(data);
  await poll('it is renewed', async () => (await loadIdentity(data))?.key !== first?.key);
  await agent[Symbol.asyncDispose]();
  const guest = sampleGuest({ cellId });
  await startAgent(data);
  const create = { operationId: guest.id, spec: toGuestSpec(guest) };
  const works = () =>
    gateway.verbs.createGuest(cellId, create, options).then(
      () => true,
      () => false,
    );
  await poll('it is linked again and takes verbs', works);
});

test('a renewal that fails near the end is a warning, and an expired certificate names the remedy', async () => {
  const { side, gateway, cellId } = await openWorld({ cellLifeMs: 6_000 });
  await side.listener[Symbol.asyncDispose]();
  const warning = () =>
    gateway.live.cell(cellId)?.description?.warnings.find(({ code }) => code === 'certificate')?.message;
  await poll('the warning has come', () => warning()?.includes('could not be renewed') === true);
  await poll('it is over', () => warning()?.includes('it stays the same cell') === true);
});

test('a cell whose certificate has expired joins again as the same cell', async () => {
  const { side, gateway, cellId, data, agent } = await openWorld({ cellLifeMs: 4_000 });
  const guest = sampleGuest({ cellId });
  const create = { operationId: guest.id, spec: toGuestSpec(guest) };
  await agent[Symbol.asyncDispose]();
  const first = await loadIdentity(data);
  await poll('its certificate is over', () => Date.now() > (first?.notAfter.getTime() ?? 0) + 100);
  const newToken = async () => {
    const { token } = await createJoinToken(side.ports, sampleContext({ nowMs: side.clock.nowMs() }), {});
    return {
      token,
      dataPath: data,
      name: 'cell_1',
      listen: '127.0.0.1',
      port: 0,
      advertise: null,
      force: false,
    };
  };
  const again = await joinCell(await newToken());
  expect(again).toMatchObject({ cellId, port: first?.port });
  expect(again.key).not.toBe(first?.key);
  expect(await side.store.cells.list()).toHaveLength(1);
  const running = await startAgent(data);
  gateway.refresh();
  const works = () =>
    gateway.verbs.createGuest(cellId, create, options).then(
      () => true,
      () => false,
    );
  await poll('it is linked again and takes verbs', works);
  await side.store.cells.update(cellId, { revokedAtMs: side.clock.nowMs(), pool: null });
  await running[Symbol.asyncDispose]();
  const last = await loadIdentity(data);
  await poll('it is over again', () => Date.now() > (last?.notAfter.getTime() ?? 0) + 100);
  await expect(joinCell(await newToken())).rejects.toMatchObject({ reason: 'cell_revoked' });
  const other = await joinCell({ ...(await newToken()), force: true });
  expect(other.cellId).not.toBe(cellId);
});

test("links outlive the control plane's own renewal, and new ones are made with the new certificate", async () => {
  const { side, gateway, cellId, changes, agent, data } = await openWorld({ ownLifeMs: 15_000 });
  const own = side.authority.own.certificate;
  changes.length = 0;
  await poll('its renewal is due', () => side.authority.renewIfDue());
  expect(side.authority.own.certificate).not.toBe(own);
  const guest = sampleGuest({ cellId });
  const create = { operationId: guest.id, spec: toGuestSpec(guest) };
  await gateway.verbs.createGuest(cellId, create, options);
  expect(changes.filter(({ type }) => type === 'cell')).toEqual([]);
  await agent[Symbol.asyncDispose]();
  await startAgent(data);
  const works = async () => {
    await side.authority.renewIfDue();
    return await gateway.verbs.createGuest(cellId, create, options).then(
      () => true,
      () => false,
    );
  };
  await poll('it is linked again and takes verbs', works);
});

test('a revoked cell gets no new certificate', async () => {
  const { side, cellId, data } = await openWorld({});
  const identity = await loadIdentity(data);
  await side.store.cells.update(cellId, { revokedAtMs: side.clock.nowMs(), pool: null });
  const keys = identity ?? undefined;
  const body = JSON.stringify({ certificateRequest: 'x' });
  const reply = await ask(side, '/renew', { method: 'POST', body, ...(keys ? { keys } : {}) });
  expect(reply).toMatchObject({ status: 403, reason: 'cell_revoked' });
});
