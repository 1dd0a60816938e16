import type { DesktopHolder } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import { findDesktop } from './desktop-reach.ts';
import { followReleases, type ReleasePorts } from './follow-releases.ts';
import { releaseDesktop } from './release-desktop.ts';

/** Takes the desktop from one user or group. @throws DomainError `forbidden`, `not_found` also for who does not have it. */
export async function removeDesktopHolder(
  ports: ReleasePorts,
  ctx: Context,
  input: { readonly id: string; readonly holder: DesktopHolder },
): Promise<void> {
  const { holder } = input;
  await ports.store.transaction(async (tx) => {
    const { server } = await findDesktop(tx, ctx, input.id);
    if (!(await releaseDesktop(tx, ctx, server, holder))) missing(holder.kind, holder.id);
    const subject = { kind: 'server', id: server.id };
    await tx.audit.append(ctx, { action: 'release-desktop', subject, outcome: 'done', details: { holder } });
  });
  await followReleases(ports);
}
