import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeProject, type ProjectChange } from '../projects/modify-project.ts';
import { moveProject } from '../projects/move-project.ts';
import { type FoundDesktopProject, findDesktopProject } from './desktop-access.ts';
import { applyDesktopSettings, type DesktopSettingsInput } from './desktop-settings.ts';

export interface DesktopProjectChange {
  readonly id: string;
  readonly project: ProjectChange;
  /** Where it is to be from now on; absent: where it is. */
  readonly domainId?: string | undefined;
  readonly settings: Omit<DesktopSettingsInput, 'mode'>;
}

/**
 * What is absent stays. New settings are those of desktops to be made; those that exist stay as they are.
 * @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists`, `conflict`.
 */
export async function modifyDesktopProject(
  ports: Pick<Ports, 'store' | 'desktops' | 'reserves'>,
  ctx: Context,
  input: DesktopProjectChange,
): Promise<FoundDesktopProject> {
  const found = await ports.store.transaction(async (tx) => {
    const before = await findDesktopProject(tx, ctx, input.id);
    const within = { store: tx, desktops: ports.desktops };
    const settings = await applyDesktopSettings(within, ctx, before.desktop, input.settings);
    const desktop = { ...before.desktop, ...settings };
    const changed = await changeProject(tx, ctx, { id: input.id, change: input.project });
    const project = await moveProject(tx, ctx, changed, input.domainId ?? changed.domainId);
    await tx.desktops.updateProject(desktop);
    const subject = { kind: 'project', id: input.id };
    const { initScript: _, ...details } = settings;
    await tx.audit.append(ctx, { action: 'modify-desktop-project', subject, outcome: 'done', details });
    return { project, desktop };
  });
  ports.reserves.wake(input.id);
  return found;
}
