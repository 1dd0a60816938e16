import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import { forgetDesktop } from '../desktop-servers/forget-desktop.ts';
import { deleteGuest } from '../guests/delete-guest.ts';
import type { Ports } from '../ports/index.ts';
import { deleteProject, requireDeletable } from '../projects/delete-project.ts';
import { changeProject } from '../projects/modify-project.ts';
import { systemContext } from '../system-context.ts';
import { submitDeletion } from '../volumes/delete-volume.ts';
import { volumeBusy } from '../volumes/volume-access.ts';
import { findDesktopProject } from './desktop-access.ts';

type DeletePorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>;

/** How many desktops are deleted at the same time. */
const atOnce = 8;
const deletionMs = 60_000;

/**
 * With the identity project; with `force` also one that has desktops. What stopped half way is stopped: the project is disabled
 * and has fewer desktops, and the next call goes on.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`has_servers`, `has_volumes`), and what the deletion of a guest does.
 */
export async function deleteDesktopProject(
  ports: DeletePorts,
  ctx: Context,
  input: { id: string; force: boolean },
): Promise<void> {
  const { project } = await findDesktopProject(ports.store, ctx, input.id);
  if (input.force) {
    await closeProject(ports, ctx, project.id);
    const ids = (await ports.store.desktops.listHeld({ projectIds: [project.id] })).map(
      ({ server }) => server.id,
    );
    for (let from = 0; from < ids.length; from += atOnce)
      await Promise.all(ids.slice(from, from + atOnce).map((id) => deleteDesktop(ports, ctx, id)));
    await deleteVolumes(ports, ctx, project.id);
  }
  await deleteProject(ports, ctx, { id: project.id });
}

/** Nobody gets a desktop of it any more, and none is made. @throws DomainError `forbidden`, `not_found`. */
async function closeProject({ store }: DeletePorts, ctx: Context, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    const { desktop, project } = await findDesktopProject(tx, ctx, id);
    await requireDeletable(tx, ctx, project);
    await changeProject(tx, ctx, { id, change: { enabled: false } });
    await tx.desktops.updateProject({ ...desktop, minReserve: null });
    const subject = { kind: 'project', id };
    await tx.audit.append(ctx, { action: 'close-desktop-project', subject, outcome: 'done' });
  });
}

async function deleteDesktop(ports: DeletePorts, { requestId }: Context, guestId: string): Promise<void> {
  try {
    await deleteGuest(ports, systemContext(ports, requestId), { guestId, force: true });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    await ports.store.transaction((tx) => forgetDesktop(tx, guestId, ports.clock.nowMs()));
  }
}

/** With what is on them. */
async function deleteVolumes(ports: DeletePorts, ctx: Context, projectId: string): Promise<void> {
  const begun = await ports.store.transaction(async (tx) => {
    const operations: (Operation | null)[] = [];
    for (const volume of await tx.volumes.list({ projectIds: [projectId] })) {
      if (volume.state !== 'available' && volume.state !== 'error') throw volumeBusy(volume);
      operations.push(await submitDeletion(ports, tx, ctx, volume));
    }
    return operations.filter((one) => one !== null);
  });
  for (const { id } of begun) ports.operations.start(id);
  for (const { id } of begun) await ports.operations.finished(id, { timeoutMs: deletionMs });
}
