import type { Via } from '../../domain/actor.ts';
import type { Context } from '../context.ts';
import { findAccount, type Reference } from '../identity/references.ts';
import type { Ports } from '../ports/index.ts';
import { checkReplacement, replacePassword } from './replace-password.ts';
import { requireUnchanged, verifyPassword } from './verify-password.ts';

/**
 * A user changes his own password by the old one and, if he has a second factor, its code: the way out of an expired
 * password, which opens no session. All his sessions and tokens end.
 * @throws DomainError `unauthenticated` (`bad_credentials`, `code_required`), `invalid` (`weak_password`, `password_used_before`),
 * or as the password script does.
 */
export async function changePasswordByProof(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'passwordScript' | 'oneTimeCodes'>,
  ctx: Omit<Context, 'actor'>,
  input: { user: Reference; old: string; new: string; code: string | null; via: Via },
): Promise<void> {
  const { user: reference, via } = input;
  const { user } = await verifyPassword(ports, ctx, {
    user: await findAccount(ports.store, reference),
    name: 'name' in reference ? reference.name : reference.id,
    password: input.old,
    code: input.code,
    via,
    action: 'change-password',
  });
  const replacement = await checkReplacement(ports, user, input);
  await ports.store.transaction(async (tx) => {
    await requireUnchanged(tx, user);
    const { id: userId, name: userName } = user;
    const actor = { userId, userName, group: null, menus: [], via, credentialHash: '' };
    const context = { ...ctx, actor };
    await replacePassword(tx, context, user, replacement, null);
    const subject = { kind: 'user', id: userId };
    await tx.audit.append(context, { action: 'change-password', subject, outcome: 'done' });
  });
}
