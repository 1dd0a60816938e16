import { cellNamed } from '../cells/cell-named.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { UsageReport } from './get-guest-usage.ts';
import { type UsageQuery, usageRange } from './usage-range.ts';

/** @throws DomainError `forbidden`, `not_found`, `invalid` with reason `bad_range`. */
export async function getCellUsage(
  ports: Pick<Ports, 'store' | 'live' | 'usage'>,
  ctx: Context,
  { cell: name, ...query }: UsageQuery & { readonly cell: string },
): Promise<UsageReport> {
  const { cell } = await cellNamed(ports, ctx, { cell: name });
  const range = usageRange(query, ctx.nowMs);
  return { ...range, samples: await ports.usage.read(cell.id, range) };
}
