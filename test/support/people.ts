import { testPassword } from './control-plane.ts';
import type { Json, NanoClient } from './nano-client.ts';

/** Makes a user with a role and a group of his own, both of his name, and logs him in. */
export async function addPerson(
  admin: NanoClient,
  user: string,
  menu: readonly string[],
): Promise<NanoClient> {
  await admin.succeed('POST', `/roles/${user}`, { menu });
  await admin.succeed('POST', `/user_groups/${user}`, { display: '', role: [user] });
  await admin.succeed('POST', `/users/${user}`, { password: testPassword });
  await admin.succeed('POST', `/user_groups/${user}/members/${user}`, {});
  return admin.login(user, testPassword);
}

/** The newest audit row of the action. */
export async function lastAudit(admin: NanoClient, action: string): Promise<Json> {
  const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?limit=100')).json();
  return audit.find((row: Json) => row.action === action);
}
