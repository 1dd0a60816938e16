/** What belongs to nobody: pools, cells, templates, the numbers of the installation. */
import type { Json } from '../../../support/nano-client.ts';
import type { Row } from './row.ts';
import type { Subject, World } from './world.ts';

const own = (_: World, { name }: Subject) => ({ name });
const pool = (_: World, { name }: Subject) => ({ pool: name });
const inDefault = () => ({ pool: 'default', cell: 'cell-1' });
const makePool = ({ admin }: World, { name }: Subject) => admin.succeed('POST', `/compute_pools/${name}`, {});
const makeStorage = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', `/storage_pools/${name}`, storage());
const storage = () => ({ type: 'nfs', host: 'nas.example.org', target: '/export' });
const addresses = () => ({ gateway: '10.9.0.1', dns: ['10.9.0.1'], provider: 'dhcp' });
const makeAddresses = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', `/address_pools/${name}`, addresses());
const range = { end: '10.9.0.99', netmask: '255.255.255.0' };
const makeRange = async (world: World, subject: Subject) => {
  await makeAddresses(world, subject);
  await world.admin.succeed('POST', `/address_pools/${subject.name}/internal/ranges/10.9.0.10`, range);
};
const ofRange = (_: World, { name }: Subject) => ({ name, type: 'internal', start: '10.9.0.10' });

const templateRequest = (name: string) => {
  const hardware = { disk: 'sata', network: 'e1000', display: 'cirrus', control: 'vnc' };
  return { name, admin: 'root', operating_system: 'linux', ...hardware };
};
const makeTemplate = ({ admin }: World, { name }: Subject) =>
  admin.succeed('POST', '/templates/', templateRequest(name));
const madeTemplate = (_world: World, _subject: Subject, made: Json) => ({ id: made?.id ?? 'none' });

const cellOf = async ({ admin }: World, { id }: Subject) => (await admin.get(`/guests/${id}`)).cell;
const migrationOf = (id: string, cell: string) => {
  const source = { source_pool: 'default', source_cell: cell };
  return { ...source, target_pool: 'default', instances: [id] };
};

export const installationRows: readonly Row[] = [
  { operation: 'GET /compute_pools/', who: 'session' },
  { operation: 'GET /compute_pools/{pool}', who: 'session', path: inDefault },
  { operation: 'POST /compute_pools/{pool}', who: 'administrator', path: pool, body: () => ({}) },
  { operation: 'DELETE /compute_pools/{pool}', who: 'administrator', path: pool, before: makePool },
  {
    operation: 'PUT /compute_pools/{pool}',
    who: 'administrator',
    path: pool,
    before: async (world, subject) => {
      await makePool(world, subject);
      await makeAddresses(world, subject);
    },
    body: (_, { name }) => ({ network: name }),
  },
  { operation: 'GET /compute_pool_cells/', who: 'administrator' },
  { operation: 'GET /compute_pool_cells/{pool}', who: 'session', path: inDefault },
  {
    operation: 'POST /compute_pool_cells/{pool}/{cell}',
    who: 'administrator',
    path: (_, { name }) => ({ pool: name, cell: 'cell-3' }),
    before: async (world, subject) => {
      await makePool(world, subject);
    },
  },
  {
    operation: 'DELETE /compute_pool_cells/{pool}/{cell}',
    who: 'administrator',
    path: (_, { name }) => ({ pool: name, cell: 'cell-4' }),
    before: async (world, subject) => {
      await makePool(world, subject);
      await world.admin.succeed('POST', `/compute_pool_cells/${subject.name}/cell-4`);
    },
  },
  {
    operation: 'PUT /compute_pool_cells/{pool}/{cell}',
    who: 'administrator',
    path: inDefault,
    before: ({ admin }) => admin.succeed('PUT', '/compute_pool_cells/default/cell-1', { enable: false }),
    body: () => ({ enable: true }),
  },
  { operation: 'GET /compute_pool_cells/{pool}/{cell}', who: 'session', path: inDefault },
  { operation: 'GET /storage_pools/', who: 'administrator' },
  { operation: 'GET /storage_pools/{pool}', who: 'administrator', path: pool, before: makeStorage },
  { operation: 'POST /storage_pools/{pool}', who: 'administrator', path: pool, body: storage },
  {
    operation: 'PUT /storage_pools/{pool}',
    who: 'administrator',
    path: pool,
    before: makeStorage,
    body: () => ({ ...storage(), host: 'other.example.org' }),
  },
  { operation: 'DELETE /storage_pools/{pool}', who: 'administrator', path: pool, before: makeStorage },
  { operation: 'GET /compute_zone_status/', who: 'administrator' },
  { operation: 'GET /compute_pool_status/', who: 'administrator' },
  { operation: 'GET /compute_pool_status/{pool}', who: 'administrator', path: inDefault },
  { operation: 'GET /compute_cell_status/{pool}/', who: 'administrator', path: inDefault },
  { operation: 'GET /compute_cell_status/{pool}/{cell}', who: 'administrator', path: inDefault },
  { operation: 'GET /instance_status/{pool}/', who: 'session', path: inDefault },
  { operation: 'GET /instance_status/{pool}/{cell}/', who: 'session', path: inDefault },
  { operation: 'GET /address_pools/', who: 'administrator' },
  { operation: 'GET /address_pools/{name}', who: 'administrator', path: own, before: makeAddresses },
  { operation: 'POST /address_pools/{name}', who: 'administrator', path: own, body: addresses },
  {
    operation: 'PUT /address_pools/{name}',
    who: 'administrator',
    path: own,
    before: makeAddresses,
    body: () => ({ ...addresses(), dns: ['10.9.0.2'] }),
  },
  { operation: 'DELETE /address_pools/{name}', who: 'administrator', path: own, before: makeAddresses },
  {
    operation: 'GET /address_pools/{name}/{type}/ranges/',
    who: 'administrator',
    path: ofRange,
    before: makeAddresses,
  },
  {
    operation: 'GET /address_pools/{name}/{type}/ranges/{start}',
    who: 'administrator',
    path: ofRange,
    before: makeRange,
  },
  {
    operation: 'POST /address_pools/{name}/{type}/ranges/{start}',
    who: 'administrator',
    path: ofRange,
    before: makeAddresses,
    body: () => range,
  },
  {
    operation: 'DELETE /address_pools/{name}/{type}/ranges/{start}',
    who: 'administrator',
    path: ofRange,
    before: makeRange,
  },
  { operation: 'GET /templates/', who: 'session' },
  { operation: 'GET /templates/{id}', who: 'session', path: ({ template }) => ({ id: template }) },
  { operation: 'POST /templates/', who: 'administrator', body: (_, { name }) => templateRequest(name) },
  {
    operation: 'PUT /templates/{id}',
    who: 'administrator',
    before: makeTemplate,
    path: madeTemplate,
    body: (_, { name }) => templateRequest(`${name}new`),
  },
  { operation: 'DELETE /templates/{id}', who: 'administrator', before: makeTemplate, path: madeTemplate },
  {
    operation: 'GET /compute_cell_status/{pool}/{cell}/storages/',
    who: 'administrator',
    path: inDefault,
  },
  {
    operation: 'PUT /compute_cell_status/{pool}/{cell}/storages/',
    who: 'administrator',
    path: (_, { name }) => ({ pool: name, cell: 'cell-4' }),
    before: async (world, subject) => {
      await makePool(world, subject);
      await world.admin.succeed('POST', `/compute_pool_cells/${subject.name}/cell-4`);
    },
    body: () => ({ default: '/srv/disks' }),
  },
  { operation: 'GET /migrations/', who: 'administrator' },
  {
    operation: 'POST /migrations/',
    who: 'administrator',
    of: 'guest',
    before: cellOf,
    body: (_, { id }, cell) => migrationOf(id, cell ?? 'cell-1'),
  },
  {
    operation: 'GET /migrations/{id}',
    who: 'administrator',
    of: 'guest',
    before: async (world, subject) =>
      world.admin.succeed('POST', '/migrations/', migrationOf(subject.id, await cellOf(world, subject))),
    path: (_world, _subject, made) => ({ id: made?.id ?? 'none' }),
  },
];
