import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningCell, startCell } from '../../../cell-agent/src/app.ts';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import {
  createFakeHypervisor,
  type FakeHypervisor,
} from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { join as joinCell } from '../../../cell-agent/src/identity/join.ts';
import { requireIdentity } from '../../../cell-agent/src/membership.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';
import { Gateway } from '../../../control-plane/src/cells/gateway.ts';
import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import { isRunning } from '../../../control-plane/src/domain/live.ts';
import { createJoinToken } from '../../../control-plane/src/use-cases/cells/create-join-token.ts';
import type { LiveChange } from '../../../control-plane/src/use-cases/ports/index.ts';
import { type CellSide, openCellSide, silentLog } from '../../support/cell-listener.ts';
import { sampleContext, sampleGuest, sampleImage } from '../../support/domain-samples.ts';
import { poll } from '../../support/poll.ts';

const options = { timeoutMs: 20_000 };
let data: string;
let side: CellSide;
let gateway: Gateway;
let agent: RunningCell | undefined;
let fake: FakeHypervisor;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'cellar-link-'));
  side = await openCellSide();
  const { store, clock, authority } = side;
  gateway = new Gateway({
    store,
    clock,
    authority,
    origins: () => side.listener.origins,
    silentAfterMs: 2_000,
    log: silentLog,
  });
  await gateway.start();
});
afterEach(async () => {
  await gateway[Symbol.asyncDispose]();
  await agent?.[Symbol.asyncDispose]();
  agent = undefined;
  await side[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
});

const settings = () =>
  settingsSchema.parse({
    data,
    hypervisor: 'fake',
    agent: { listen: '127.0.0.1', port: 0, console_port: 0 },
  });

/** Starts the agent on what it has stored, as a restart of its unit does. */
async function startAgent(hypervisor?: FakeHypervisor): Promise<RunningCell> {
  const identity = await requireIdentity(settings(), 'cell_1', () => undefined);
  fake = hypervisor ?? createFakeHypervisor({ cellId: identity.cellId });
  const log = createLogger('silent');
  agent = await startCell({ settings: settings(), identity, log, warnings: () => [], hypervisor: fake });
  return agent;
}

async function joinAndStart(): Promise<string> {
  const context = sampleContext({ nowMs: side.clock.nowMs() });
  const { token } = await createJoinToken(side.ports, context, {});
  const listen = { listen: '127.0.0.1', port: 0, advertise: null, force: false };
  const { cellId } = await joinCell({ token, dataPath: data, name: 'cell_1', ...listen });
  await startAgent();
  gateway.refresh();
  await alive(cellId);
  return cellId;
}

const alive = (cellId: string) => poll('the cell is alive', () => gateway.live.cell(cellId)?.alive === true);

test('an agent joins by its token, is linked, and does what the control plane asks', async () => {
  const cellId = await joinAndStart();
  const content = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.alloc(3_000_000, 7)]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const image = sampleImage();
  const sizeBytes = content.length;
  await writeFile(join(side.folder, image.id), content);
  await side.store.images.insert(image);
  await side.store.images.setPhase(image.id, ['empty'], 'uploading');
  const described = {
    version: 1,
    format: 'qcow2' as const,
    sizeBytes,
    virtualSizeBytes: sizeBytes,
    sha256,
    sha1: '',
  };
  await side.store.images.setContent(image.id, described, 1);
  const pull = {
    operationId: randomUUID(),
    imageId: image.id,
    sha256,
    sizeBytes,
    format: 'qcow2' as const,
  };
  expect(await gateway.verbs.pullImage(cellId, pull, options)).toEqual({ sha256, sizeBytes });

  const disks = [{ sizeBytes: 16 * 2 ** 20, imageSha256: sha256, clone: 'linked' as const }];
  const guest = sampleGuest({ cellId, disks });
  await side.store.guests.insert(guest);
  const request = { operationId: randomUUID(), guestId: guest.id };
  const created = await gateway.verbs.createGuest(
    cellId,
    { operationId: randomUUID(), spec: toGuestSpec(guest) },
    options,
  );
  expect(created).toMatchObject({ state: 'stopped', spec: { id: guest.id } });
  const started = await gateway.verbs.startGuest(cellId, { ...request, boot: { type: 'disk' } }, options);
  expect(started.state).toBe('running');
  await poll('the event has told of it', () => isRunning(gateway.live.guest(guest.id)));
  await poll('statistics', () => gateway.live.guest(guest.id)?.statistics != null);

  const screen = await gateway.verbs.openConsole(cellId, guest.id, options);
  const [banner] = (await once(screen, 'data')) as [Buffer];
  expect(banner.toString('latin1')).toMatch(/^RFB 003\.008\n/);
  screen.destroy();

  await gateway.verbs.deleteGuest(cellId, { ...request, operationId: randomUUID(), force: true }, options);
  await poll('it is gone', () => gateway.live.guest(guest.id)?.seen === null);
  await expect(gateway.verbs.getGuest(cellId, guest.id, options)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(gateway.verbs.openConsole(cellId, guest.id, options)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('an agent that stays away is a loss until its next inventory, which tells what is missing', async () => {
  const cellId = await joinAndStart();
  const guest = sampleGuest({ cellId });
  await side.store.guests.insert(guest);
  await gateway.verbs.createGuest(cellId, { operationId: randomUUID(), spec: toGuestSpec(guest) }, options);
  await poll('the guest is seen', () => gateway.live.guest(guest.id)?.seen?.state === 'stopped');
  const changes: LiveChange[] = [];
  gateway.live.watch((change) => {
    if (change.type === 'cell') changes.push(change);
  });

  await agent?.[Symbol.asyncDispose]();
  agent = undefined;
  await poll('the cell is lost', () => gateway.live.cell(cellId)?.alive === false);
  expect(gateway.live.guest(guest.id)?.seen?.state).toBe('stopped');
  expect(gateway.live.cell(cellId)?.lostReason).toContain("cell 'cell_1' is lost");
  await startAgent();
  await alive(cellId);
  expect(changes).toMatchObject([{ alive: false }, { alive: true }]);
  expect(gateway.live.guest(guest.id)?.seen).toBeNull();
});
