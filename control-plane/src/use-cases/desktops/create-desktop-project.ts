import { type DesktopProject, withDesktopTag } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { addProject, type NewProject } from '../projects/create-project.ts';
import { type FoundDesktopProject, requireDesktopAdministrator } from './desktop-access.ts';
import { applyDesktopSettings, type DesktopSettingsInput, usualDesktopSettings } from './desktop-settings.ts';

export type NewDesktopProject = NewProject & {
  readonly settings: DesktopSettingsInput & Required<Pick<DesktopSettingsInput, 'flavorId' | 'imageId'>>;
};

/**
 * An identity project with the tag `trs`, and how its desktops are made.
 * @throws DomainError `forbidden`, `not_found` for the domain or the parent, `invalid`, `already_exists`.
 */
export async function createDesktopProject(
  ports: Pick<Ports, 'store' | 'ids' | 'desktops' | 'reserves'>,
  ctx: Context,
  { settings, ...input }: NewDesktopProject,
): Promise<FoundDesktopProject> {
  requireDesktopAdministrator(ctx);
  const id = ports.ids.uuid();
  const found = await ports.store.transaction(async (tx) => {
    const tags = withDesktopTag(input.tags);
    const project = await addProject(tx, ctx, { ...input, id, tags });
    const within = { store: tx, desktops: ports.desktops };
    const made = await applyDesktopSettings(within, ctx, await usualDesktopSettings(within), settings);
    const desktop: DesktopProject = { ...made, projectId: id, createdAtMs: ctx.nowMs };
    await tx.desktops.insertProject(desktop);
    const subject = { kind: 'project', id };
    const { initScript: _, ...details } = made;
    await tx.audit.append(ctx, { action: 'create-desktop-project', subject, outcome: 'done', details });
    return { project, desktop };
  });
  ports.reserves.wake(id);
  return found;
}
