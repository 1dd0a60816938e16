/**
 * The addresses of running guests, looked for soon after the start until they are found and seldom afterwards. The
 * guest's agent knows best; leases are what there is without it.
 */
import type { GuestAddress } from '../../../../../proto/src/model.ts';
import type { AgentCalls } from '../agent/agent-calls.ts';
import { askAgent } from './find-addresses.ts';

const TICK_MS = 2_000;
const FOUND_MS = 60_000;
/** A guest without an address for this long probably never asks for one. */
const EAGER_MS = 300_000;
const PATIENT_MS = 20_000;

interface Entry {
  readonly ethernetAddresses: ReadonlySet<string>;
  readonly sinceMs: number;
  addresses: readonly GuestAddress[];
  agentConnected: boolean;
  dueAtMs: number;
  isBusy: boolean;
}

export class AddressBook implements Disposable {
  readonly #agents: AgentCalls;
  readonly #leases: () => Promise<ReadonlyMap<string, string>>;
  readonly #onChanged: (guestId: string) => void;
  readonly #entries = new Map<string, Entry>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    agents: AgentCalls,
    leases: () => Promise<ReadonlyMap<string, string>>,
    onChanged: (guestId: string) => void,
  ) {
    this.#agents = agents;
    this.#leases = leases;
    this.#onChanged = onChanged;
  }

  get(guestId: string): readonly GuestAddress[] {
    return this.#entries.get(guestId)?.addresses ?? [];
  }

  /** The guest runs; what is known of it is kept. */
  follow(guestId: string, ethernetAddresses: readonly string[], agentConnected: boolean): void {
    if (ethernetAddresses.length === 0) return;
    const entry = this.#entries.get(guestId) ?? {
      ethernetAddresses: new Set(ethernetAddresses.map((address) => address.toLowerCase())),
      sinceMs: performance.now(),
      addresses: [],
      agentConnected,
      dueAtMs: 0,
      isBusy: false,
    };
    this.#entries.set(guestId, entry);
    if (agentConnected !== entry.agentConnected) entry.dueAtMs = 0;
    entry.agentConnected = agentConnected;
    this.#wake(0);
  }

  forget(guestId: string): void {
    this.#entries.delete(guestId);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#entries.clear();
  }

  #wake(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookForDue(), delayMs).unref();
  }

  async #lookForDue(): Promise<void> {
    const nowMs = performance.now();
    const due = [...this.#entries].filter(([, entry]) => !entry.isBusy && entry.dueAtMs <= nowMs);
    if (this.#entries.size > 0) this.#wake(TICK_MS);
    if (due.length === 0) return;
    for (const [, entry] of due) entry.isBusy = true;
    const leases = await this.#leases();
    await Promise.all(due.map(([guestId, entry]) => this.#look(guestId, entry, leases)));
  }

  async #look(guestId: string, entry: Entry, leases: ReadonlyMap<string, string>): Promise<void> {
    const told = entry.agentConnected ? await askAgent(this.#agents, guestId, entry.ethernetAddresses) : [];
    const addresses = [...entry.ethernetAddresses].flatMap((ethernetAddress): GuestAddress[] => {
      const ofAgent = told.filter((one) => one.ethernetAddress === ethernetAddress);
      if (ofAgent.length > 0) return ofAgent;
      const leased = leases.get(ethernetAddress);
      return leased === undefined ? [] : [{ ethernetAddress, address: leased, source: 'lease' }];
    });
    entry.isBusy = false;
    const nowMs = performance.now();
    const isEager = nowMs - entry.sinceMs < EAGER_MS;
    // A lease is good enough to show, but the agent may still come to tell more.
    entry.dueAtMs = nowMs + (told.length > 0 ? FOUND_MS : isEager ? TICK_MS : PATIENT_MS) - TICK_MS / 10;
    if (addresses.length === 0 || this.#entries.get(guestId) !== entry) return;
    const isSame = JSON.stringify(addresses) === JSON.stringify(entry.addresses);
    entry.addresses = addresses;
    if (!isSame) this.#onChanged(guestId);
  }
}
