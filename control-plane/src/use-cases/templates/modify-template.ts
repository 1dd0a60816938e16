import { requireRight } from '../../domain/rights.ts';
import { checkTemplateNames } from '../../domain/template-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { TemplateSettings } from './create-template.ts';
import { findTemplate, templateSubject } from './find-template.ts';

/**
 * Replaces what the template says. Guests have a copy of their own and stay as they are.
 * @throws DomainError `forbidden`, `not_found`, `invalid`.
 */
export async function modifyTemplate(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: TemplateSettings & { readonly templateId: string },
): Promise<void> {
  requireRight(ctx.actor, 'templates.manage');
  checkTemplateNames(input);
  const { name, admin, operatingSystem } = input;
  await ports.store.transaction(async (tx) => {
    const { id, hardware: old } = await findTemplate(tx, input.templateId);
    const hardware = { ...input.hardware, firmware: old.firmware };
    await tx.templates.update(id, { name, admin, operatingSystem, hardware, modifiedAtMs: ctx.nowMs });
    await tx.audit.append(ctx, {
      action: 'modify-template',
      subject: templateSubject(id),
      outcome: 'done',
      details: { name, admin, operatingSystem, hardware },
    });
  });
}
