/** What users asked the broker for. One is at work until `finished_at_ms` is set. */
import type { DesktopRequest, DesktopRequestState, Notice } from '../../domain/desktop-request.ts';
import type { Connection } from '../../domain/desktop-session.ts';
import type { DesktopRequestFilter } from '../../use-cases/ports/desktop-request-store.ts';
import { fromJson, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DesktopRequestsTable } from '../tables/desktops.ts';

const insertRow = preparedInsert('desktop_requests');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('desktop_requests').selectAll().where('id', '=', id),
);
const atWorkOf = prepared((query, values: { userId: string; projectId: string }) =>
  query
    .selectFrom('desktop_requests')
    .selectAll()
    .where('user_id', '=', values.userId)
    .where('project_id', '=', values.projectId)
    .where('finished_at_ms', 'is', null),
);
const allAtWork = prepared((query) =>
  query
    .selectFrom('desktop_requests')
    .select('id')
    .where('finished_at_ms', 'is', null)
    .orderBy('created_at_ms')
    .orderBy('id'),
);
const countAtWork = prepared((query) =>
  query
    .selectFrom('desktop_requests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('finished_at_ms', 'is', null),
);
const chosenByOthers = prepared((query, values: { serverId: string; userId: string }) =>
  query
    .selectFrom('desktop_requests')
    .select('id')
    .where('server_id', '=', values.serverId)
    .where('finished_at_ms', 'is', null)
    .where('user_id', '!=', values.userId)
    .limit(1),
);
const setBegun = prepared((query, { id }: { id: string }) =>
  query
    .updateTable('desktop_requests')
    .set({ state: 'in_progress' })
    .where('id', '=', id)
    .where('finished_at_ms', 'is', null),
);
const setServer = prepared((query, values: { id: string; serverId: string | null }) =>
  query
    .updateTable('desktop_requests')
    .set({ server_id: values.serverId, operation_id: null })
    .where('id', '=', values.id)
    .where('finished_at_ms', 'is', null),
);
const setOperation = prepared((query, values: { id: string; operationId: string }) =>
  query
    .updateTable('desktop_requests')
    .set({ operation_id: values.operationId })
    .where('id', '=', values.id)
    .where('finished_at_ms', 'is', null),
);
const setWarningsOf = prepared((query, values: { id: string; warnings: string }) =>
  query.updateTable('desktop_requests').set({ warnings: values.warnings }).where('id', '=', values.id),
);
const setCompleted = prepared((query, values: { id: string; atMs: number }) =>
  query
    .updateTable('desktop_requests')
    .set({ state: 'completed', finished_at_ms: values.atMs })
    .where('id', '=', values.id)
    .where('finished_at_ms', 'is', null),
);
const setReopened = prepared((query, { id }: { id: string }) =>
  query
    .updateTable('desktop_requests')
    .set({ state: 'in_progress', finished_at_ms: null })
    .where('id', '=', id)
    .where('state', '=', 'completed'),
);
const setFailed = prepared((query, values: { id: string; error: string; atMs: number }) =>
  query
    .updateTable('desktop_requests')
    .set({ state: 'failed', error: values.error, finished_at_ms: values.atMs })
    .where('id', '=', values.id)
    .where('finished_at_ms', 'is', null),
);
const setFailedOfUser = prepared((query, values: { userId: string; error: string; atMs: number }) =>
  query
    .updateTable('desktop_requests')
    .set({ state: 'failed', error: values.error, finished_at_ms: values.atMs })
    .where('user_id', '=', values.userId)
    .where('finished_at_ms', 'is', null),
);
const deleteFinished = prepared((query, { beforeMs }: { beforeMs: number }) =>
  query
    .deleteFrom('desktop_requests')
    .where('finished_at_ms', 'is not', null)
    .where('finished_at_ms', '<', beforeMs),
);

export async function insert(db: Db, request: DesktopRequest): Promise<void> {
  await insertRow(db, {
    id: request.id,
    user_id: request.userId,
    user_name: request.userName,
    domain_name: request.domainName,
    project_id: request.projectId,
    project_name: request.projectName,
    state: request.state,
    server_id: request.serverId,
    operation_id: request.operationId,
    address: request.clientAddress,
    connection: request.connection,
    client_os: request.clientSystem,
    client_info: request.clientInfo,
    warnings: toJson(request.warnings),
    error: request.failure === null ? null : toJson(request.failure),
    created_at_ms: request.createdAtMs,
    finished_at_ms: request.finishedAtMs,
  });
}

export async function setWarnings(db: Db, id: string, warnings: readonly Notice[]): Promise<void> {
  await setWarningsOf.run(db, { id, warnings: toJson(warnings) });
}

export async function get(db: Db, id: string): Promise<DesktopRequest | undefined> {
  const row = await byId.first(db, { id });
  return row && toRequest(row);
}

export async function unfinishedOf(
  db: Db,
  user: { userId: string; projectId: string },
): Promise<DesktopRequest | undefined> {
  const row = await atWorkOf.first(db, user);
  return row && toRequest(row);
}

export async function list(db: Db, filter: DesktopRequestFilter, limit: number): Promise<DesktopRequest[]> {
  const { domainId, projectIds, userId, state } = filter;
  if (projectIds?.length === 0) return [];
  let query = queryBuilder
    .selectFrom('desktop_requests')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (domainId !== undefined)
    query = query.where('project_id', 'in', (inner) =>
      inner.selectFrom('projects').select('projects.id').where('domain_id', '=', domainId),
    );
  if (projectIds !== undefined) query = query.where('project_id', 'in', [...projectIds]);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  if (state !== undefined) query = query.where('state', '=', state);
  return (await db.all(compiled(query))).map(toRequest);
}

export async function unfinished(db: Db): Promise<string[]> {
  return (await allAtWork.all(db, {})).map(({ id }) => id);
}

export async function countUnfinished(db: Db): Promise<number> {
  return (await countAtWork.first(db, {}))?.count ?? 0;
}

export async function isChosenByOthers(db: Db, serverId: string, userId: string): Promise<boolean> {
  return (await chosenByOthers.first(db, { serverId, userId })) !== undefined;
}

export async function begin(db: Db, id: string): Promise<boolean> {
  return (await setBegun.run(db, { id })) > 0;
}

export async function choose(db: Db, id: string, serverId: string | null): Promise<boolean> {
  return (await setServer.run(db, { id, serverId })) > 0;
}

export async function noteOperation(db: Db, id: string, operationId: string): Promise<boolean> {
  return (await setOperation.run(db, { id, operationId })) > 0;
}

export async function complete(db: Db, id: string, atMs: number): Promise<void> {
  await setCompleted.run(db, { id, atMs });
}

export async function reopen(db: Db, id: string): Promise<void> {
  await setReopened.run(db, { id });
}

export async function fail(db: Db, id: string, failure: Notice, atMs: number): Promise<boolean> {
  return (await setFailed.run(db, { id, error: toJson(failure), atMs })) > 0;
}

export async function failOfUser(db: Db, userId: string, failure: Notice, atMs: number): Promise<void> {
  await setFailedOfUser.run(db, { userId, error: toJson(failure), atMs });
}

export async function removeFinished(db: Db, beforeMs: number): Promise<void> {
  await deleteFinished.run(db, { beforeMs });
}

function toRequest(row: DesktopRequestsTable): DesktopRequest {
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.user_name,
    domainName: row.domain_name,
    projectId: row.project_id,
    projectName: row.project_name,
    state: row.state as DesktopRequestState,
    serverId: row.server_id,
    operationId: row.operation_id,
    clientAddress: row.address,
    connection: row.connection as Connection | null,
    clientSystem: row.client_os,
    clientInfo: row.client_info,
    warnings: fromJson(row.warnings),
    failure: row.error === null ? null : fromJson(row.error),
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}
