import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Template } from '../../domain/template.ts';
import { checkTemplateNames } from '../../domain/template-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { templateSubject } from './find-template.ts';

export type TemplateSettings = Pick<Template, 'name' | 'admin' | 'operatingSystem'> & {
  readonly hardware: Omit<Template['hardware'], 'firmware'>;
};

/** @throws DomainError `forbidden`, `invalid`, `already_exists` (`name_taken`). */
export async function createTemplate(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: TemplateSettings,
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'templates.manage');
  checkTemplateNames(input);
  const { name, admin, operatingSystem } = input;
  const hardware = { ...input.hardware, firmware: 'bios' } as const;
  const id = ports.ids.xid(ctx.nowMs);
  const subject = templateSubject(id);
  await ports.store.transaction(async (tx) => {
    // Nano guards the name at the creation only: a change may give two templates the same one.
    if ((await tx.templates.list()).some((other) => other.name === name)) {
      throw new DomainError('already_exists', `a template named '${name}' exists`, {
        reason: 'name_taken',
        subject,
      });
    }
    const times = { createdAtMs: ctx.nowMs, modifiedAtMs: ctx.nowMs };
    await tx.templates.insert({ id, name, admin, operatingSystem, hardware, ...times });
    await tx.audit.append(ctx, {
      action: 'create-template',
      subject,
      outcome: 'done',
      details: { name, admin, operatingSystem, hardware },
    });
  });
  return { id };
}
