import { DomainError } from '../../../../proto/src/errors.ts';
import type { Project } from '../../domain/identity.ts';
import type { ProjectFilter } from '../../use-cases/ports/identity-store.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { ProjectsTable } from '../tables/projects.ts';
import { removeAssignmentsOn } from './assignments.ts';
import { endScoped } from './tokens.ts';

const insertRow = preparedInsert('projects');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('projects').selectAll().where('id', '=', id),
);
const byName = prepared((query, { domainId, name }: { domainId: string; name: string }) =>
  query.selectFrom('projects').selectAll().where('domain_id', '=', domainId).where('name', '=', name),
);
const below = prepared((query, { id }: { id: string }) =>
  query
    .withRecursive('below', (db) =>
      db
        .selectFrom('projects')
        .select('projects.id')
        .where('parent_id', '=', id)
        .union(
          db
            .selectFrom('projects')
            .innerJoin('below', 'below.id', 'projects.parent_id')
            .select('projects.id'),
        ),
    )
    .selectFrom('projects')
    .selectAll()
    .where('id', 'in', (db) => db.selectFrom('below').select('below.id'))
    .orderBy('name')
    .orderBy('id'),
);
type Change = Pick<ProjectsTable, 'id' | 'name' | 'description' | 'enabled' | 'tags'>;
const updateRow = prepared((query, { id, name, description, enabled, tags }: Change) =>
  query.updateTable('projects').set({ name, description, enabled, tags }).where('id', '=', id),
);
const updateDomainOf = prepared((query, { id, domainId }: { id: string; domainId: string }) =>
  query.updateTable('projects').set({ domain_id: domainId }).where('id', '=', id),
);
const unlinkGroups = prepared((query, { id }: { id: string }) =>
  query.updateTable('groups').set({ project_id: null }).where('project_id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('projects').where('id', '=', id),
);

export async function insertProject(db: Db, project: Project): Promise<void> {
  const row: ProjectsTable = {
    id: project.id,
    domain_id: project.domainId,
    name: project.name,
    description: project.description,
    enabled: toFlag(project.enabled),
    created_at_ms: project.createdAtMs,
    parent_id: project.parentId,
    is_domain: toFlag(project.isDomain),
    tags: toJson(project.tags),
  };
  await refuseDuplicate(insertRow(db, row), () => nameTaken(project.name));
}

export async function getProject(db: Db, id: string): Promise<Project | undefined> {
  const row = await byId.first(db, { id });
  return row && toProject(row);
}

export async function findProject(db: Db, domainId: string, name: string): Promise<Project | undefined> {
  const row = await byName.first(db, { domainId, name });
  return row && toProject(row);
}

export async function listProjects(db: Db, filter: ProjectFilter): Promise<Project[]> {
  const { domainId, name, parentId, enabled, isDomain } = filter;
  let query = queryBuilder.selectFrom('projects').selectAll();
  if (domainId !== undefined) query = query.where('domain_id', '=', domainId);
  if (name !== undefined) query = query.where('name', '=', name);
  if (parentId !== undefined) query = query.where('parent_id', '=', parentId);
  if (enabled !== undefined) query = query.where('enabled', '=', toFlag(enabled));
  if (isDomain !== undefined) query = query.where('is_domain', '=', toFlag(isDomain));
  return (await db.all(compiled(query.orderBy('name').orderBy('id')))).map(toProject);
}

/** Trees are shallow: one look for each level. */
export async function projectsAbove(db: Db, id: string): Promise<Project[]> {
  const above: Project[] = [];
  let parentId = (await getProject(db, id))?.parentId ?? null;
  while (parentId !== null) {
    const parent = await getProject(db, parentId);
    if (parent === undefined) break;
    above.push(parent);
    parentId = parent.parentId;
  }
  return above;
}

export async function projectsBelow(db: Db, id: string): Promise<Project[]> {
  return (await below.all(db, { id })).map(toProject);
}

export async function updateProject(db: Db, project: Project): Promise<void> {
  const { id, name, description, enabled, tags } = project;
  const change = updateRow.run(db, { id, name, description, enabled: toFlag(enabled), tags: toJson(tags) });
  await refuseDuplicate(change, () => nameTaken(name));
}

export async function moveProject(db: Db, id: string, domainId: string): Promise<void> {
  await refuseDuplicate(updateDomainOf.run(db, { id, domainId }), () => nameTaken(id));
}

export async function removeProject(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    await removeAssignmentsOn(tx, { kind: 'project', id });
    await endScoped(tx, { kind: 'project', id });
    await unlinkGroups.run(tx, { id });
    await deleteRow.run(tx, { id });
  });
}

function nameTaken(name: string): DomainError {
  return new DomainError('already_exists', `a project named '${name}' exists in this domain`, {
    reason: 'name_taken',
    subject: { kind: 'project', id: name },
  });
}

export function toProject(row: ProjectsTable): Project {
  return {
    id: row.id,
    domainId: row.domain_id,
    parentId: row.parent_id,
    name: row.name,
    description: row.description,
    enabled: fromFlag(row.enabled),
    isDomain: fromFlag(row.is_domain),
    tags: fromJson(row.tags),
    createdAtMs: row.created_at_ms,
  };
}
