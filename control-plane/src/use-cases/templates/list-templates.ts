import type { Template } from '../../domain/template.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** All system templates, sorted by name; for every session. */
export async function listTemplates(ports: Pick<Ports, 'store'>, _ctx: Context): Promise<Template[]> {
  const templates = await ports.store.templates.list();
  return templates.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
