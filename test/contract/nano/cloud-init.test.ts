import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let template: string;

beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  alice = await cloud.login('alice');
  [{ id: template }] = await alice.get('/templates/');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const request = (name: string, cloudInit: unknown) =>
  guestRequest(template, { name, modules: ['cloud-init'], cloud_init: cloudInit });

test.each([
  [{ admin_name: 'two words' }, 'cloud_init.admin_name "two words" is not allowed'],
  [{ admin_name: "x'; reboot #" }, 'cloud_init.admin_name'],
  [{ admin_name: 7 }, 'cloud_init.admin_name must be text'],
  [{ admin_secret: 'line\nbreak' }, 'cloud_init.admin_secret must'],
  [{ admin_secret: 'ü'.repeat(200) }, 'cloud_init.admin_secret must have at most 255 bytes'],
  [{ data_path: 'data' }, 'cloud_init.data_path "data" is not allowed: it must be an absolute path'],
  [{ data_path: '/data /etc ext4\n' }, 'cloud_init.data_path'],
  [{ data_path: '/etc' }, 'cloud_init.data_path "/etc" is not allowed: the system itself is there'],
  [{ root_enabled: 'yes' }, 'cloud_init.root_enabled must be true or false'],
])('%j is refused', async (cloudInit, expected) => {
  expect(await alice.fail('POST', '/guests/', request('refused', cloudInit))).toContain(expected);
});

test.each([
  ['nothing', null],
  ['empty', { admin_name: '', admin_secret: '', data_path: '' }],
])('%s given: the administrator of the template, with a password of their own', async (name, cloudInit) => {
  const id = await createdGuest(alice, request(name, cloudInit));
  const password = expect.stringMatching(/^.{10}$/);
  expect(await alice.get(`/guests/${id}/auth`)).toEqual({ user: 'root', password });
});

test('what is given is kept as it is', async () => {
  const given = { admin_name: 'anna', admin_secret: `'"$(id)\\ : #ü`, data_path: '/srv/data' };
  const id = await createdGuest(alice, request('given', given));
  expect(await alice.get(`/guests/${id}/auth`)).toEqual({ user: 'anna', password: given.admin_secret });
});
