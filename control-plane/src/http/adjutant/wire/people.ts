import type { Invited, Member } from '../../../use-cases/adjutant/people/list-people.ts';

export function memberToWire({ user, roles, inherited, cohort, manageable }: Member) {
  return {
    id: user.id,
    name: user.name,
    email: user.mail,
    roles,
    inherited_roles: inherited,
    cohort,
    status: user.enabled ? 'Active' : 'Account Disabled',
    manageable,
  };
}

export function invitedToWire({ taskId, name, mail, roles, inherited, status }: Invited) {
  return { id: taskId, name, email: mail, roles, inherited_roles: inherited, cohort: 'Invited', status };
}

export function personToWire(person: { member: Member } | { invited: Invited }) {
  if ('member' in person) {
    const { user, roles, inherited } = person.member;
    return { id: user.id, username: user.name, email: user.mail, roles, inherited_roles: inherited };
  }
  const { taskId, name, mail, roles, inherited } = person.invited;
  return { id: taskId, username: name, email: mail, roles, inherited_roles: inherited };
}
