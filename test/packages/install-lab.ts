/** A bare host to install a cell on, a control plane that it reaches, and the command line that does it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, runCellar } from '../support/cellar-program.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../support/control-plane.ts';
import { SystemdHost } from '../support/systemd-host/host.ts';
import { debianTree } from '../support/systemd-host/tree.ts';
import { BuiltPackages, debianNeeds } from './built.ts';

/** Of what the packages need, this is not there, but the host's source of packages offers it. */
const offered = ['genisoimage'];

export function hostTree(): Promise<string> {
  return debianTree({ installed: debianNeeds.filter((name) => !offered.includes(name)), offered });
}

export const userPasswords = { ops: 'Right-Sudo-1', free: 'Free-2', plain: 'Plain-3' } as const;

/** `ops` may become root by the password, `free` without one, `plain` not at all. */
const people = Object.entries(userPasswords)
  .map(([name, password]) => `useradd -m -s /bin/bash ${name}; echo '${name}:${password}' | chpasswd`)
  .join('\n');
const sudoers = `echo 'ops ALL=(ALL) ALL
free ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/test; chmod 0440 /etc/sudoers.d/test`;

export class InstallLab implements AsyncDisposable {
  readonly host: SystemdHost;
  readonly controlPlane: ControlPlane;
  readonly packages: BuiltPackages;
  /** Of the test's own. */
  readonly folder: string;

  private constructor(
    host: SystemdHost,
    controlPlane: ControlPlane,
    packages: BuiltPackages,
    folder: string,
  ) {
    this.host = host;
    this.controlPlane = controlPlane;
    this.packages = packages;
    this.folder = folder;
  }

  /** @param isBare nothing of what the packages need is installed: all comes from the host's source of packages. */
  static async open({ isBare = false } = {}): Promise<InstallLab> {
    const tree = isBare ? debianTree({ installed: [], offered: debianNeeds }) : hostTree();
    const [packages, host] = await Promise.all([BuiltPackages.shared(), SystemdHost.boot(await tree)]);
    const folder = await mkdtemp(join(tmpdir(), 'cellar-install-'));
    try {
      const cells = { listen: host.outside, port: 0, advertise: host.outside };
      const controlPlane = await startControlPlane({ settings: { cells } });
      const lab = new InstallLab(host, controlPlane, packages, folder);
      await lab.#makePeople();
      return lab;
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #makePeople(): Promise<void> {
    await this.#makeKey('stranger');
    const key = await this.#makeKey('key');
    await this.host.shell(`${people}
${sudoers}
for home in /root /home/free; do
  install -d -m 0700 "$home/.ssh"; echo '${key}' > "$home/.ssh/authorized_keys"; chown -R --reference="$home" "$home/.ssh"
done`);
  }

  /** Its private half lies in the test's folder. The host makes it: this machine may have no OpenSSH. */
  async #makeKey(name: string, passphrase = ''): Promise<string> {
    await this.host.shell(`ssh-keygen -q -t ed25519 -N '${passphrase}' -f /run/${name}`);
    const secret = await this.host.shell(`cat /run/${name}; rm /run/${name}`);
    await writeFile(join(this.folder, name), secret, { mode: 0o600 });
    return (await this.host.shell(`cat /run/${name}.pub`)).trim();
  }

  /** Has the host take a key with a passphrase for this user; returns its file. */
  async makeLockedKey(user: string, passphrase: string): Promise<string> {
    const key = await this.#makeKey('locked', passphrase);
    await this.host.shell(`echo '${key}' > /home/${user}/.ssh/authorized_keys`);
    return join(this.folder, 'locked');
  }

  get knownHosts(): string {
    return join(this.folder, 'known_hosts');
  }

  /** What all commands need to reach the host by the key. */
  get byKey(): readonly string[] {
    return ['--key', join(this.folder, 'key'), '--known-hosts', this.knownHosts];
  }

  get withPackages(): readonly string[] {
    return ['--agent-package', this.packages.folder];
  }

  /** `cellar cell …` as the administrator. */
  cell(words: readonly string[], input = ''): Promise<Ended> {
    const environment = {
      CELLAR_URL: this.controlPlane.origin,
      CELLAR_USER: 'admin',
      CELLAR_PASSWORD: testPassword,
      SSH_AUTH_SOCK: '',
      HOME: this.folder,
    };
    return runCellar(['--json', 'cell', ...words], undefined, { environment, input });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.controlPlane[Symbol.asyncDispose]();
    await this.host[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}
