import type { Flavor } from '../../domain/flavor.ts';
import type { Context } from '../context.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';
import { checkFlavor, type FlavorSettings } from './flavor-settings.ts';

/** @throws DomainError `forbidden`, `invalid`, `already_exists`. */
export async function createFlavor(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: FlavorSettings,
): Promise<Flavor> {
  requireAdministrator(ctx);
  checkFlavor(input);
  const flavor = { ...input, id: ports.ids.uuid(), createdAtMs: ctx.nowMs };
  await ports.store.transaction(async (tx) => {
    await tx.flavors.insert(flavor);
    const subject = { kind: 'flavor', id: flavor.id };
    await tx.audit.append(ctx, { action: 'create-flavor', subject, outcome: 'done', details: { ...input } });
  });
  return flavor;
}
