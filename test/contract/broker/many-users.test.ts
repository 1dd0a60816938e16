import { expect, test } from 'vitest';
import { BrokerClient } from '../../support/broker-client.ts';
import { startControlPlane, testPassword } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

const count = 50;

test('50 users at once get 50 desktops, those that were free first', { timeout: 120_000 }, async () => {
  await using cloud = await startControlPlane({ cells: 2 });
  const desks = await DesktopMaker.start(cloud);
  const people = Array.from({ length: count }, (_, n) => `person${n}`);
  const identity = await identityAdmin(cloud);
  await Promise.all(
    people.map((name) =>
      identity.succeed('POST', '/users', { user: { name, password: testPassword, domain_id: 'default' } }),
    ),
  );
  const { name: auth_tenant, id } = await desks.project(people, { min_reserve_vm: 10 });
  await poll('the reserve is full', async () => {
    const { statistics } = await desks.admin.succeed('GET', `/projects/${id}/statistics`);
    return statistics.active_trs_servers === 10;
  });
  const { servers } = await desks.admin.succeed('GET', `/servers/?project_id=${id}`);
  const desktops = await Promise.all(
    people.map((user) => new BrokerClient(cloud.broker, user).desktop({ auth_tenant })),
  );
  const given = new Set(desktops.map((desktop: Json) => desktop.id));
  expect(given.size).toBe(count);
  expect(servers.filter((server: Json) => given.has(server.id))).toHaveLength(10);
});
