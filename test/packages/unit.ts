import { poll } from '../support/poll.ts';
import type { SystemdHost } from '../support/systemd-host/host.ts';

/** A service of a host, as its systemd has it. */
export class Unit {
  readonly #host: SystemdHost;
  readonly #name: string;

  constructor(host: SystemdHost, name: string) {
    this.#host = host;
    this.#name = name;
  }

  async property(name: string): Promise<string> {
    return (await this.#host.run('systemctl', 'show', '-P', name, this.#name)).trim();
  }

  async pid(): Promise<number> {
    return Number(await this.property('MainPID'));
  }

  async becomes(state: 'active' | 'inactive'): Promise<void> {
    await poll(
      `${this.#name} is ${state}`,
      async () => (await this.property('ActiveState')) === state,
      120_000,
      200,
    );
  }

  /** Changes the watchdog's limit, which takes effect with the next start; the unit's own is too long for a test. */
  async watchEvery(seconds: number): Promise<void> {
    const folder = `/etc/systemd/system/${this.#name}.service.d`;
    await this.#host.shell(`mkdir -p ${folder}
printf '[Service]\\nWatchdogSec=${seconds}s\\n' > ${folder}/watchdog.conf; systemctl daemon-reload; systemctl restart ${this.#name}`);
  }

  /** Takes that back, from the next start on. */
  async watchAsUsual(): Promise<void> {
    await this.#host.shell(`rm -r /etc/systemd/system/${this.#name}.service.d; systemctl daemon-reload`);
  }

  /** Freezes it and returns when systemd has ended it and another one runs. */
  async freezeUntilReplaced(): Promise<void> {
    const frozen = await this.pid();
    await this.#host.shell(`kill -STOP ${frozen}`);
    await poll(
      `${this.#name} is replaced`,
      async () => {
        const pid = await this.pid();
        return pid !== 0 && pid !== frozen && (await this.property('ActiveState')) === 'active';
      },
      180_000,
      200,
    );
  }

  journal(): Promise<string> {
    return this.#host.run('journalctl', '--no-pager', '-o', 'cat', '-u', this.#name);
  }
}
