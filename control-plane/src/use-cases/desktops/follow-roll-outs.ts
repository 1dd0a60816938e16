import { DomainError } from '../../../../proto/src/errors.ts';
import { mostFailures, nextOfRollOut, type RollOut, rollOutProgress } from '../../domain/roll-out.ts';
import type { Context } from '../context.ts';
import type { ReleasePorts } from '../desktop-servers/follow-releases.ts';
import { submitRebuild } from '../desktop-servers/rebuild-desktop.ts';
import { requireReachable } from '../guests/guest-operation.ts';
import type { Store } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { claimFreeDesktop } from './claim-free-desktop.ts';
import { rollOutDesktops } from './roll-out-desktops.ts';

export type RollOutPorts = ReleasePorts;

/** Goes on with the roll-outs that run; call now and then. What can not be rebuilt now is by a later call. */
export async function followRollOuts(ports: RollOutPorts): Promise<void> {
  for (const rollOut of await ports.store.rollOuts.running()) await followRollOut(ports, rollOut);
}

async function followRollOut(ports: RollOutPorts, rollOut: RollOut): Promise<void> {
  const ctx = systemContext(ports);
  const { projectId, imageId, failures } = rollOut;
  const image = (await ports.store.desktops.getProject(projectId))?.imageId;
  if (image !== imageId) return end(ports, ctx, rollOut, 'aborted', 'the project has another image by now');
  if (failures >= mostFailures)
    return end(ports, ctx, rollOut, 'failed', `${failures} desktops became errors`);
  const desktops = await rollOutDesktops(ports.store, rollOut);
  const { working, waiting } = rollOutProgress(desktops);
  if (working + waiting === 0) return end(ports, ctx, rollOut, 'done', null);
  for (const id of nextOfRollOut(rollOut, desktops, ctx.nowMs)) {
    try {
      await rebuild(ports, ctx, id);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

async function end(
  { store }: RollOutPorts,
  ctx: Context,
  { id, projectId, imageId }: RollOut,
  state: 'done' | 'failed' | 'aborted',
  message: string | null,
): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await tx.rollOuts.finish(id, state, message, ctx.nowMs))) return;
    const subject = { kind: 'project', id: projectId };
    const outcome = state === 'done' ? 'done' : 'failed';
    await tx.audit.append(ctx, {
      action: 'roll-out',
      subject,
      outcome,
      details: { image: imageId, message },
    });
  });
}

/** A free one is nobody's until it is ready again; of one that somebody has the sessions end. */
async function rebuild(ports: RollOutPorts, ctx: Context, id: string): Promise<void> {
  const server = await ports.store.desktops.getServer(id);
  const guest = await ports.store.guests.get(id);
  if (server === undefined || guest === undefined) return;
  await requireReachable(ports, guest);
  const isHeld = (await ports.store.desktops.assignmentsOf(id)).length > 0;
  await submitRebuild(ports, ctx, server, guest, async (tx: Store) => {
    if (isHeld) await tx.desktopSessions.closeAll({ serverId: id }, ctx.nowMs);
    else await claimFreeDesktop(tx, id, 'releasing');
  });
}
