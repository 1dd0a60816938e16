import type { Project } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';

/** A project that no other is below, with the roles on it and the tokens for it. */
export async function removeProject(tx: Store, ctx: Context, project: Project): Promise<void> {
  const { id, name, domainId } = project;
  await tx.identity.removeProject(id);
  const subject = { kind: 'project', id };
  const details = { name, domainId };
  await tx.audit.append(ctx, { action: 'delete-project', subject, outcome: 'done', details });
}
