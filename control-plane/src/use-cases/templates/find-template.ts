import { DomainError } from '../../../../proto/src/errors.ts';
import type { Template } from '../../domain/template.ts';
import type { Store } from '../ports/index.ts';

export function templateSubject(templateId: string): { kind: string; id: string } {
  return { kind: 'template', id: templateId.slice(0, 80) };
}

/** @throws DomainError `not_found` with reason `template_not_found`. */
export async function findTemplate(store: Pick<Store, 'templates'>, templateId: string): Promise<Template> {
  const template = await store.templates.get(templateId);
  if (template) return template;
  const subject = templateSubject(templateId);
  throw new DomainError('not_found', `invalid template '${subject.id}'`, {
    reason: 'template_not_found',
    subject,
  });
}
