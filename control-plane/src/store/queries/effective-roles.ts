/**
 * Which roles count where. A role is held by a user himself or by one of his groups; it is given on the target, or, inherited,
 * on a project above it or on its domain. The holder's few assignments are read first, by the primary key.
 */
import { expressionBuilder } from 'kysely';
import type { Domain, IdentityRole, Project, Target } from '../../domain/identity.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables/index.ts';
import { toDomain } from './domains.ts';
import { toProject } from './projects.ts';

const row = expressionBuilder<Tables, 'role_assignments'>();
type Holders = (holderId: string) => ReturnType<typeof row.and>;

/** The user and his groups. */
const ofUser: Holders = (holderId) =>
  row.or([
    row.and([row('actor_kind', '=', 'user'), row('actor_id', '=', holderId)]),
    row.and([
      row('actor_kind', '=', 'group'),
      row(
        'actor_id',
        'in',
        row.selectFrom('group_members').select('group_id').where('user_id', '=', holderId),
      ),
    ]),
  ]);
const ofGroup: Holders = (holderId) =>
  row.and([row('actor_kind', '=', 'group'), row('actor_id', '=', holderId)]);

const user = queriesFor(ofUser);
const group = queriesFor(ofGroup);

export async function rolesOn(db: Db, userId: string, target: Target): Promise<IdentityRole[]> {
  return user[target.kind].all(db, { holderId: userId, id: target.id });
}

export async function groupRolesOn(db: Db, groupId: string, target: Target): Promise<IdentityRole[]> {
  return group[target.kind].all(db, { holderId: groupId, id: target.id });
}

export async function projectsOf(db: Db, userId: string): Promise<Project[]> {
  return (await projects.all(db, { holderId: userId })).map(toProject);
}

export async function domainsOf(db: Db, userId: string): Promise<Domain[]> {
  return (await domains.all(db, { holderId: userId })).map(toDomain);
}

function queriesFor(holders: Holders): Record<Target['kind'], ReturnType<typeof rolesOnDomain>> {
  return { project: rolesOnProject(holders), domain: rolesOnDomain(holders) };
}

function rolesOnDomain(holders: Holders) {
  return prepared((query, values: { holderId: string; id: string }) =>
    query
      .selectFrom('role_assignments')
      .innerJoin('identity_roles', 'identity_roles.id', 'role_assignments.role_id')
      .select(['identity_roles.id', 'identity_roles.name'])
      .distinct()
      .where(holders(values.holderId))
      .where('target_kind', '=', 'domain')
      .where('target_id', '=', values.id)
      .where('inherited', '=', 0)
      .orderBy('identity_roles.name'),
  );
}

function rolesOnProject(holders: Holders) {
  return prepared((query, values: { holderId: string; id: string }) =>
    query
      .withRecursive('above', (db) =>
        db
          .selectFrom('projects')
          .select(['projects.id', 'projects.parent_id', 'projects.domain_id'])
          .where('projects.id', '=', values.id)
          .union(
            db
              .selectFrom('projects')
              .innerJoin('above', 'above.parent_id', 'projects.id')
              .select(['projects.id', 'projects.parent_id', 'projects.domain_id']),
          ),
      )
      .selectFrom('role_assignments')
      .innerJoin('identity_roles', 'identity_roles.id', 'role_assignments.role_id')
      .select(['identity_roles.id', 'identity_roles.name'])
      .distinct()
      .where(holders(values.holderId))
      .where((row) =>
        row.or([
          row.and([
            row('target_kind', '=', 'project'),
            row('target_id', '=', values.id),
            row('inherited', '=', 0),
          ]),
          row.and([
            row('target_kind', '=', 'project'),
            row('target_id', '!=', values.id),
            row('target_id', 'in', (db) => db.selectFrom('above').select('above.id')),
            row('inherited', '=', 1),
          ]),
          row.and([
            row('target_kind', '=', 'domain'),
            row('target_id', 'in', (db) => db.selectFrom('above').select('above.domain_id')),
            row('inherited', '=', 1),
          ]),
        ]),
      )
      .orderBy('identity_roles.name'),
  );
}

const projects = prepared((query, values: { holderId: string }) => {
  const given = (kind: Target['kind'], inherited: 0 | 1) =>
    query
      .selectFrom('role_assignments')
      .select('target_id')
      .where(ofUser(values.holderId))
      .where('target_kind', '=', kind)
      .where('inherited', '=', inherited);
  return query
    .withRecursive('below', (db) =>
      db
        .selectFrom('projects')
        .select('projects.id')
        .where('projects.parent_id', 'in', given('project', 1))
        .union(
          db
            .selectFrom('projects')
            .innerJoin('below', 'below.id', 'projects.parent_id')
            .select('projects.id'),
        ),
    )
    .selectFrom('projects')
    .selectAll()
    .where((row) =>
      row.or([
        row('id', 'in', given('project', 0)),
        row('id', 'in', (db) => db.selectFrom('below').select('below.id')),
        row('domain_id', 'in', given('domain', 1)),
      ]),
    )
    .orderBy('name')
    .orderBy('id');
});

const domains = prepared((query, values: { holderId: string }) =>
  query
    .selectFrom('domains')
    .selectAll()
    .where('id', 'in', (db) =>
      db
        .selectFrom('role_assignments')
        .select('target_id')
        .where(ofUser(values.holderId))
        .where('target_kind', '=', 'domain')
        .where('inherited', '=', 0),
    )
    .orderBy('name'),
);
