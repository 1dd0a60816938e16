import { DomainError } from '../../../../proto/src/errors.ts';
import type { Template } from '../../domain/template.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `not_found`. */
export async function getTemplate(
  ports: Pick<Ports, 'store'>,
  _ctx: Context,
  input: { templateId: string },
): Promise<Template> {
  const template = await ports.store.templates.get(input.templateId);
  if (template) return template;
  const shown = input.templateId.slice(0, 80);
  throw new DomainError('not_found', `invalid template '${shown}'`, {
    reason: 'template_not_found',
    subject: { kind: 'template', id: shown },
  });
}
