import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { type IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import { type Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let identity: IdentityClient;
let admin: NanoClient;
let guest: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  identity = await identityAdmin(cloud);
  admin = await cloud.login('admin');
  const alice = await cloud.login('alice');
  const [{ id: template }] = await alice.get('/templates/');
  guest = await createdGuest(alice, guestRequest(template));
  await alice.succeed('POST', `/instances/${guest}`, {});
});
afterAll(() => cloud[Symbol.asyncDispose]());

/** An open screen of the guest. */
async function screenOf(client: NanoClient): Promise<WebSocket> {
  const { id } = await client.succeed('POST', '/monitor_channels/', { guest });
  const socket = new WebSocket(`${cloud.origin.replace('http', 'ws')}/api/v1/monitor_channels/${id}`);
  const [greeting] = await once(socket, 'message');
  expect(String(greeting)).toMatch(/^RFB /);
  return socket;
}

it('an identity token opens a screen as a session does', async () => {
  const socket = await screenOf(new NanoClient(cloud.origin, identity.token));
  socket.close();
  await once(socket, 'close');
});

it.each(['disabled', 'deleted'])(
  'the open screens of a user who is %s end, those of others stay',
  async (how) => {
    const name = `viewer-${how}`;
    await admin.succeed('POST', `/users/${name}`, { password: testPassword });
    await admin.succeed('POST', `/user_groups/admin/members/${name}`, {});
    const [own, other] = [
      await screenOf(await cloud.nobody.login(name, testPassword)),
      await screenOf(admin),
    ];
    const { id }: Json = (await identity.succeed('GET', `/users?name=${name}`)).users[0];
    const ended = once(own, 'close');
    if (how === 'disabled') await identity.succeed('PATCH', `/users/${id}`, { user: { enabled: false } });
    else await admin.succeed('DELETE', `/users/${name}`);
    await ended;
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.close();
    await once(other, 'close');
  },
);
