/** Sessions that the broker opened, with the rules that let their clients in. */
import type { DesktopSession } from '../../domain/desktop-session.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';
import { toSession } from './session-rows.ts';

interface ClientRow {
  id: string;
  connection: string;
  clientAddress: string | null;
  clientSystem: string | null;
  clientInfo: string | null;
  rulePort: number | null;
}

const updateOne = prepared((query, row: ClientRow) =>
  query
    .updateTable('desktop_sessions')
    .set({
      connection: row.connection,
      client_ip: row.clientAddress,
      client_os: row.clientSystem,
      client_info: row.clientInfo,
      rule_port: row.rulePort,
    })
    .where('id', '=', row.id),
);
const deleteOne = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('desktop_sessions').where('id', '=', id),
);
const ruled = prepared((query, { serverId }: { serverId: string }) =>
  query
    .selectFrom('desktop_sessions')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('rule_port', 'is not', null),
);
const toClose = prepared((query, { limit }: { limit: number }) =>
  query
    .selectFrom('desktop_sessions')
    .select('server_id')
    .distinct()
    .where('rule_port', 'is not', null)
    .where('closed_at_ms', 'is not', null)
    .limit(limit),
);
const clearRule = prepared((query, { id }: { id: string }) =>
  query.updateTable('desktop_sessions').set({ rule_port: null }).where('id', '=', id),
);

export async function update(db: Db, session: DesktopSession): Promise<void> {
  const { id, connection, clientAddress, clientSystem, clientInfo, rulePort } = session;
  await updateOne.run(db, {
    id,
    connection: connection ?? '',
    clientAddress,
    clientSystem,
    clientInfo,
    rulePort,
  });
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteOne.run(db, { id });
}

export async function ruledOf(db: Db, serverId: string): Promise<DesktopSession[]> {
  return (await ruled.all(db, { serverId })).map(toSession);
}

export async function serversToClose(db: Db, limit: number): Promise<string[]> {
  return (await toClose.all(db, { limit })).map(({ server_id }) => server_id);
}

export async function forgetRule(db: Db, id: string): Promise<void> {
  await clearRule.run(db, { id });
}
