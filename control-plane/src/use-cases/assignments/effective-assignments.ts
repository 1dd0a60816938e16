import type { Assignment, Holder, Target } from '../../domain/identity.ts';
import type { AssignmentFilter, Store } from '../ports/index.ts';
import type { AssignmentQuery } from './list-assignments.ts';

type Known = Pick<Store, 'users' | 'identity'>;

/** What counts in the end: users on projects and domains, each role once. */
export async function effectiveAssignments(store: Known, query: AssignmentQuery): Promise<Assignment[]> {
  const found = new Map<string, Assignment>();
  for (const given of await candidates(store, query)) {
    for (const holder of await membersOf(store, given.holder)) {
      for (const target of await reachedBy(store, given)) {
        const one = { roleId: given.roleId, holder, target, inherited: false };
        if (matches(one, query))
          found.set(JSON.stringify([holder.id, target.kind, target.id, given.roleId]), one);
      }
    }
  }
  return [...found.values()];
}

/** The assignments that may lead to what is asked for, found by user or by target. */
async function candidates(store: Known, { holder, target, roleId }: AssignmentQuery): Promise<Assignment[]> {
  const filters: AssignmentFilter[] = [];
  if (holder) {
    const groups = holder.kind === 'user' ? await store.users.searchGroups({ userId: holder.id }) : [];
    for (const one of [holder, ...groups.map(({ id }) => ({ kind: 'group' as const, id }))]) {
      filters.push({ holder: one, roleId });
    }
  } else if (target?.kind === 'project') {
    const project = await store.identity.getProject(target.id);
    filters.push({ target, roleId, inherited: false });
    for (const { id } of await store.identity.projectsAbove(target.id)) {
      filters.push({ target: { kind: 'project', id }, roleId, inherited: true });
    }
    if (project) filters.push({ target: { kind: 'domain', id: project.domainId }, roleId, inherited: true });
  } else {
    filters.push({ target, roleId });
  }
  const lists: Assignment[][] = [];
  for (const filter of filters) lists.push(await store.identity.listAssignments(filter));
  return lists.flat();
}

async function membersOf(store: Known, holder: Holder): Promise<Holder[]> {
  if (holder.kind === 'user') return [holder];
  const users = await store.users.listUsers({ groupId: holder.id });
  return users.map(({ id }) => ({ kind: 'user', id }));
}

async function reachedBy(store: Known, { target, inherited }: Assignment): Promise<Target[]> {
  if (!inherited) return [target];
  const projects =
    target.kind === 'project'
      ? await store.identity.projectsBelow(target.id)
      : await store.identity.listProjects({ domainId: target.id });
  return projects.map(({ id }) => ({ kind: 'project', id }));
}

function matches({ holder, target }: Assignment, query: AssignmentQuery): boolean {
  const ofUser = query.holder?.kind !== 'user' || query.holder.id === holder.id;
  return ofUser && (!query.target || (query.target.kind === target.kind && query.target.id === target.id));
}
