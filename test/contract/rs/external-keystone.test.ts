/** With an external Keystone its tokens are taken, and no longer this installation's own. */
import { expect, test } from 'vitest';
import { startControlPlane } from '../../support/control-plane.ts';
import { adminProject, IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import { RsClient } from '../../support/rs-client.ts';

test("an external Keystone's tokens count; while it is away nobody is told to log in again", async () => {
  const keystone = await startControlPlane();
  const settings = { identity: { port: 0, keystone: { url: keystone.identity, cache_s: 0 } } };
  await using cloud = await startControlPlane({ settings });
  const { token } = await identityAdmin(keystone);
  const admin = new RsClient(cloud.rs, token);
  const { flavor } = await admin.succeed('POST', '/flavors/', { flavor: { name: 'any', vcpus: 1, ram: 64 } });
  expect((await admin.succeed('GET', '/flavors/')).flavors).toEqual([flavor]);
  const alice = await new IdentityClient(keystone.identity).login('alice');
  expect(await new RsClient(cloud.rs, alice.token).fail('GET', '/flavors/')).toBe('403 1');
  const own = await new IdentityClient(cloud.identity).login('admin', adminProject);
  expect(await new RsClient(cloud.rs, own.token).fail('GET', '/flavors/')).toBe('401 24');
  await keystone[Symbol.asyncDispose]();
  expect(await admin.fail('GET', '/flavors/')).toBe('503 21');
});
