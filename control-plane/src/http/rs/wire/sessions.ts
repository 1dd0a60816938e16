import { z } from 'zod';
import { connections, type DesktopSession, type TimedSession } from '../../../domain/desktop-session.ts';
import { oneOf, text } from '../../fields.ts';
import { enveloped, time, toTime, truth } from './fields.ts';
import { id } from './ids.ts';

const connection = oneOf(connections);
const clientText = text(255).nullish();
const address = z.union([z.ipv4(), z.ipv6()], 'must be an IP address').nullish();

export const openSessionRequest = enveloped('session', {
  instance_id: id(),
  conn_type: connection.nullish(),
  connection_type: connection.nullish(),
  client_ip: address,
  client_os: clientText,
  client_info: clientText,
});

/** What a gateway tells of a session, or that it has ended. */
export const modifySessionRequest = enveloped('session', {
  closed_at: time().optional(),
  state: oneOf(['active', 'idle', 'disconnected']).optional(),
  last_seen: time().optional(),
}).refine(
  (session) => Object.values(session).some((value) => value !== undefined),
  'session must have closed_at, state or last_seen',
);

export const sessionQuery = z.object({
  instance_name: z.string().optional(),
  project_id: id().optional(),
  connection_type: connection.optional(),
  connection: connection.optional(),
  conn_type: connection.optional(),
  last: truth().optional(),
});

/** With what is known of the user. */
export function timedSessionToWire(session: TimedSession) {
  return { ...sessionToWire(session), state: session.activity, last_seen: toTime(session.seenAtMs) };
}

export function sessionToWire(session: DesktopSession) {
  const { connection: kind, closedAtMs } = session;
  return {
    instance_id: session.serverId,
    session_id: session.id,
    user_id: session.userId,
    user_name: session.userName,
    connection: kind,
    connection_type: kind,
    closed_at: closedAtMs === null ? null : toTime(closedAtMs),
    client_ip: session.clientAddress,
    client_os: session.clientSystem,
    client_info: session.clientInfo,
    created_at: toTime(session.createdAtMs),
  };
}
