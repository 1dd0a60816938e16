import { DomainError } from '../../../../proto/src/errors.ts';
import { numberedNames } from '../../domain/desktop-names.ts';
import { administersProject } from '../../domain/rights.ts';
import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import { type FoundDesktopProject, requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findHolders, type HolderIds } from './find-holders.ts';
import { type MadeDesktops, makeDesktops } from './make-desktops.ts';

export interface CreateDesktopsInput extends HolderIds {
  /** Undefined: the project of the caller's token. */
  readonly projectId: string | undefined;
  readonly name: string;
  /** More than one are named `<name>-1` and so on. */
  readonly count: number;
  readonly description: string;
}

/**
 * Accepts new desktops, all or none, each for all these users and groups.
 * @throws DomainError `forbidden`, `not_found`, `invalid` (`not_desktop_project`, what the project is made with),
 *   `quota_exceeded`, `already_exists`.
 */
export async function createDesktops(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock' | 'desktops'>,
  ctx: Context,
  input: CreateDesktopsInput,
): Promise<MadeDesktops> {
  const found = await projectFor(ports, ctx, input.projectId);
  const { name, count, description } = input;
  const { maxBatch } = ports.limits;
  if (count > maxBatch)
    throw new DomainError('invalid', `count must be at most ${maxBatch}, not ${count}`, {
      reason: 'batch_too_large',
      details: { field: 'server.count', maximum: maxBatch },
    });
  const holders = await findHolders(ports.store, ctx, found.project, input);
  const names = numberedNames(name, count);
  const wanted = { found, names, description, origin: 'administrator', holders } as const;
  return makeDesktops(ports, ctx, wanted, async (tx, { reservationId, servers }) => {
    const subject = { kind: 'project', id: found.project.id };
    const details = { reservationId, servers: servers.map(({ id }) => id), holders };
    await tx.audit.append(ctx, { action: 'create-desktops', subject, outcome: 'accepted', details });
  });
}

async function projectFor(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  projectId: string | undefined,
): Promise<FoundDesktopProject> {
  requireDesktopAdministrator(ctx);
  const id = projectId ?? ctx.actor.identity?.project?.id;
  if (id === undefined)
    throw new DomainError('invalid', 'server.project_id is missing: the token is not of a project', {
      reason: 'bad_request',
      details: { field: 'server.project_id' },
    });
  const project = await store.identity.getProject(id);
  if (!project || !administersProject(ctx.actor, project)) return missing('project', id);
  const desktop = await store.desktops.getProject(id);
  if (!desktop) throw rsError('not_desktop_project', { project_name: project.name });
  return { project, desktop };
}
