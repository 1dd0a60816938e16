import { checkPassword } from '../../domain/password-rules.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { domainOf, projectOf } from '../identity/find.ts';
import { requireDomainAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

export interface NewAccount {
  readonly domainId: string;
  readonly name: string;
  /** Null: none, nobody can log in with it until one is set. */
  readonly password: string | null;
  readonly mail: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly defaultProjectId: string | null;
}

/** A user of any domain, in no group yet. @throws DomainError `forbidden`, `not_found` for the domain, `already_exists`, `invalid`. */
export async function createAccount(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'ids'>,
  ctx: Context,
  input: NewAccount,
): Promise<User> {
  requireDomainAdministrator(ctx, input.domainId);
  const { password, ...about } = input;
  if (password !== null) checkPassword(password, ports.passwordPolicy.minLength);
  const passwordHash = await ports.passwords.hash(password ?? ports.ids.secret());
  const id = ports.ids.uuid();
  const user: User = {
    ...about,
    id,
    nick: '',
    passwordHash,
    createdAtMs: ctx.nowMs,
    passwordChangedAtMs: ctx.nowMs,
    graceLoginsUsed: 0,
  };
  await ports.store.transaction(async (tx) => {
    await domainOf(tx, user.domainId);
    if (user.defaultProjectId !== null) await projectOf(tx, user.defaultProjectId);
    await tx.users.insert(user);
    const { name, domainId, enabled } = user;
    const details = { name, domainId, enabled };
    await tx.audit.append(ctx, {
      action: 'create-user',
      subject: { kind: 'user', id },
      outcome: 'done',
      details,
    });
  });
  return user;
}
