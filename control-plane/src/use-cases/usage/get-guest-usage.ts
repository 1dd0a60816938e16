import type { UsageSample } from '../../domain/usage.ts';
import type { Context } from '../context.ts';
import { findVisibleGuest } from '../guests/guest-access.ts';
import type { Ports, UsageRange } from '../ports/index.ts';
import { type UsageQuery, usageRange } from './usage-range.ts';

export interface UsageReport extends UsageRange {
  readonly samples: readonly UsageSample[];
}

/** Whoever sees the guest sees what it used. @throws DomainError `not_found`, `invalid` with reason `bad_range`. */
export async function getGuestUsage(
  ports: Pick<Ports, 'store' | 'usage'>,
  ctx: Context,
  { guestId, ...query }: UsageQuery & { readonly guestId: string },
): Promise<UsageReport> {
  const guest = await findVisibleGuest(ports, ctx, guestId);
  const range = usageRange(query, ctx.nowMs);
  return { ...range, samples: await ports.usage.read(guest.id, range) };
}
