/** The verbs of an agent that matter for failover: its own use-cases, called without gRPC. */
import type { Hypervisor } from '../../../cell-agent/src/hypervisor/port.ts';
import type { LeaseKeeper } from '../../../cell-agent/src/leases/lease-keeper.ts';
import { adoptGuest } from '../../../cell-agent/src/use-cases/guests/adopt-guest.ts';
import { forgetGuest } from '../../../cell-agent/src/use-cases/guests/forget-guest.ts';
import { setFailover } from '../../../cell-agent/src/use-cases/guests/set-failover.ts';
import { startGuest } from '../../../cell-agent/src/use-cases/guests/start-guest.ts';
import { stopGuest } from '../../../cell-agent/src/use-cases/guests/stop-guest.ts';
import { KeyedLock } from '../../../cell-agent/src/use-cases/keyed-lock.ts';
import { renewLeases } from '../../../cell-agent/src/use-cases/leases/renew-leases.ts';
import type { Cell } from '../../../cell-agent/src/use-cases/ports.ts';
import { restoreSnapshot } from '../../../cell-agent/src/use-cases/snapshots/restore-snapshot.ts';
import type { CellService } from '../../../proto/src/service.ts';

export type VerbName =
  | 'renewLeases'
  | 'setFailover'
  | 'adoptGuest'
  | 'forgetGuest'
  | 'startGuest'
  | 'stopGuest'
  | 'restoreSnapshot';

type Verb<Name extends VerbName> = (
  request: ReturnType<CellService[Name]['requestDeserialize']>,
) => Promise<unknown>;

export type Verbs = { readonly [Name in VerbName]: Verb<Name> };

const { signal } = new AbortController();

export function agentVerbs(parts: { hypervisor: Hypervisor; leases: LeaseKeeper }): Verbs {
  // Guests of these clusters start from their disks, which takes no image.
  const cell = { ...parts, guestLocks: new KeyedLock() } as unknown as Cell;
  return {
    renewLeases: (request) => renewLeases(cell, request),
    setFailover: (request) => setFailover(cell, request, signal),
    adoptGuest: (request) => adoptGuest(cell, request, signal),
    forgetGuest: (request) => forgetGuest(cell, request, signal),
    startGuest: (request) => startGuest(cell, request, signal),
    stopGuest: (request) => stopGuest(cell, request, signal),
    restoreSnapshot: (request) => restoreSnapshot(cell, request, signal),
  };
}
