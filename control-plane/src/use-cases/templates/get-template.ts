import type { Template } from '../../domain/template.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findTemplate } from './find-template.ts';

/** @throws DomainError `not_found`. */
export async function getTemplate(
  ports: Pick<Ports, 'store'>,
  _ctx: Context,
  input: { templateId: string },
): Promise<Template> {
  return await findTemplate(ports.store, input.templateId);
}
