/** Who is in which group. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertMember = preparedInsert('group_members');
const groupById = prepared((query, { id }: { id: string }) =>
  query.selectFrom('groups').select('nano').where('id', '=', id),
);
const deleteMember = prepared((query, { groupId, userId }: { groupId: string; userId: string }) =>
  query.deleteFrom('group_members').where('group_id', '=', groupId).where('user_id', '=', userId),
);
const names = prepared((query, { groupId }: { groupId: string }) =>
  query
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select('users.name')
    .where('group_id', '=', groupId)
    .orderBy('users.name'),
);
const enabled = prepared((query, { groupId }: { groupId: string }) =>
  query
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('group_id', '=', groupId)
    .where('users.enabled', '=', 1),
);

export async function membersOf(db: Db, groupId: string): Promise<string[]> {
  return (await names.all(db, { groupId })).map(({ name }) => name);
}

export async function countEnabledMembers(db: Db, groupId: string): Promise<number> {
  return (await enabled.first(db, { groupId }))?.total ?? 0;
}

/** @throws DomainError `not_found` for the group; `already_exists` if the user is in it or in another Nano group. */
export async function addMember(db: Db, groupId: string, userId: string): Promise<void> {
  await db.atomic(async (tx) => {
    const group = await groupById.first(tx, { id: groupId });
    if (group === undefined) {
      throw new DomainError('not_found', 'no such group', { subject: { kind: 'group', id: groupId } });
    }
    const row = { group_id: groupId, user_id: userId, nano: group.nano };
    await refuseDuplicate(insertMember(tx, row), () => {
      const subject = { kind: 'user', id: userId };
      return new DomainError('already_exists', 'the user is in a group already', {
        reason: 'in_group',
        subject,
      });
    });
  });
}

export async function removeMember(db: Db, groupId: string, userId: string): Promise<void> {
  await deleteMember.run(db, { groupId, userId });
}
