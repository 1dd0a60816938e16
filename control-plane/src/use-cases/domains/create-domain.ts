import type { Domain } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `already_exists`. */
export async function createDomain(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: { name: string; description: string; enabled: boolean },
): Promise<Domain> {
  requireAdministrator(ctx);
  const domain = { ...input, id: ports.ids.uuid(), createdAtMs: ctx.nowMs };
  await ports.store.transaction(async (tx) => {
    await tx.identity.insertDomain(domain);
    const subject = { kind: 'domain', id: domain.id };
    const details = { name: domain.name };
    await tx.audit.append(ctx, { action: 'create-domain', subject, outcome: 'done', details });
  });
  return domain;
}
