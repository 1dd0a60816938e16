import type { Flavor } from '../../domain/flavor.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';
import { checkFlavor, type FlavorSettings } from './flavor-settings.ts';

/** Desktops that exist stay as they are. @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists`. */
export async function modifyFlavor(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string; change: Partial<FlavorSettings> },
): Promise<Flavor> {
  requireAdministrator(ctx);
  const { id, change } = input;
  return ports.store.transaction(async (tx) => {
    const before = (await tx.flavors.get(id)) ?? missing('flavor', id);
    const flavor = { ...before, ...change };
    checkFlavor(flavor);
    await tx.flavors.update(flavor);
    const subject = { kind: 'flavor', id };
    await tx.audit.append(ctx, {
      action: 'modify-flavor',
      subject,
      outcome: 'done',
      details: { before, change },
    });
    return flavor;
  });
}
