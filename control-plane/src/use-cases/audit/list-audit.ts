import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Page, Ports } from '../ports/index.ts';

export type AuditRow = Awaited<ReturnType<Ports['store']['audit']['list']>>[number];

/** A page of what was changed, by whom, newest first. */
export async function listAudit(ports: Pick<Ports, 'store'>, ctx: Context, page: Page): Promise<AuditRow[]> {
  requireRight(ctx.actor, 'audit.read');
  return ports.store.audit.list(page);
}
