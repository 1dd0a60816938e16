import type { HeldDesktop, Maintenance } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { assignDesktop } from './assign-desktop.ts';
import { findAssignable } from './desktop-reach.ts';
import { findHolders, type HolderIds } from './find-holders.ts';
import { followReleases, type ReleasePorts } from './follow-releases.ts';
import { releaseDesktop } from './release-desktop.ts';

/**
 * The desktop is of these users and groups and of no others; a list that is absent stays as it is.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`server_leaving`).
 */
export async function replaceDesktopHolders(
  ports: ReleasePorts,
  ctx: Context,
  input: HolderIds & { readonly id: string; readonly maintenance?: Maintenance | null | undefined },
): Promise<HeldDesktop> {
  const held = await ports.store.transaction(async (tx) => {
    const { server, project } = await findAssignable(tx, ctx, input.id);
    const wanted = await findHolders(tx, ctx, project, input);
    for (const holder of wanted) await assignDesktop(tx, ctx, server, holder);
    for (const { holder } of await tx.desktops.assignmentsOf(server.id)) {
      const isReplaced = (holder.kind === 'user' ? input.users : input.groups) !== undefined;
      const stays = wanted.some(({ kind, id }) => kind === holder.kind && id === holder.id);
      if (isReplaced && !stays) await releaseDesktop(tx, ctx, server, holder);
    }
    if (input.maintenance !== undefined) await tx.desktops.setMaintenance(server.id, input.maintenance);
    const holders = (await tx.desktops.assignmentsOf(server.id)).map(({ holder }) => holder);
    const subject = { kind: 'server', id: server.id };
    await tx.audit.append(ctx, {
      action: 'modify-desktop',
      subject,
      outcome: 'done',
      details: { holders, ...changedMaintenance(input) },
    });
    return { server: { ...server, ...changedMaintenance(input) }, holders };
  });
  ports.reserves.wake(held.server.projectId);
  await followReleases(ports);
  return held;
}

function changedMaintenance({ maintenance }: { maintenance?: Maintenance | null | undefined }) {
  return maintenance === undefined ? {} : { maintenance };
}
