import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { assignDesktop } from './assign-desktop.ts';
import { findAssignable } from './desktop-reach.ts';
import { findHolders, type HolderIds } from './find-holders.ts';

/**
 * Each of these desktops is each of these users' and groups' besides, all or none; who has one already keeps it.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`server_leaving`).
 */
export async function addDesktopHolders(
  ports: Pick<Ports, 'store' | 'reserves'>,
  ctx: Context,
  input: HolderIds & { readonly servers: readonly string[] },
): Promise<void> {
  const projects = new Set<string>();
  await ports.store.transaction(async (tx) => {
    for (const id of new Set(input.servers)) {
      const { server, project } = await findAssignable(tx, ctx, id);
      projects.add(project.id);
      const holders = await findHolders(tx, ctx, project, input);
      for (const holder of holders) await assignDesktop(tx, ctx, server, holder);
      const subject = { kind: 'server', id };
      await tx.audit.append(ctx, {
        action: 'assign-desktop',
        subject,
        outcome: 'done',
        details: { holders },
      });
    }
  });
  for (const id of projects) ports.reserves.wake(id);
}
