/**
 * One dnsmasq for one bridge. It lives on when the agent ends, as its guests do: its files say what it is, so that the
 * next agent finds it, and that no other process is ever taken for it.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { HostBridge, HostTools } from '../network/host-tools.ts';
import { buildDhcpConfig, type DhcpEntry, describeBridge } from './dhcp-config.ts';
import { withoutStale } from './lease-file.ts';

const END_MS = 5_000;
const LOOK_MS = 10;

export class DhcpServer {
  readonly #tools: HostTools;
  readonly #folder: string;
  readonly #config: string;
  readonly #files: { readonly leases: string; readonly pid: string };

  /** @param folder its own. */
  constructor(tools: HostTools, folder: string) {
    this.#tools = tools;
    this.#folder = folder;
    this.#config = join(folder, 'dnsmasq.conf');
    this.#files = { leases: join(folder, 'leases'), pid: join(folder, 'pid') };
  }

  /**
   * Has it run with these entries. It is started anew for each change, which takes a moment in which clients ask again.
   * @throws DomainError `conflict` with reason `dhcp_unavailable`.
   */
  async serve(bridge: HostBridge, entries: readonly DhcpEntry[]): Promise<void> {
    const config = buildDhcpConfig(bridge, entries, this.#files);
    const pid = await this.#runningPid();
    if (pid !== null && config === (await read(this.#config))) return;
    await this.#end(pid);
    await mkdir(this.#folder, { recursive: true, mode: 0o755 });
    await writeFile(this.#files.leases, withoutStale(await read(this.#files.leases), entries));
    await writeFile(`${this.#config}.new`, config);
    await rename(`${this.#config}.new`, this.#config);
    const { exitCode, output } = await this.#tools.call('dnsmasq', `--conf-file=${this.#config}`);
    if (exitCode === 0) return;
    // What did not start is no state to be kept.
    await rm(this.#config, { force: true });
    const why = output.trim().replaceAll(/\s+/g, ' ') || 'it is not installed or did not end';
    throw new DomainError('conflict', `the DHCP server for ${bridge.name} does not start: ${why}`, {
      reason: 'dhcp_unavailable',
      details: { bridge: bridge.name },
    });
  }

  /** Address by Ethernet address is in its text. */
  leases(): Promise<string> {
    return read(this.#files.leases);
  }

  /** Whether it runs, for the bridge as it is now. */
  async isServing(bridge: HostBridge | null): Promise<boolean> {
    if (bridge === null || (await this.#runningPid()) === null) return false;
    return (await read(this.#config)).includes(describeBridge(bridge));
  }

  /** Ends it and forgets all of it. */
  async remove(): Promise<void> {
    await this.#end(await this.#runningPid());
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(pid: number | null): Promise<void> {
    if (pid === null) return;
    signal(pid, 'SIGTERM');
    const deadline = performance.now() + END_MS;
    while (await this.#isOurs(pid)) {
      if (performance.now() > deadline) signal(pid, 'SIGKILL');
      await delay(LOOK_MS);
    }
  }

  /** A number may by now belong to another process, as after a restart of the host. */
  async #runningPid(): Promise<number | null> {
    const pid = Number(await read(this.#files.pid));
    return pid > 0 && (await this.#isOurs(pid)) ? pid : null;
  }

  async #isOurs(pid: number): Promise<boolean> {
    return (await read(`/proc/${pid}/cmdline`)).split('\0').includes(`--conf-file=${this.#config}`);
  }
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
  }
}

async function read(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
