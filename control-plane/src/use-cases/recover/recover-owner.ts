import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Owner } from '../guests/owner.ts';
import type { Ports, Store } from '../ports/index.ts';

/** Whom a guest belongs to by the names in its metadata. Who does not exist is made as a placeholder that can not log in. */
export async function recoverOwner(
  ports: Pick<Ports, 'ids'>,
  tx: Store,
  ctx: Context,
  names: { readonly owner: string; readonly group: string },
  placeholderHash: string,
): Promise<Owner> {
  let user = await tx.users.findByName(names.owner);
  const isNew = user === undefined;
  if (user === undefined) {
    const id = ports.ids.uuid();
    await tx.users.insert({
      id,
      domainId: defaultDomainId,
      name: names.owner,
      nick: '',
      mail: '',
      enabled: false,
      passwordHash: placeholderHash,
      createdAtMs: ctx.nowMs,
      description: 'recovered',
    });
    user = await tx.users.get(id);
  }
  let group = await tx.users.findGroupByName(names.group);
  if (group === undefined) {
    const id = ports.ids.uuid();
    const visibility = { instances: false, mediaImages: false, diskImages: false };
    await tx.users.insertGroup({
      id,
      domainId: defaultDomainId,
      name: names.group,
      display: '',
      nano: true,
      roles: [],
      visibility,
    });
    group = await tx.users.getGroup(id);
  }
  if (isNew && user && group) await tx.users.addMember(group.id, user.id);
  return { ownerId: user?.id ?? '', owner: names.owner, groupId: group?.id ?? '', group: names.group };
}
