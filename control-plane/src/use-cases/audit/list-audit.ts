import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { AuditFilter, AuditRow, Page, Ports } from '../ports/index.ts';

/** A page of what was changed, by whom, newest first. */
export async function listAudit(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  search: Page & { readonly filter: AuditFilter },
): Promise<AuditRow[]> {
  requireRight(ctx.actor, 'audit.read');
  const { limit, offset, filter } = search;
  return ports.store.audit.list({ limit, offset }, filter);
}
