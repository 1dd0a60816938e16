/** Which domains are guests of this cell, remembered so that events and statistics need no question each. */
import type { GuestRecord, GuestRecords } from './guest-records.ts';

export interface OwnGuest {
  readonly name: string;
  readonly cores: number;
  readonly ethernetAddresses: readonly string[];
}

export class OwnGuests {
  readonly #records: GuestRecords;
  /** Null for foreign domains. */
  readonly #known = new Map<string, OwnGuest | null>();

  constructor(records: GuestRecords) {
    this.#records = records;
  }

  /** Null for a foreign or absent domain. */
  async find(guestId: string): Promise<OwnGuest | null> {
    const known = this.#known.get(guestId);
    if (known !== undefined) return known;
    const found = await this.#records.look(guestId);
    if (found === null) return null;
    const own = found === 'foreign' ? null : summary(found);
    this.#known.set(guestId, own);
    return own;
  }

  has(guestId: string): boolean {
    return Boolean(this.#known.get(guestId));
  }

  forget(guestId: string): void {
    this.#known.delete(guestId);
  }

  /** Forgets all that is not among the records. */
  replace(records: readonly GuestRecord[]): void {
    this.#known.clear();
    for (const record of records) this.#known.set(record.ref.uuid, summary(record));
  }
}

function summary({ domain }: GuestRecord): OwnGuest {
  const { name, interfaces } = domain.spec;
  return {
    name,
    cores: domain.cores,
    ethernetAddresses: interfaces.map(({ ethernetAddress }) => ethernetAddress),
  };
}
