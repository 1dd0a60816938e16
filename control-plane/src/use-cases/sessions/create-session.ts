import { DomainError } from '../../../../proto/src/errors.ts';
import type { Group, User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { nanoMenusOf } from '../identity/effective-roles.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { requireUnchanged, verifyPassword } from '../users/verify-password.ts';
import { userActor } from './user-actor.ts';

export interface NewSession {
  readonly session: string;
  readonly group: string;
  readonly timeoutS: number;
  readonly menus: readonly string[];
  readonly address: string;
}

/**
 * Verifies name and password and opens a session. Unknown user and wrong password look and last alike.
 * @throws DomainError `unauthenticated` (`bad_credentials`, `code_required`, `password_expired`), `forbidden` (`no_group`).
 */
export async function createSession(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes' | 'ids' | 'limits'>,
  ctx: Omit<Context, 'actor'>,
  input: { user: string; password: string; code: string | null },
): Promise<NewSession> {
  const { user } = await verifyPassword(ports, ctx, {
    user: await ports.store.users.findByName(input.user),
    name: input.user,
    password: input.password,
    code: input.code,
    via: 'nano',
    action: 'create-session',
  });
  const session = ports.ids.uuid();
  const { group, menus } = await ports.store.transaction(async (tx) => {
    const group = await groupOfUnchanged(tx, user);
    const menus = await nanoMenusOf(tx, user.id);
    await tx.sessions.insert({
      idHash: hashSecret(session),
      userId: user.id,
      userName: user.name,
      groupId: group.id,
      groupName: group.name,
      menus,
      address: ctx.address,
      createdAtMs: ctx.nowMs,
      expiresAtMs: ctx.nowMs + ports.limits.sessionTimeoutMs,
    });
    const actor = userActor(user, group, menus, hashSecret(session));
    await tx.audit.append(
      { ...ctx, actor },
      { action: 'create-session', subject: { kind: 'user', id: user.id }, outcome: 'done' },
    );
    return { group, menus };
  });
  return {
    session,
    group: group.name,
    timeoutS: Math.floor(ports.limits.sessionTimeoutMs / 1000),
    menus,
    address: ctx.address,
  };
}

async function groupOfUnchanged(tx: Store, user: User): Promise<Group> {
  await requireUnchanged(tx, user);
  const group = await tx.users.groupOf(user.id);
  if (group) return group;
  throw new DomainError('forbidden', `user '${user.name}' not belongs to any group`, {
    reason: 'no_group',
  });
}
