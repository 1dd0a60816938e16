import { guestRequest, mib } from '../../../support/nano-guests.ts';
import type { Row } from './row.ts';
import { ownership, type Subject, type World } from './world.ts';

const owned = ({ side, name }: Subject) => ({ name, ...ownership(side) });
const rule = { action: 'accept', protocol: 'tcp', to_port: 22 };
const creation = (world: World, subject: Subject) => guestRequest(world.template, owned(subject));

export const guestRows: readonly Row[] = [
  { operation: 'GET /guest_search/', who: 'session', query: '?pool=default' },
  { operation: 'POST /search/guests/', who: 'session', body: () => ({ limit: 10 }), unaudited: true },
  { operation: 'GET /guests/{id}', who: 'read', of: 'guest' },
  { operation: 'POST /guests/', who: 'own', of: 'nothing', body: creation },
  { operation: 'DELETE /guests/{id}', who: 'own', of: 'guest', body: () => ({}) },
  { operation: 'PUT /guests/{id}/auto_start', who: 'own', of: 'guest', body: () => ({ enable: true }) },
  { operation: 'PUT /guests/{id}/cores', who: 'own', of: 'guest', body: () => ({ cores: 4 }) },
  { operation: 'PUT /guests/{id}/memory', who: 'own', of: 'guest', body: () => ({ memory: 512 * mib }) },
  {
    operation: 'PUT /guests/{id}/disks/resize/{disk}',
    who: 'own',
    of: 'guest',
    path: () => ({ disk: '1' }),
    body: () => ({ size: 512 * mib }),
  },
  {
    operation: 'PUT /guests/{id}/disks/shrink/{disk}',
    who: 'own',
    of: 'guest',
    path: () => ({ disk: '1' }),
    body: () => ({}),
  },
  {
    operation: 'PUT /guests/{id}/system/',
    who: 'own',
    of: 'guest',
    body: (world, { side }) => ({ from_image: world.disk[side] }),
  },
  {
    operation: 'PUT /guests/{id}/auth',
    who: 'own',
    of: 'guest with agent',
    body: () => ({ user: 'root', password: 'Secret-2024x' }),
  },
  {
    operation: 'GET /guests/{id}/auth',
    who: 'own',
    of: 'guest with agent',
    before: (world, { id }) => world.admin.succeed('PUT', `/guests/${id}/auth`, { password: 'Secret-2024' }),
  },
  {
    operation: 'PUT /guests/{id}/name/',
    who: 'own',
    of: 'guest',
    body: (_, { name }) => ({ name: `${name}new` }),
  },
  {
    operation: 'PUT /guests/{id}/qos/cpu/',
    who: 'own',
    of: 'guest',
    body: () => ({ priority: 'high' }),
  },
  {
    operation: 'PUT /guests/{id}/qos/disk/',
    who: 'own',
    of: 'guest',
    body: () => ({ write_speed: mib }),
  },
  {
    operation: 'PUT /guests/{id}/qos/network/',
    who: 'own',
    of: 'guest',
    body: () => ({ receive_speed: mib }),
  },
  { operation: 'PUT /guests/{id}/monitor/secret', who: 'own', of: 'guest', body: () => ({}) },
  { operation: 'GET /guests/{id}/security_policy/', who: 'read', of: 'guest with rules' },
  {
    operation: 'PUT /guests/{id}/security_policy/default_action',
    who: 'own',
    of: 'guest with rules',
    body: () => ({ action: 'reject' }),
  },
  {
    operation: 'POST /guests/{id}/security_policy/rules/',
    who: 'own',
    of: 'guest with rules',
    body: () => rule,
  },
  {
    operation: 'PUT /guests/{id}/security_policy/rules/{index}',
    who: 'own',
    of: 'guest with rules',
    path: () => ({ index: '0' }),
    body: () => rule,
  },
  {
    operation: 'PUT /guests/{id}/security_policy/rules/{index}/order',
    who: 'own',
    of: 'guest with rules',
    path: () => ({ index: '1' }),
    body: () => ({ direction: 'up' }),
  },
  {
    operation: 'DELETE /guests/{id}/security_policy/rules/{index}',
    who: 'own',
    of: 'guest with rules',
    path: () => ({ index: '0' }),
  },
  { operation: 'GET /instances/{id}', who: 'read', of: 'guest' },
  { operation: 'POST /instances/{id}', who: 'own', of: 'guest', body: () => ({}) },
  { operation: 'DELETE /instances/{id}', who: 'own', of: 'running guest', body: () => ({ force: true }) },
  {
    operation: 'POST /instances/{id}/media',
    who: 'own',
    of: 'running guest',
    body: (world, { side }) => ({ source: world.iso[side], type: 0 }),
  },
  { operation: 'DELETE /instances/{id}/media', who: 'own', of: 'guest with media' },
  { operation: 'GET /instances/{id}/snapshots/', who: 'read', of: 'guest with snapshot' },
  {
    operation: 'POST /instances/{id}/snapshots/',
    who: 'own',
    of: 'guest',
    body: () => ({ name: 'new', description: '' }),
  },
  {
    operation: 'PUT /instances/{id}/snapshots/',
    who: 'own',
    of: 'guest with snapshot',
    body: () => ({ target: 's' }),
  },
  {
    operation: 'GET /instances/{id}/snapshots/{name}',
    who: 'read',
    of: 'guest with snapshot',
    path: () => ({ name: 's' }),
  },
  {
    operation: 'DELETE /instances/{id}/snapshots/{name}',
    who: 'own',
    of: 'guest with snapshot',
    path: () => ({ name: 's' }),
  },
  {
    operation: 'POST /monitor_channels/',
    who: 'own',
    of: 'running guest',
    body: (_, { id }) => ({ guest: id }),
  },
];
