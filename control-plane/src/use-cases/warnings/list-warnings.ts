import { requireRight } from '../../domain/rights.ts';
import type { Warning } from '../../domain/warning.ts';
import type { Context } from '../context.ts';
import type { Page, Ports } from '../ports/index.ts';

/** A page of the warnings whose cause may be there, or of those that are over; last seen first. */
export async function listWarnings(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { cleared, ...page }: Page & { readonly cleared: boolean },
): Promise<{ warnings: Warning[]; total: number }> {
  requireRight(ctx.actor, 'warnings.administer');
  return ports.store.warnings.list({ cleared }, page);
}
