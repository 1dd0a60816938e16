/** A whole control plane with real fake cells in this process, spoken to over HTTP. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsSchema as agentSettings } from '../../cell-agent/src/config/schema.ts';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import { createLogger as createAgentLogger } from '../../cell-agent/src/observe/logger.ts';
import { startSimulator } from '../../cell-agent/src/simulator.ts';
import { startControlPlane as start } from '../../control-plane/src/app.ts';
import { settingsSchema } from '../../control-plane/src/config/schema.ts';
import { menus } from '../../control-plane/src/domain/rights.ts';
import { createLogger } from '../../control-plane/src/observe/logger.ts';
import { openStore } from '../../control-plane/src/store/index.ts';
import { systemClock } from '../../control-plane/src/system/clock.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import { createScryptPasswords } from '../../control-plane/src/system/passwords.ts';
import { seedDefaults } from '../../control-plane/src/use-cases/system/seed-defaults.ts';
import { NanoClient } from './nano-client.ts';
import { poll } from './poll.ts';

export interface ControlPlaneOptions {
  /** False: as after the installation, without any user. */
  readonly users?: boolean;
  /** Fake cells in the pool `default`, named `cell-1` and so on. */
  readonly cells?: number;
  /** Fake cells more, in no pool. */
  readonly unallocatedCells?: number;
  /** Whether guests of these cells may have an external interface. */
  readonly externalBridge?: boolean;
  /** In place of the usual fake one of each cell, by its id: with faults, for example. */
  readonly hypervisor?: (cellId: string) => Hypervisor;
  /** Of the section `nano` of the configuration. */
  readonly nano?: Readonly<Record<string, unknown>>;
  /** Other sections of it. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface ControlPlane extends AsyncDisposable {
  readonly origin: string;
  /** Origin of the identity API. */
  readonly identity: string;
  /** Origin of the RS server API. */
  readonly rs: string;
  /** Origin of the broker API. */
  readonly broker: string;
  /** Origin of the Adjutant API. */
  readonly adjutant: string;
  /** A client without a session. */
  readonly nobody: NanoClient;
  readonly databasePath: string;
  /** Logs one of `testUsers` in. */
  login(user: keyof typeof testUsers): Promise<NanoClient>;
}

export const testPassword = 'Secret-2024';

/**
 * `alice` and `bob` share a group that hides its guests; `carol` is alone in hers; `dave` has the dashboard only;
 * `erin` and `frank` share a group whose members see each other's things.
 */
export const testUsers = {
  admin: { group: 'admin', menus: [...menus] },
  alice: { group: 'staff', menus: ['instance', 'image', 'media'] },
  bob: { group: 'staff', menus: ['instance', 'image', 'media'] },
  carol: { group: 'others', menus: ['instance', 'image', 'media'] },
  dave: { group: 'watchers', menus: ['dashboard'] },
  erin: { group: 'open', menus: ['instance', 'image', 'media'] },
  frank: { group: 'open', menus: ['instance', 'image', 'media'] },
} as const;

export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-contract-'));
  const data = join(folder, 'control-plane');
  if (options.users !== false) await insertUsers(data);
  const settings = settingsSchema.parse({
    data,
    nano: { port: 0, ...options.nano },
    identity: { port: 0 },
    rs: { port: 0 },
    broker: { port: 0 },
    adjutant: { port: 0 },
    cells: { listen: '127.0.0.1', port: 0, advertise: '127.0.0.1' },
    ...options.settings,
  });
  const controlPlane = await start(settings, createLogger('silent'));
  const nobody = new NanoClient(controlPlane.nano, '');
  const login = (user: keyof typeof testUsers) => nobody.login(user, testPassword);
  const pooled = options.cells ?? 0;
  const count = pooled + (options.unallocatedCells ?? 0);
  const cells =
    count === 0
      ? undefined
      : await startCells(await login('admin'), join(folder, 'cells'), pooled, count, options);
  return {
    origin: controlPlane.nano,
    identity: controlPlane.identity,
    rs: controlPlane.rs,
    broker: controlPlane.broker,
    adjutant: controlPlane.adjutant,
    nobody,
    databasePath: join(data, 'cellar.db'),
    login,
    async [Symbol.asyncDispose]() {
      await cells?.[Symbol.asyncDispose]();
      await controlPlane[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function insertUsers(data: string): Promise<void> {
  await mkdir(data, { recursive: true });
  const store = await openStore({ path: join(data, 'cellar.db'), clock: systemClock });
  await seedDefaults({ store, ids: systemIds, clock: systemClock });
  const passwordHash = await createScryptPasswords().hash(testPassword);
  for (const [name, { group: groupName, menus: allowed }] of Object.entries(testUsers)) {
    const id = randomUUID();
    await store.transaction(async (tx) => {
      const about = { domainId: 'default', nick: '', mail: '', enabled: true, createdAtMs: Date.now() };
      await tx.users.insert({ id, name, passwordHash, ...about });
      const known = await tx.users.findGroupByName(groupName);
      const groupId = known?.id ?? randomUUID();
      if (!known) {
        await tx.users.insertRole({ name: groupName, menus: allowed });
        const open = groupName === 'open';
        const visibility = { instances: open, mediaImages: open, diskImages: open };
        const domain = { domainId: 'default', display: '', nano: true };
        await tx.users.insertGroup({
          id: groupId,
          name: groupName,
          roles: [groupName],
          visibility,
          ...domain,
        });
      }
      await tx.users.addMember(groupId, id);
      if (name === 'admin') await tx.users.insertIdentityDefaults(id, Date.now());
    });
  }
  await store[Symbol.asyncDispose]();
}

async function startCells(
  admin: NanoClient,
  data: string,
  pooled: number,
  count: number,
  { externalBridge = false, hypervisor }: ControlPlaneOptions,
): Promise<AsyncDisposable> {
  const tokens: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const answer = await admin.raw('POST', '/cellar/v1/join-tokens', n < pooled ? { pool: 'default' } : {});
    const { join_token } = (await answer.json()) as { join_token: { token: string } };
    tokens.push(join_token.token);
  }
  const settings = agentSettings.parse({
    data,
    hypervisor: 'fake',
    agent: { name: 'cell', listen: '127.0.0.1', port: 0, console_port: 0, advertise: '127.0.0.1' },
    statistics: { interval_ms: 200 },
    network: { external_bridge: externalBridge ? 'outside' : null },
  });
  const log = createAgentLogger('silent');
  const simulator = await startSimulator({
    settings,
    count,
    takeToken: () => tokens.shift(),
    log,
    onReady: () => undefined,
    hypervisor,
  });
  await poll('all cells are alive', async () => {
    const answer = await admin.raw('GET', '/cellar/v1/cells');
    const { cells } = (await answer.json()) as { cells: { alive: boolean }[] };
    return cells.length === count && cells.every(({ alive }) => alive);
  });
  return simulator;
}
