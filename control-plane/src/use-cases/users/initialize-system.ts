import { DomainError } from '../../../../proto/src/errors.ts';
import { systemActor } from '../../domain/actor.ts';
import { areAllMenus, checkMenus } from '../../domain/menu-rules.ts';
import { checkAccountName } from '../../domain/names.ts';
import { checkPassword } from '../../domain/password-rules.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export interface FirstRun {
  readonly user: string;
  readonly password: string;
  readonly menus: readonly string[];
  /** `admin` when absent. */
  readonly group?: string | undefined;
  readonly display?: string | undefined;
  /** `super` when absent. */
  readonly role?: string | undefined;
}

/** Makes the first user with his group and role; only while no user exists. @throws DomainError `conflict` (`already_initialized`), `invalid`. */
export async function initializeSystem(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'ids'>,
  ctx: Omit<Context, 'actor'>,
  input: FirstRun,
): Promise<void> {
  const { group = 'admin', role = 'super', display = '' } = input;
  checkAccountName('user', input.user);
  checkAccountName('group', group);
  checkAccountName('role', role);
  checkPassword(input.password, ports.passwordPolicy.minLength);
  checkMenus(input.menus);
  await refuseSecond(ports.store);
  const passwordHash = await ports.passwords.hash(input.password);
  const userId = ports.ids.uuid();
  const groupId = ports.ids.uuid();
  await ports.store.transaction(async (tx) => {
    await refuseSecond(tx);
    await tx.users.insert({
      id: userId,
      domainId: defaultDomainId,
      name: input.user,
      nick: display,
      mail: '',
      enabled: true,
      passwordHash,
      createdAtMs: ctx.nowMs,
    });
    await tx.users.insertRole({ name: role, menus: [...new Set(input.menus)] });
    await tx.users.insertGroup({
      id: groupId,
      domainId: defaultDomainId,
      name: group,
      display,
      nano: true,
      roles: [role],
      visibility: { instances: false, mediaImages: false, diskImages: false },
    });
    await tx.users.addMember(groupId, userId);
    await tx.users.insertIdentityDefaults(areAllMenus(input.menus) ? userId : null, ctx.nowMs);
    await tx.audit.append(
      { ...ctx, actor: systemActor },
      { action: 'initialize-system', subject: { kind: 'user', id: userId }, outcome: 'done' },
    );
  });
}

async function refuseSecond(store: Pick<Ports['store'], 'users'>): Promise<void> {
  if ((await store.users.count()) === 0) return;
  throw new DomainError('conflict', 'system already initialed', { reason: 'already_initialized' });
}
