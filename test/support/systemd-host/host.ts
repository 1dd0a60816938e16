/** A machine of its own on this one: real systemd as its first process, real OpenSSH, reached over a cable of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  joinCgroup,
  makeCgroup,
  namedHierarchies,
  removeCgroup,
} from '../../../scripts/lab-hosts/cgroups.ts';
import { run } from '../../../scripts/package/run.ts';
import { poll } from '../poll.ts';

export class SystemdHost implements AsyncDisposable {
  readonly name: string;
  /** Of the host, as this machine reaches it. */
  readonly address: string;
  /** Of this machine, as the host reaches it. */
  readonly outside: string;
  readonly #folder: string;
  readonly #cgroup: string;
  readonly #process: ChildProcess;
  #init = 0;

  private constructor(name: string, folder: string, network: string, process: ChildProcess) {
    this.name = name;
    this.#cgroup = `cellar-${name}`;
    this.#folder = folder;
    this.#process = process;
    this.outside = `${network}.1`;
    this.address = `${network}.2`;
  }

  /** @param tree a Debian, see `debianTree`; it is not written to. */
  static async boot(tree: string): Promise<SystemdHost> {
    const name = `host-${randomBytes(3).toString('hex')}`;
    const folder = await mkdtemp(join(dirname(tree), `${name}-`));
    const cgroup = `cellar-${name}`;
    await makeCgroup(cgroup, namedHierarchies);
    const namespaces = '--mount --uts --ipc --cgroup --net --pid --fork --kill-child';
    const script = join(import.meta.dirname, 'boot.sh');
    const enter = `${joinCgroup(cgroup, namedHierarchies)} && exec unshare ${namespaces} bash "$@"`;
    const child = spawn('bash', ['-c', enter, 'boot', script, tree, folder, name], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const host = new SystemdHost(name, folder, `10.${randomInt(64, 128)}.${randomInt(256)}`, child);
    try {
      await host.#start();
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
  }

  async #start(): Promise<void> {
    await poll(`systemd of ${this.name} runs`, async () => {
      if (this.#process.exitCode !== null)
        throw new Error(`${this.name} ended with ${this.#process.exitCode}`);
      const { pid } = this.#process;
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
      this.#init = Number(children.trim());
      const program = await readFile(`/proc/${this.#init}/comm`, 'utf8').catch(() => '');
      return program.trim() === 'systemd';
    });
    await this.#passOverRealTime();
    const cable = `c-${this.name}`.slice(0, 15);
    await run('ip', [
      'link',
      'add',
      cable,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      String(this.#init),
    ]);
    await run('ip', ['addr', 'add', `${this.outside}/30`, 'dev', cable]);
    await run('ip', ['link', 'set', cable, 'up']);
    await this.run('ip', 'addr', 'add', `${this.address}/30`, 'dev', 'eth0');
    await this.run('ip', 'link', 'set', 'eth0', 'up');
    await this.run('ip', 'route', 'add', 'default', 'via', this.outside);
    await poll(`${this.name} has booted`, async () =>
      /^(running|degraded)/.test(await this.shell('systemctl is-system-running --wait 2>&1 || true')),
    );
  }

  /**
   * A kernel that gives out real time by groups (RT_GROUP_SCHED, which those of Debian lack) gives systemd's groups none,
   * so that no unit starts which asks for it.
   */
  async #passOverRealTime(): Promise<void> {
    if (!existsSync(`/sys/fs/cgroup/cpu/${this.#cgroup}/cpu.rt_runtime_us`)) return;
    const folder = '/etc/systemd/system/cellar-lease-keeper.service.d';
    await this.shell(
      `mkdir -p ${folder}; printf '[Service]\nCPUSchedulingPolicy=other\n' > ${folder}/test.conf`,
    );
  }

  /** Runs a program in it as root and returns what it printed. @throws Error with what it complained about. */
  run(program: string, ...args: string[]): Promise<string> {
    const enter = ['-t', String(this.#init), '--all', '--root', '--'];
    const clean = ['env', '-i', '-C', '/', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C'];
    return run('nsenter', [...enter, ...clean, program, ...args]);
  }

  /** Runs a script of sh(1) in it as root. */
  shell(script: string): Promise<string> {
    return this.run('sh', '-euc', script);
  }

  /** Puts a file of this machine into one of its folders. */
  async put(file: string, folder: string): Promise<void> {
    await run('cp', [file, `/proc/${this.#init}/root${folder}/`]);
  }

  /** Ends all that runs on it at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.#process.exitCode === null && this.#process.signalCode === null;
    if (ended) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exit;
    }
    await removeCgroup(this.#cgroup, namedHierarchies);
    await rm(this.#folder, { recursive: true, force: true });
  }
}
