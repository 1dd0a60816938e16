import { Hono } from 'hono';
import { closeSession } from '../../../use-cases/desktop-sessions/close-session.ts';
import { listSessions, type SessionSearch } from '../../../use-cases/desktop-sessions/list-sessions.ts';
import { openSession } from '../../../use-cases/desktop-sessions/open-session.ts';
import { touchSession } from '../../../use-cases/desktop-sessions/touch-session.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { parseListConditions } from '../list-modifiers.ts';
import { pageOf } from '../page.ts';
import {
  modifySessionRequest,
  openSessionRequest,
  sessionQuery,
  sessionToWire,
  timedSessionToWire,
} from '../wire/sessions.ts';

const listParameters = { user_id: 'id', user_name: 'text', instance_id: 'id' } as const;

function toSearch(c: Request): SessionSearch {
  const query = validate(sessionQuery, c.req.query());
  return {
    conditions: parseListConditions(c.req.queries(), listParameters),
    serverName: query.instance_name,
    projectId: query.project_id,
    connection: query.connection_type ?? query.connection ?? query.conn_type,
    last: query.last,
  };
}

export function sessionRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/sessions', async (c) => {
    const context = await toContext(dependencies, c);
    const found = await listSessions(ports, context, toSearch(c));
    return c.json({ sessions: pageOf(c, found, ({ id }) => id).map(timedSessionToWire) });
  });
  routes.get('/sessions/count', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({ count: (await listSessions(ports, context, toSearch(c))).length });
  });
  routes.post('/sessions', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, openSessionRequest);
    const session = await openSession(ports, context, {
      serverId: request.instance_id,
      connection: request.conn_type ?? request.connection_type ?? null,
      clientAddress: request.client_ip ?? null,
      clientSystem: request.client_os ?? null,
      clientInfo: request.client_info ?? null,
    });
    return c.json({ session: sessionToWire(session) }, 201);
  });
  routes.put('/sessions/:session', async (c) => {
    const context = await toContext(dependencies, c);
    const id = pathId(c, 'session');
    const { closed_at: closedAtMs, state, last_seen } = await readBody(c, modifySessionRequest);
    if (closedAtMs !== undefined)
      return c.json({ session: sessionToWire(await closeSession(ports, context, { id, closedAtMs })) });
    const told = { id, activity: state ?? null, seenAtMs: last_seen ?? null };
    return c.json({ session: timedSessionToWire(await touchSession(ports, context, told)) });
  });
  routes.delete('/sessions/:session', async (c) => {
    const context = await toContext(dependencies, c);
    await closeSession(ports, context, { id: pathId(c, 'session'), closedAtMs: null });
    return c.body(null, 204);
  });
  return routes;
}
