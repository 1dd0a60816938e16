import { DomainError } from '../../../../proto/src/errors.ts';
import type { Project } from '../../domain/identity.ts';
import { reserveWarning } from '../../domain/warning.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';

/**
 * A project that no other is below, with the roles on it, the tokens for it and its desktop settings.
 * @throws DomainError `conflict` with reason `has_servers` while it has desktops, `has_volumes` while it has those.
 */
export async function removeProject(tx: Store, ctx: Context, project: Project): Promise<void> {
  const { id, name, domainId } = project;
  const servers = await tx.desktops.countServers(id);
  if (servers > 0) throw hasServers(project, servers);
  const volumes = (await tx.volumes.list({ projectIds: [id] })).length;
  if (volumes > 0) throw hasVolumes(project, volumes);
  await tx.warnings.clear(reserveWarning(id), ctx.nowMs);
  await tx.identity.removeProject(id);
  const subject = { kind: 'project', id };
  const details = { name, domainId };
  await tx.audit.append(ctx, { action: 'delete-project', subject, outcome: 'done', details });
}

function hasServers({ id, name }: Project, servers: number): DomainError {
  return new DomainError('conflict', `the project '${name}' still has ${servers} instance(s)`, {
    reason: 'has_servers',
    subject: { kind: 'project', id },
    details: { servers },
  });
}

function hasVolumes({ id, name }: Project, volumes: number): DomainError {
  return new DomainError('conflict', `the project '${name}' still has ${volumes} volume(s)`, {
    reason: 'has_volumes',
    subject: { kind: 'project', id },
    details: { volumes },
  });
}
