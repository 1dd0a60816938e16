/** Changes of fake guests. One that runs may grow up to what it was started for, as a real one. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import { maximumCores, maximumMemoryBytes } from '../growth.ts';
import type { ChangeHypervisor } from '../port/changes.ts';
import type { Clock } from './clock.ts';
import { isAgentConnected } from './guest-agent.ts';
import type { FakeDisk, FakeGuest } from './state.ts';
import type { Store } from './store.ts';

/** About what the file of a compact disk takes. */
const compactFileBytes = 196 * 1024;

export interface ChangeOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly hostMemoryBytes: number;
  readonly onChanged: (guestId: string) => void;
}

export function createChanges({ store, clock, hostMemoryBytes, onChanged }: ChangeOptions): ChangeHypervisor {
  function revise(guestId: string, change: Partial<GuestSpec>): void {
    const guest = store.guest(guestId);
    store.putGuest({ ...guest, spec: { ...guest.spec, ...change } });
    onChanged(guestId);
  }

  function diskOf(guestId: string, index: number): FakeDisk {
    const { disks } = store.guest(guestId).spec;
    const disk = disks[index] === undefined ? null : store.findDisk(guestId, index);
    if (disk !== null) return disk;
    throw new DomainError('not_found', `guest ${guestId} has no disk ${index}`, {
      reason: 'disk_unknown',
      subject: { kind: 'guest', id: guestId },
      details: { index },
    });
  }

  return {
    renameGuest: async (guestId, name) => revise(guestId, { name, hostName: name }),
    async setCores(guestId, cores, when) {
      const guest = store.guest(guestId);
      if (when === 'now') refuseGrowth(guest, 'cores', cores, maximumCores(startedWith(guest).cores));
      revise(guestId, { cores });
    },
    async setMemory(guestId, memoryBytes) {
      const guest = store.guest(guestId);
      refuseGrowth(
        guest,
        'memory',
        memoryBytes,
        maximumMemoryBytes({ ...guest.spec, ...startedWith(guest) }, hostMemoryBytes),
      );
      revise(guestId, { memoryBytes });
    },
    async resizeDisk(guestId, index, sizeBytes) {
      const disk = diskOf(guestId, index);
      if (disk.sizeBytes < sizeBytes) store.putDisk({ ...disk, sizeBytes });
      const { disks } = store.guest(guestId).spec;
      revise(guestId, { disks: disks.map((one, at) => (at === index ? { ...one, sizeBytes } : one)) });
    },
    async compactDisk(guestId, index, options = {}) {
      const disk = diskOf(guestId, index);
      requireStopped(store.guest(guestId));
      if (options.signal?.aborted) throw new DomainError('cancelled', 'the compaction was cancelled');
      store.putDisk({ ...disk, allocatedBytes: Math.min(disk.allocatedBytes, compactFileBytes) });
      options.onProgress?.(100);
    },
    setAutoStart: async (guestId, autoStart) => revise(guestId, { autoStart }),
    setFailover: async (guestId, failover) => revise(guestId, { failover }),
    setMonitorSecret: async (guestId, monitorSecret) => revise(guestId, { monitorSecret }),
    async setGuestPassword(guestId) {
      if (isAgentConnected(store.guest(guestId), clock.now())) return;
      throw new DomainError('conflict', `the agent inside guest ${guestId} does not answer`, {
        reason: 'guest_agent_unresponsive',
        subject: { kind: 'guest', id: guestId },
      });
    },
  };
}

function startedWith({ spec, startedWith: kept }: FakeGuest): Pick<GuestSpec, 'cores' | 'memoryBytes'> {
  return kept ?? spec;
}

function refuseGrowth(guest: FakeGuest, what: 'cores' | 'memory', wanted: number, maximum: number): void {
  if (guest.state === 'stopped' || wanted <= maximum) return;
  throw new DomainError('conflict', `guest ${guest.spec.id} was started for at most ${maximum} of ${what}`, {
    reason: `${what}_above_maximum`,
    subject: { kind: 'guest', id: guest.spec.id },
    details: { maximum },
  });
}

function requireStopped({ spec, state }: FakeGuest): void {
  if (state === 'stopped') return;
  throw new DomainError('conflict', `guest ${spec.id} is running`, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: spec.id },
  });
}
