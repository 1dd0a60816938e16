import type { RollOut } from '../../domain/roll-out.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktopProject } from './desktop-access.ts';
import { applyDesktopSettings } from './desktop-settings.ts';
import { followRollOuts, type RollOutPorts } from './follow-roll-outs.ts';

export interface PublishImageInput {
  readonly id: string;
  readonly imageId: string;
  /** How many desktops are rebuilt at once. */
  readonly batch: number;
  /** From then on desktops that users have are rebuilt, too; null: when they are given back. */
  readonly forceAtMs: number | null;
}

/**
 * The project's desktops are made from this image from now on, and those that it has are rebuilt: free ones at once, a few at a
 * time. Again with the image that it has: for a new version of it.
 * @throws DomainError `forbidden`, `not_found`, `invalid` for the image, `conflict` (`roll_out_running`).
 */
export async function publishImage(
  ports: RollOutPorts & Pick<Ports, 'desktops'>,
  ctx: Context,
  { id, imageId, batch, forceAtMs }: PublishImageInput,
): Promise<RollOut> {
  const rollOut = await ports.store.transaction(async (tx) => {
    const { desktop } = await findDesktopProject(tx, ctx, id);
    const within = { store: tx, desktops: ports.desktops };
    const settings = await applyDesktopSettings(within, ctx, desktop, { imageId });
    await tx.desktops.updateProject({ ...desktop, ...settings });
    const begun: RollOut = {
      id: ports.ids.uuid(),
      projectId: desktop.projectId,
      imageId: settings.imageId,
      previousImageId: desktop.imageId,
      state: 'running',
      batch,
      forceAtMs,
      failures: 0,
      message: null,
      createdAtMs: ctx.nowMs,
      finishedAtMs: null,
    };
    await tx.rollOuts.insert(begun);
    const subject = { kind: 'project', id: desktop.projectId };
    const details = { image: imageId, previous: desktop.imageId, batch, forceAtMs };
    await tx.audit.append(ctx, { action: 'publish-image', subject, outcome: 'accepted', details });
    return begun;
  });
  await followRollOuts(ports);
  return rollOut;
}
