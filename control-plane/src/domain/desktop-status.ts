/** A desktop's state in the words of Nova. */
import type { DesktopState } from './desktop.ts';
import type { GuestPhase } from './guest.ts';
import type { GuestStatus } from './live.ts';

export type ServerStatus = 'BUILD' | 'ACTIVE' | 'SHUTOFF' | 'PAUSED' | 'REBUILD' | 'ERROR' | 'DELETED';

export interface SeenDesktop {
  readonly state: DesktopState;
  /** Of its guest; null: it has none (yet, or any more). */
  readonly guest: {
    readonly phase: GuestPhase;
    readonly status: GuestStatus;
    readonly paused: boolean;
  } | null;
}

/** A guest whose cell is silent counts as an error: nobody can be sent there. */
export function serverStatus({ state, guest }: SeenDesktop): ServerStatus {
  if (state === 'error') return 'ERROR';
  if (state === 'deleting' || guest?.phase === 'deleting') return 'DELETED';
  if (state === 'building' || guest?.phase === 'creating') return 'BUILD';
  if (guest === null || guest.status === 'lost') return 'ERROR';
  if (guest.phase === 'resetting' || state === 'releasing') return 'REBUILD';
  if (guest.paused) return 'PAUSED';
  return guest.status === 'running' ? 'ACTIVE' : 'SHUTOFF';
}

const vmStates = {
  BUILD: 'building',
  ACTIVE: 'active',
  SHUTOFF: 'stopped',
  PAUSED: 'paused',
  REBUILD: 'active',
  ERROR: 'error',
  DELETED: 'deleted',
} as const satisfies Record<ServerStatus, string>;

export function vmState(status: ServerStatus): string {
  return vmStates[status];
}

const taskStates: Partial<Record<ServerStatus, string>> = {
  BUILD: 'spawning',
  REBUILD: 'rebuilding',
  DELETED: 'deleting',
};

/** What is being done with it; null: nothing. */
export function taskState(status: ServerStatus): string | null {
  return taskStates[status] ?? null;
}

/** Nova's numbers: 0 none, 1 running, 3 paused, 4 shut down. */
export function powerState(status: ServerStatus): number {
  if (status === 'ACTIVE') return 1;
  if (status === 'PAUSED') return 3;
  return status === 'SHUTOFF' ? 4 : 0;
}
