import { checkAccountName } from '../../domain/names.ts';
import { checkPassword } from '../../domain/password-rules.ts';
import { requireRight } from '../../domain/rights.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** A user in no group yet. @throws DomainError `invalid`, `already_exists`. */
export async function createUser(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'ids'>,
  ctx: Context,
  input: { user: string; nick: string; mail: string; password: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  const { user: name, nick, mail } = input;
  checkAccountName('user', name);
  checkPassword(input.password, ports.passwordPolicy.minLength);
  const passwordHash = await ports.passwords.hash(input.password);
  const id = ports.ids.uuid();
  const about = { domainId: defaultDomainId, enabled: true, createdAtMs: ctx.nowMs };
  await ports.store.transaction(async (tx) => {
    await tx.users.insert({ id, name, nick, mail, passwordHash, ...about });
    const subject = { kind: 'user', id };
    await tx.audit.append(ctx, { action: 'create-user', subject, outcome: 'done', details: { name } });
  });
}
