import { testPassword } from '../../../support/control-plane.ts';
import type { Row } from './row.ts';
import type { Subject, World } from './world.ts';

const role = (_: World, { name }: Subject) => ({ role_name: name });
const group = (_: World, { name }: Subject) => ({ group_name: name });
const user = (_: World, { name }: Subject) => ({ user_name: name });
const member = (_: World, { name }: Subject) => ({ group_name: name, user_name: name });
const makeRole = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', `/roles/${name}`, { menu: ['log'] });
const makeGroup = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', `/user_groups/${name}`, { display: '', role: ['ordinary'] });
const makeUser = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', `/users/${name}`, { password: testPassword });
const makeGroupAndUser = async (world: World, subject: Subject) => {
  await makeGroup(world, subject);
  await makeUser(world, subject);
};
const makeMember = async (world: World, subject: Subject) => {
  await makeGroupAndUser(world, subject);
  await world.admin.succeed('POST', `/user_groups/${subject.name}/members/${subject.name}`, {});
};
const manage = { who: 'administrator' } as const;

export const peopleRows: readonly Row[] = [
  { operation: 'GET /roles/', ...manage },
  { operation: 'GET /roles/{role_name}', ...manage, path: role, before: makeRole },
  { operation: 'POST /roles/{role_name}', ...manage, path: role, body: () => ({ menu: ['log'] }) },
  {
    operation: 'PUT /roles/{role_name}',
    ...manage,
    path: role,
    before: makeRole,
    body: () => ({ menu: ['image'] }),
  },
  { operation: 'DELETE /roles/{role_name}', ...manage, path: role, before: makeRole },
  { operation: 'GET /user_groups/', ...manage },
  { operation: 'GET /user_groups/{group_name}', ...manage, path: group, before: makeGroup },
  {
    operation: 'POST /user_groups/{group_name}',
    ...manage,
    path: group,
    body: () => ({ display: '', role: ['ordinary'] }),
  },
  {
    operation: 'PUT /user_groups/{group_name}',
    ...manage,
    path: group,
    before: makeGroup,
    body: () => ({ display: 'new', role: ['ordinary'] }),
  },
  { operation: 'DELETE /user_groups/{group_name}', ...manage, path: group, before: makeGroup },
  { operation: 'GET /user_groups/{group_name}/members/', ...manage, path: group, before: makeGroup },
  {
    operation: 'POST /user_groups/{group_name}/members/{user_name}',
    ...manage,
    path: member,
    before: makeGroupAndUser,
    body: () => ({}),
  },
  {
    operation: 'DELETE /user_groups/{group_name}/members/{user_name}',
    ...manage,
    path: member,
    before: makeMember,
  },
  { operation: 'GET /users/', ...manage },
  { operation: 'GET /users/{user_name}', who: 'person', path: user, before: makeUser },
  {
    operation: 'POST /users/{user_name}',
    ...manage,
    path: user,
    body: () => ({ password: testPassword }),
  },
  {
    operation: 'PUT /users/{user_name}',
    ...manage,
    path: user,
    before: makeUser,
    body: () => ({ nick: 'new' }),
  },
  { operation: 'DELETE /users/{user_name}', ...manage, path: user, before: makeUser },
  {
    operation: 'PUT /users/{user_name}/password/',
    who: 'person',
    path: user,
    before: makeUser,
    body: () => ({ old: testPassword, new: `${testPassword}y` }),
  },
  { operation: 'GET /user_search/', ...manage },
  { operation: 'GET /resource_visibilities/', who: 'session' },
  {
    operation: 'PUT /resource_visibilities/',
    who: 'session',
    body: (_, { side }) => {
      const shown = side === 'shown';
      return { instance_visible: shown, media_image_visible: shown, disk_image_visible: shown };
    },
  },
  { operation: 'GET /logs/', who: 'session' },
  { operation: 'POST /logs/', who: 'session', body: () => ({ content: 'a line' }), unaudited: true },
  {
    operation: 'DELETE /logs/',
    who: 'session',
    before: ({ admin }) => admin.succeed('POST', '/logs/', { content: 'a line' }),
    body: () => ({ entries: ['202601010000000001'] }),
  },
];
