/** Desktops with those who have them. */
import type { DesktopHolder, DesktopServer, HeldDesktop } from '../../domain/desktop.ts';
import type { HeldDesktopFilter } from '../../use-cases/ports/desktop-store.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared } from '../prepared.ts';
import { holderOf } from './desktop-assignments.ts';
import { toServer } from './desktop-servers.ts';

/** SQLite takes so many parameters safely. */
const idsAtOnce = 500;

const named = prepared((query, { projectId, name }: { projectId: string; name: string }) =>
  query
    .selectFrom('desktop_servers')
    .select('id')
    .where('project_id', '=', projectId)
    .where('name', '=', name),
);
const free = prepared((query, { projectId, limit }: { projectId: string; limit: number }) =>
  query
    .selectFrom('desktop_servers')
    .innerJoin('guests', 'guests.id', 'desktop_servers.id')
    .selectAll('desktop_servers')
    .where('desktop_servers.project_id', '=', projectId)
    .where('desktop_servers.state', '=', 'ready')
    .where('desktop_servers.maintenance', 'is', null)
    .where('guests.phase', '=', 'ready')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('desktop_assignments')
            .select('holder_id')
            .whereRef('desktop_assignments.server_id', '=', 'desktop_servers.id'),
        ),
      ),
    )
    .orderBy('desktop_servers.created_at_ms')
    .orderBy('desktop_servers.id')
    .limit(limit),
);
const building = prepared((query, { projectId, limit }: { projectId: string; limit: number }) =>
  query
    .selectFrom('desktop_servers')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('state', '=', 'building')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('desktop_assignments')
            .select('holder_id')
            .whereRef('desktop_assignments.server_id', '=', 'desktop_servers.id'),
        ),
      ),
    )
    .orderBy('created_at_ms')
    .orderBy('id')
    .limit(limit),
);
const releasing = prepared((query, { limit }: { limit: number }) =>
  query
    .selectFrom('desktop_servers')
    .selectAll()
    .where('state', '=', 'releasing')
    .orderBy('created_at_ms')
    .orderBy('id')
    .limit(limit),
);

export async function hasServerName(db: Db, projectId: string, name: string): Promise<boolean> {
  return (await named.first(db, { projectId, name })) !== undefined;
}

export async function freeServers(db: Db, projectId: string, limit: number): Promise<DesktopServer[]> {
  return (await free.all(db, { projectId, limit })).map(toServer);
}

export async function freeBuilding(db: Db, projectId: string, limit: number): Promise<DesktopServer[]> {
  return (await building.all(db, { projectId, limit })).map(toServer);
}

export async function releasingServers(db: Db, limit: number): Promise<DesktopServer[]> {
  return (await releasing.all(db, { limit })).map(toServer);
}

export async function listHeld(db: Db, filter: HeldDesktopFilter): Promise<HeldDesktop[]> {
  const { ids } = filter;
  if (ids === undefined) return listPart(db, filter);
  const parts: HeldDesktop[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce)
    parts.push(...(await listPart(db, { ...filter, ids: ids.slice(at, at + idsAtOnce) })));
  return parts;
}

async function listPart(db: Db, filter: HeldDesktopFilter): Promise<HeldDesktop[]> {
  const { domainId, projectIds, ids, holders } = filter;
  if (projectIds?.length === 0 || ids?.length === 0 || holders?.length === 0) return [];
  let query = queryBuilder
    .selectFrom('desktop_servers')
    .leftJoin('desktop_assignments', 'desktop_assignments.server_id', 'desktop_servers.id')
    .selectAll('desktop_servers')
    .select(['holder_kind', 'holder_id'])
    .orderBy('desktop_servers.created_at_ms')
    .orderBy('launch_index')
    .orderBy('desktop_servers.id')
    .orderBy('desktop_assignments.created_at_ms')
    .orderBy('holder_id');
  if (domainId !== undefined)
    query = query.where('desktop_servers.project_id', 'in', (inner) =>
      inner.selectFrom('projects').select('projects.id').where('domain_id', '=', domainId),
    );
  if (projectIds !== undefined) query = query.where('desktop_servers.project_id', 'in', [...projectIds]);
  if (ids !== undefined) query = query.where('desktop_servers.id', 'in', [...ids]);
  if (holders !== undefined)
    query = query.where('desktop_servers.id', 'in', (inner) =>
      inner
        .selectFrom('desktop_assignments as own')
        .select('own.server_id')
        .where(({ or, and, eb }) =>
          or(
            holders.map(({ kind, id }) =>
              and([eb('own.holder_kind', '=', kind), eb('own.holder_id', '=', id)]),
            ),
          ),
        ),
    );
  const found = new Map<string, { server: DesktopServer; holders: DesktopHolder[] }>();
  for (const row of await db.all(compiled(query))) {
    const { holder_kind, holder_id } = row;
    const known = found.get(row.id) ?? { server: toServer(row), holders: [] };
    if (holder_kind !== null && holder_id !== null) known.holders.push(holderOf({ holder_kind, holder_id }));
    found.set(row.id, known);
  }
  return [...found.values()];
}
