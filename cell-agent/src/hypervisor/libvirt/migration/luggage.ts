/** What goes from one libvirt hypervisor to another with a guest, besides its memory and disks. */
import { DomainError } from '../../../../../proto/src/errors.ts';

export interface Luggage {
  /** Of the running domain, as libvirt means it for the target; of a stopped one, as it is kept. Has secrets. */
  readonly xml: string;
  /** What cloud-init has set the guest up as. */
  readonly instance: string;
  /** Libvirt's own, for the target's part. */
  readonly cookie: string;
  /** Parents first. */
  readonly snapshots: readonly { readonly xml: string; readonly current: boolean }[];
}

export function packLuggage(luggage: Luggage): Uint8Array {
  return Buffer.from(JSON.stringify({ version: 1, ...luggage }));
}

/** @throws DomainError `unsupported` for what another kind or version of agent has packed. */
export function unpackLuggage(packed: Uint8Array): Luggage {
  try {
    const luggage = JSON.parse(Buffer.from(packed).toString()) as Luggage & { version: number };
    if (luggage.version === 1) return luggage;
  } catch {
    // Told below.
  }
  throw new DomainError('unsupported', 'the guest comes from an agent that this one does not understand', {
    reason: 'luggage_unknown',
  });
}
