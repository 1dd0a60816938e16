/** Nothing that a caller sends gives 500 (501 is the API's word for users, who are not deleted here), whatever it is and whoever he is. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdjutantApp } from '../../../control-plane/src/http/adjutant/app.ts';
import { type AdjutantClient, type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';

let world: AdjutantWorld;
let ids: string[] = [];
beforeAll(async () => {
  const own = {
    actions: ['UpdateUserEmailAction', 'NewUserAction', 'EditUserRolesAction'],
    asked_by: ['member'],
  };
  world = await startAdjutant({ open_requests: 1_000_000, task_types: { everything: own } });
  const { nobody, owner, admin, mails, userIds } = world;
  await nobody.call('POST', '/v1/openstack/sign-up', { project_name: 'first', email: 'first@example.com' });
  await owner.call('POST', '/v1/openstack/users', { email: 'guest@example.com', roles: ['member'] });
  const { tasks } = (await admin.call('GET', '/v1/tasks')).body;
  const { notifications } = (await admin.call('GET', '/v1/notifications')).body;
  ids = [...tasks, ...notifications].map(({ uuid }) => uuid);
  ids.push(
    await mails.token('guest@example.com'),
    userIds.member,
    'everything',
    '%00',
    '..',
    '\u{1F600}',
    'x'.repeat(500),
  );
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** The routes are all that is looked at: nothing is called. */
const anything: never = new Proxy(() => undefined, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
}) as never;
const routes = createAdjutantApp({ ports: anything, common: anything, trustedProxies: [], openRequests: 1 })
  .routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('/stream'))
  .map(({ method, path }) => ({ method, path }));

const field = fc.constantFrom(
  ...['project_name', 'email', 'username', 'setup_network', 'domain_name', 'new_email', 'roles', 'approved'],
  ...[
    'inherited_roles',
    'project_id',
    'domain_id',
    'user_id',
    'remove',
    'size',
    'regions',
    'task',
    'task_id',
  ],
  ...['password', 'confirm', 'notifications', 'acknowledged', '__proto__', 'constructor'],
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    'member',
    'admin',
    'x@example.com',
    'small',
    true,
    ['member'],
    ['a'.repeat(300)],
    '\u0000',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const body = fc.oneof(
  fc.dictionary(field, value).map((fields) => JSON.stringify(fields)),
  fc.constantFrom('', '{', '[]', 'null', '"x"', '1', '{"a":'.repeat(2_000), undefined),
);
const lookup = fc.constantFrom(
  'exact',
  'iexact',
  'contains',
  'in',
  'gt',
  'range',
  'isnull',
  'regex',
  'year__gte',
  'date',
  'x',
);
const name = fc.constantFrom(
  'uuid',
  'task_id',
  'task_type',
  'created_on',
  'approved',
  'notes',
  'task__uuid',
  'hash_key',
  'a__b',
);
const filter = fc.oneof(
  fc.dictionary(name, fc.dictionary(lookup, value)).map((conditions) => JSON.stringify(conditions)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '['.repeat(4_000),
    '{"a":'.repeat(1_000),
    '{"task_type":{"regex":"(a+)+$"}}',
    '{"notes":{"regex":"((x{900}){900})"}}',
  ),
);
const query = fc.dictionary(
  fc.constantFrom('filters', 'page', 'tasks_per_page', 'notifications_per_page', 'regions', 'include_usage'),
  fc.oneof(filter, fc.constantFrom('0', '-1', '1', 'x', '99999999999999999999', '1e9')),
);

it('not in any route', async () => {
  const { nobody, admin, owner, member } = world;
  const clients: Record<string, AdjutantClient> = { nobody, admin, owner, member };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        route: fc.constantFrom(...routes),
        who: fc.constantFrom(...Object.keys(clients)),
        id: fc.nat(20),
        body,
        query,
        type: fc.constantFrom('application/json', 'text/plain', 'application/json; charset=utf-16', ''),
      }),
      async ({ route, who, id, body: text, query: parameters, type }) => {
        const path = route.path.replace(/:\w+/g, () => encodeURIComponent(ids[id % ids.length] ?? ''));
        const search = new URLSearchParams(parameters).toString();
        const bare = route.method === 'GET' ? undefined : text;
        const headers = { 'Content-Type': type };
        const url = search === '' ? path : `${path}?${search}`;
        const answer = await clients[who]?.call(route.method, url, bare, headers);
        expect([route, answer?.status, answer && (answer.status < 500 || answer.status === 501)]).toEqual([
          route,
          answer?.status,
          true,
        ]);
      },
    ),
    { numRuns: 800 },
  );
}, 120_000);

it('OPTIONS and HEAD answer, slashes at the end do not matter', async () => {
  const { admin, nobody } = world;
  for (const path of ['/', '/v1', '/v1/tasks/', '/v1/status/', '/v1/notifications/'])
    expect([path, (await admin.call('HEAD', path)).status]).toEqual([path, 200]);
  expect((await nobody.call('OPTIONS', '/v1/tasks')).status).toBeLessThan(500);
});
