/** A control plane and its cells on this machine, brought up in order. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DevMemory } from '../../backup/dev-memory.ts';
import { systemIds } from '../../system/ids.ts';
import { ApiClient } from '../api-client.ts';
import { Child } from './children.ts';
import { initializeOnce } from './first-run.ts';
import type { DevFolder } from './folder.ts';
import type { DevOptions } from './options.ts';
import { devListeners, freePorts } from './ports.ts';
import { type CellProgram, cellPrograms, controlPlaneProgram } from './programs.ts';

const readyWithinMs = 60_000;
const aliveWithinMs = 180_000;

export interface ReadyCluster {
  readonly pid: number;
  readonly controlPlanePid: number;
  readonly cells: readonly { readonly name: string; readonly pid: number }[];
  readonly nano: string;
  readonly identity: string;
  readonly rs: string;
  readonly broker: string;
  readonly adjutant: string;
  readonly user: string;
  readonly password: string;
}

export class DevCluster implements AsyncDisposable {
  readonly #folder: DevFolder;
  readonly #options: DevOptions;
  readonly #children: Child[] = [];

  constructor(folder: DevFolder, options: DevOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Starts everything and returns when all cells are alive. */
  async start(): Promise<ReadyCluster> {
    const memory = await this.#withListeners(this.#folder.recall() ?? (await this.#firstMemory()));
    this.#folder.remember(memory);
    const nano = `http://127.0.0.1:${memory.controlPlanePort}`;
    const client = new ApiClient(nano);
    const controlPlane = this.#add(
      new Child(controlPlaneProgram(this.#folder.path, memory), this.#folder.logs),
    );
    controlPlane.start();
    await controlPlane.until('it was ready', readyWithinMs, () => isReady(nano));
    await initializeOnce(client, memory.user, memory.password);
    await client.login(memory.user, memory.password);
    const cells = await this.#startCells(client);
    return {
      pid: process.pid,
      controlPlanePid: controlPlane.pid,
      cells,
      nano,
      ...listenerOrigins(memory),
      user: memory.user,
      password: memory.password,
    };
  }

  async #startCells(client: ApiClient): Promise<{ name: string; pid: number }[]> {
    const programs = cellPrograms(this.#folder.path, this.#options);
    const started: { program: CellProgram; child: Child }[] = [];
    for (const program of programs) {
      await this.#provideTokens(client, program);
      if (program.keeper) this.#add(new Child(program.keeper, this.#folder.logs)).start();
      const child = this.#add(new Child(program, this.#folder.logs));
      child.start();
      started.push({ program, child });
    }
    for (const { program, child } of started) {
      await child.until('its cells were alive', aliveWithinMs, () => allAlive(client, program.cells));
    }
    return started.flatMap(({ program, child }) => program.cells.map((name) => ({ name, pid: child.pid })));
  }

  /** One token for each cell of the program that has not joined. */
  async #provideTokens(client: ApiClient, program: CellProgram): Promise<void> {
    const folder = dirname(program.tokensFile);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const folders =
      program.cells.length === 1
        ? [folder]
        : program.cells.map((_, index) => join(folder, String(index + 1)));
    const tokens: string[] = [];
    for (const cell of folders) {
      if (existsSync(join(cell, 'identity')) && readdirSync(join(cell, 'identity')).length > 0) continue;
      const { join_token: created } = await client.cellar<{ join_token: { token: string } }>(
        'POST',
        '/join-tokens',
        {
          pool: this.#options.pool,
        },
      );
      tokens.push(created.token);
    }
    writeFileSync(program.tokensFile, `${tokens.join('\n')}\n`, { mode: 0o600 });
  }

  /** Starts again what has died. */
  revive(): void {
    for (const child of this.#children) {
      if (!child.running) child.start();
    }
  }

  /** True while no program has died. */
  get whole(): boolean {
    return this.#children.every((child) => child.running);
  }

  #add(child: Child): Child {
    this.#children.push(child);
    return child;
  }

  async #firstMemory(): Promise<DevMemory> {
    const ports = this.#options.ports === 'auto' ? await freePorts(2) : [5870, 5851];
    const [controlPlanePort = 5870, cellListenerPort = 5851] = ports;
    return {
      user: 'admin',
      password: `${systemIds.password(16)}a1A`,
      controlPlanePort,
      cellListenerPort,
      listeners: {},
    };
  }

  /** With a port for each listener, those included that a folder of an earlier version does not know. */
  async #withListeners(memory: DevMemory): Promise<DevMemory> {
    const listeners = { ...memory.listeners };
    const promised = (others: Record<string, number>) => [
      memory.controlPlanePort,
      memory.cellListenerPort,
      ...Object.values(others),
    ];
    for (const [api, usual] of Object.entries(devListeners)) {
      const [free = usual] =
        this.#options.ports === 'auto' ? await freePorts(1, promised(listeners)) : [usual];
      listeners[api] ??= free;
    }
    return { ...memory, listeners };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const [controlPlane, ...cells] = this.#children;
    await Promise.all(cells.map((cell) => cell.stop()));
    await controlPlane?.stop();
  }
}

function listenerOrigins({ listeners }: DevMemory): Pick<ReadyCluster, keyof typeof devListeners> {
  const origin = (api: string) => `http://127.0.0.1:${listeners[api]}`;
  return {
    identity: origin('identity'),
    rs: origin('rs'),
    broker: origin('broker'),
    adjutant: origin('adjutant'),
  };
}

async function isReady(origin: string): Promise<true | null> {
  try {
    const answer = await fetch(`${origin}/readyz`);
    return answer.ok ? true : null;
  } catch {
    return null;
  }
}

async function allAlive(client: ApiClient, names: readonly string[]): Promise<true | null> {
  const { cells } = await client.cellar<{ cells: { name: string; alive: boolean }[] }>('GET', '/cells');
  const alive = new Set(cells.filter((cell) => cell.alive).map((cell) => cell.name));
  return names.every((name) => alive.has(name)) ? true : null;
}
