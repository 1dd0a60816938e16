/**
 * Questions to the agents inside the guests. One that hangs keeps a call of libvirt's busy for seconds, and libvirtd
 * serves few calls of one connection at once: so they have a connection of their own, and few run together.
 */
import { LibvirtClient } from '../client.ts';
import { domainRef } from '../guest-records.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import { domainAgentSetResponseTimeout } from '../rpc/procedures.ts';

const CALLS_MAX = 4;
const ANSWER_SECONDS = 5;
/** Libvirt first asks for a sign of life, then the question itself. */
const CALL_MS = 15_000;

export type Ask<T> = (client: LibvirtClient, domain: DomainRef, options: { timeoutMs: number }) => Promise<T>;

export class AgentCalls implements AsyncDisposable {
  readonly #client: LibvirtClient;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(socketPath: string) {
    this.#client = new LibvirtClient({ socketPath });
  }

  /** Null when the agent does not answer in time. */
  async ask<T>(guestId: string, question: Ask<T>): Promise<T | null> {
    if (this.#running >= CALLS_MAX) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    const options = { timeoutMs: CALL_MS };
    const domain = domainRef(guestId);
    try {
      // Without it libvirt waits for ever for an agent that hangs.
      const limit = { domain, timeoutSeconds: ANSWER_SECONDS, flags: 0 };
      await this.#client.call(domainAgentSetResponseTimeout, limit, options);
      return await question(this.#client, domain, options);
    } catch {
      return null;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }
}
