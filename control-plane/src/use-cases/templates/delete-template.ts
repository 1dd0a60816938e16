import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findTemplate, templateSubject } from './find-template.ts';

/** Guests made from it have a copy of their own and stay as they are. @throws DomainError `forbidden`, `not_found`. */
export async function deleteTemplate(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly templateId: string },
): Promise<void> {
  requireRight(ctx.actor, 'templates.manage');
  await ports.store.transaction(async (tx) => {
    const { id, name } = await findTemplate(tx, input.templateId);
    await tx.templates.remove(id);
    await tx.audit.append(ctx, {
      action: 'delete-template',
      subject: templateSubject(id),
      outcome: 'done',
      details: { name },
    });
  });
}
