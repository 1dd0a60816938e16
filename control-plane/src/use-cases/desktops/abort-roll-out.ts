import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktopProject } from './desktop-access.ts';
import { getRollOut, type RollOutView } from './get-roll-out.ts';

/**
 * No more desktops get the new image by it; what is being rebuilt is finished.
 * @param input.restore the project has its earlier image again, for desktops to be made and those given back.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`roll_out_over`).
 */
export async function abortRollOut(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly id: string; readonly restore: boolean },
): Promise<RollOutView> {
  await ports.store.transaction(async (tx) => {
    const { project, desktop } = await findDesktopProject(tx, ctx, input.id);
    const rollOut = (await tx.rollOuts.latest(project.id)) ?? missing('roll-out', project.id);
    const subject = { kind: 'project', id: project.id };
    const by = `aborted by ${ctx.actor.userName}`;
    if (!(await tx.rollOuts.finish(rollOut.id, 'aborted', by, ctx.nowMs)))
      throw new DomainError('conflict', `the roll-out is ${rollOut.state}`, {
        reason: 'roll_out_over',
        subject,
      });
    if (input.restore && desktop.imageId === rollOut.imageId)
      await tx.desktops.updateProject({ ...desktop, imageId: rollOut.previousImageId });
    const details = { image: rollOut.imageId, restore: input.restore };
    await tx.audit.append(ctx, { action: 'abort-roll-out', subject, outcome: 'done', details });
  });
  return getRollOut(ports, ctx, input);
}
