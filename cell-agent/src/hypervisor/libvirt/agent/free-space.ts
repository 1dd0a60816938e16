/** How much room the file systems on a guest's disks have, as its agent tells now and then. */
import { domainGetGuestInfo } from '../rpc/procedures.ts';
import { fromTypedParams, type PlainValue } from '../rpc/typed-params.ts';
import type { AgentCalls } from './agent-calls.ts';

/** `virDomainGuestInfoTypes` */
const FILE_SYSTEMS = 16;
const TICK_MS = 2_000;
const PERIOD_MS = 30_000;
/** An agent that has not answered is not asked again for this long. */
const SILENT_MS = 60_000;

interface Entry {
  /** Zero: unknown. */
  freeBytes: number;
  dueAtMs: number;
  isBusy: boolean;
}

export class FreeSpace implements Disposable {
  readonly #agents: Pick<AgentCalls, 'ask'>;
  readonly #entries = new Map<string, Entry>();
  #timer: NodeJS.Timeout | undefined;

  constructor(agents: Pick<AgentCalls, 'ask'>) {
    this.#agents = agents;
  }

  /** Zero when unknown. */
  get(guestId: string): number {
    return this.#entries.get(guestId)?.freeBytes ?? 0;
  }

  /** Its agent is there. */
  follow(guestId: string): void {
    if (this.#entries.has(guestId)) return;
    this.#entries.set(guestId, { freeBytes: 0, dueAtMs: 0, isBusy: false });
    this.#wake(0);
  }

  /** Its agent is gone. */
  forget(guestId: string): void {
    this.#entries.delete(guestId);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#entries.clear();
  }

  #wake(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const nowMs = performance.now();
      for (const [guestId, entry] of this.#entries)
        if (!entry.isBusy && entry.dueAtMs <= nowMs) void this.#look(guestId, entry);
      if (this.#entries.size > 0) this.#wake(TICK_MS);
    }, delayMs).unref();
  }

  async #look(guestId: string, entry: Entry): Promise<void> {
    entry.isBusy = true;
    const told = await this.#agents.ask(guestId, (client, domain, options) =>
      client.call(domainGetGuestInfo, { domain, types: FILE_SYSTEMS, flags: 0 }, options),
    );
    entry.isBusy = false;
    entry.freeBytes = told === null ? 0 : freeBytesOf(fromTypedParams(told));
    entry.dueAtMs = performance.now() + (told === null ? SILENT_MS : PERIOD_MS);
  }
}

/**
 * The sum over all file systems on disks, each counted once however often it is mounted. Agents before QEMU 3.1 tell
 * no sizes.
 */
export function freeBytesOf(fields: Readonly<Record<string, PlainValue>>): number {
  const freeByName = new Map<string, number>();
  for (let index = 0; index < Number(fields['fs.count'] ?? 0); index += 1) {
    const field = (name: string) => fields[`fs.${index}.${name}`];
    const freeBytes = Number(field('total-bytes')) - Number(field('used-bytes'));
    if (Number(field('disk.count') ?? 0) === 0 || !(freeBytes >= 0)) continue;
    freeByName.set(String(field('name')), freeBytes);
  }
  return [...freeByName.values()].reduce((sum, free) => sum + free, 0);
}
