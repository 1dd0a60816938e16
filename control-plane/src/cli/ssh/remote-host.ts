/** A host behind an SSH connection: runs scripts there, as its user or as root. */
import type { Client, ClientChannel } from 'ssh2';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Destination } from './destination.ts';
import { writtenName } from './known-hosts.ts';

/** How the user becomes root there. */
export type Privilege =
  | { readonly kind: 'root' }
  | { readonly kind: 'sudo' }
  | { readonly kind: 'sudo-password'; readonly password: string };

export interface ScriptOptions {
  /** What the script reads; secrets come this way only, since everybody sees the words of a command. */
  readonly input?: string;
  /** Gets each line of the standard output. */
  readonly onLine?: (line: string) => void;
}

export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly complaint: string;
}

export interface Running {
  readonly input: ClientChannel;
  readonly ended: Promise<Ended>;
}

export class RemoteHost implements Disposable {
  readonly destination: Destination;
  readonly #client: Client;
  #privilege: Privilege = { kind: 'root' };
  #isOpen = true;

  constructor(client: Client, destination: Destination) {
    this.#client = client;
    this.destination = destination;
    client.removeAllListeners('error');
    client.on('error', () => undefined);
    client.on('close', () => {
      this.#isOpen = false;
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Of what comes from then on by `runAsRoot`. */
  set privilege(privilege: Privilege) {
    this.#privilege = privilege;
  }

  /** Runs a script of sh(1) as the user and returns what it printed. @throws DomainError `script_failed`, `ssh_lost`. */
  async run(script: string, options: ScriptOptions = {}): Promise<string> {
    return this.#mustEnd(await this.attempt(script, options));
  }

  /** The same as root. */
  async runAsRoot(script: string, options: ScriptOptions = {}): Promise<string> {
    return this.#mustEnd(await this.attemptAsRoot(script, options));
  }

  /** Runs a script as the user, however it ends. @throws DomainError `cell_unreachable` (`ssh_lost`). */
  async attempt(script: string, options: ScriptOptions = {}): Promise<Ended> {
    const { input, ended } = await this.open(commandOf(script), options.onLine);
    input.end(options.input ?? '');
    return await ended;
  }

  async attemptAsRoot(script: string, options: ScriptOptions = {}): Promise<Ended> {
    const privilege = this.#privilege;
    if (privilege.kind === 'root') return this.attempt(script, options);
    const isAsked = privilege.kind === 'sudo-password';
    // With -k it asks in any case, so what it reads is the password and never the script's input.
    const sudo = isAsked ? "LC_ALL=C sudo -k -S -p ''" : 'LC_ALL=C sudo -n';
    const { input, ended } = await this.open(`${sudo} ${commandOf(script)}`, options.onLine);
    input.end(`${isAsked ? `${privilege.password}\n` : ''}${options.input ?? ''}`);
    return await ended;
  }

  /** Starts a command whose input is the caller's to write. `ended` rejects when the connection breaks. */
  open(command: string, onLine?: (line: string) => void): Promise<Running> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) return reject(this.#lost());
      const lost = () => reject(this.#lost());
      this.#client.once('close', lost);
      this.#client.exec(`env ${command}`, (error, channel) => {
        this.#client.off('close', lost);
        if (error) return reject(this.#isOpen ? error : this.#lost());
        // At once: of a short command the end is in the same packet.
        const ended = this.#collect(channel, onLine);
        ended.catch(() => undefined);
        resolve({ input: channel, ended });
      });
    });
  }

  /** Reads a command to its end. */
  #collect(channel: ClientChannel, onLine?: (line: string) => void): Promise<Ended> {
    return new Promise((resolve, reject) => {
      let output = '';
      let complaint = '';
      let partial = '';
      let code: number | null = null;
      channel.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (onLine === undefined) return;
        const lines = (partial + text).split('\n');
        partial = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      });
      channel.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint += text;
      });
      channel.on('error', () => undefined);
      channel.once('exit', (status: number | null) => {
        code = status ?? 255;
      });
      channel.once('close', () => {
        if (code === null) reject(this.#lost());
        else resolve({ code, output, complaint });
      });
    });
  }

  #mustEnd({ code, output, complaint }: Ended): string {
    if (code === 0) return output;
    const said = (complaint.trim() || output.trim()).split('\n').slice(-5).join('\n');
    throw new DomainError('unsupported', `${this.destination.host}: ${said || `exit code ${code}`}`, {
      reason: 'script_failed',
      details: { code },
    });
  }

  #lost(): DomainError {
    return new DomainError('cell_unreachable', `the connection to ${writtenName(this.destination)} broke`, {
      reason: 'ssh_lost',
    });
  }

  [Symbol.dispose](): void {
    this.#client.end();
  }
}

/** A word for any login shell; base64 has nothing that one of them would read otherwise. */
export function commandOf(script: string): string {
  const packed = Buffer.from(script).toString('base64');
  return `sh -c 'eval "$(echo ${packed} | base64 -d)"'`;
}
