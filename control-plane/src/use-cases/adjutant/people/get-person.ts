import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { noSuchPerson } from '../errors.ts';
import { type Invited, listPeople, type Member } from './list-people.ts';

/** A user of the caller's project, or an invitation by its task. @throws DomainError `forbidden`, `not_found`. */
export async function getPerson(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { id: string },
): Promise<{ member: Member } | { invited: Invited }> {
  const { members, invited } = await listPeople(ports, ctx);
  const member = members.find(({ user }) => user.id === input.id);
  if (member) return { member };
  const invitation = invited.find(({ taskId }) => taskId === input.id.replaceAll('-', ''));
  if (invitation) return { invited: invitation };
  throw noSuchPerson();
}
