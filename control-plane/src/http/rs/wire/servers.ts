import { z } from 'zod';
import type { DesktopAssignmentEvent, HeldDesktop } from '../../../domain/desktop.ts';
import { listOf, prose, requiredText } from '../../fields.ts';
import { maintenance } from './desktop-life.ts';
import { count, enveloped, toTime, truth } from './fields.ts';
import { id } from './ids.ts';

/** Room for the number that follows the name of each of several. */
const name = requiredText(245).refine((value) => value.trim() !== '', 'must not be empty');
const ids = listOf(id(), 1_000);

export const createServersRequest = enveloped('server', {
  name,
  count: count(1, 10_000).nullish(),
  description: prose(10_000).nullish(),
  users: ids.nullish(),
  groups: ids.nullish(),
  project_id: id().nullish(),
});

export const modifyServerRequest = enveloped('server', {
  users: ids.optional(),
  groups: ids.optional(),
  maintenance: maintenance().nullable().optional(),
});
export const usersRequest = z.object({ users: ids });
export const groupsRequest = z.object({ groups: ids });
export const serversRequest = z.object({ servers: ids });

export const serverQuery = z.object({
  user: id().optional(),
  group: id().optional(),
  effective: truth().optional(),
});

export const actionQuery = z.object({ force: truth().optional() });

export function serverToWire({ server, holders }: HeldDesktop) {
  const of = (wanted: 'user' | 'group') => holders.filter(({ kind }) => kind === wanted).map((one) => one.id);
  return {
    id: server.id,
    project_id: server.projectId,
    assigned: holders.length > 0,
    users: of('user'),
    groups: of('group'),
    ...(server.maintenance !== null && { maintenance: server.maintenance }),
  };
}

export function assignmentEventToWire({ holder, action, atMs, actorId, actorName }: DesktopAssignmentEvent) {
  return {
    action,
    user_id: holder.kind === 'user' ? holder.id : null,
    group_id: holder.kind === 'group' ? holder.id : null,
    at: toTime(atMs),
    by_user_id: actorId,
    by_user_name: actorName,
  };
}
