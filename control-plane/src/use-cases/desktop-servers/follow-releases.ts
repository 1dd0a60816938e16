import { DomainError } from '../../../../proto/src/errors.ts';
import { type DesktopServer, releasePolicyOf } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { followFloatingIps } from '../floating-ips/follow-floating-ips.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { followVolumes } from '../volumes/follow-volumes.ts';
import { isPassing } from './passing-failure.ts';
import { submitRebuild } from './rebuild-desktop.ts';
import { settleDesktop } from './settle-desktop.ts';

const atOnce = 100;

export type ReleasePorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock' | 'reserves'>;

/**
 * Has the desktops that were given back rebuilt or deleted, as their projects say, and what was their users' leaves them. What can not be begun now (a silent
 * cell, another operation at work) is begun by a later call; what never can makes the desktop an error.
 */
export async function followReleases(ports: ReleasePorts): Promise<void> {
  for (const server of await ports.store.desktops.releasingServers(atOnce)) {
    try {
      await followRelease(ports, systemContext(ports), server);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!isPassing(error)) await quarantine(ports, server, error);
    }
  }
  // Those of desktops that are rebuilt or deleted go with that.
  await followVolumes(ports);
  await followFloatingIps(ports);
}

async function followRelease(ports: ReleasePorts, ctx: Context, server: DesktopServer): Promise<void> {
  const { store } = ports;
  const project = await store.desktops.getProject(server.projectId);
  const policy = project && releasePolicyOf(project);
  const guest = await store.guests.get(server.id);
  if (guest === undefined) return settle(ports, server, 'error');
  // A new image may be on its way to it.
  if (policy === 'keep' && guest.phase === 'ready') return settle(ports, server, 'ready');
  await requireReachable(ports, guest);
  if (policy === 'delete') {
    const input = { guestId: guest.id, cellId: guest.cellId, force: true };
    const reserve = (tx: Ports['store']) => tx.guests.setPhase(guest.id, 'deleting');
    await submitGuestOperation(ports, ctx, { kind: 'delete-guest', guest, input, reserve });
  } else await submitRebuild(ports, ctx, server, guest);
}

async function settle(ports: ReleasePorts, { id }: DesktopServer, state: 'ready' | 'error'): Promise<void> {
  ports.reserves.wake(await ports.store.transaction((tx) => settleDesktop(tx, ports, id, state)));
}

async function quarantine(
  ports: ReleasePorts,
  { id, projectId }: DesktopServer,
  error: DomainError,
): Promise<void> {
  const ctx = systemContext(ports);
  await ports.store.transaction(async (tx) => {
    await settleDesktop(tx, ports, id, 'error');
    const subject = { kind: 'server', id };
    const details = { reason: error.reason, message: error.message };
    await tx.audit.append(ctx, { action: 'release-desktop', subject, outcome: 'failed', details });
  });
  ports.reserves.wake(projectId);
}
