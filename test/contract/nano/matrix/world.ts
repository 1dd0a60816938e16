/** The people and things of the authorisation matrix. */
import { emptyQcow2 } from '../../../../cell-agent/src/hypervisor/fake/qcow2-file.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../../support/control-plane.ts';
import { imageForm, tinyIso } from '../../../support/image-server.ts';
import type { Json, NanoClient } from '../../../support/nano-client.ts';
import { createdGuest, guestRequest, mib, unknownId } from '../../../support/nano-guests.ts';
import { poll } from '../../../support/poll.ts';

/** Who owns a thing: a member of a group that hides its things, or of one that shows them. */
export type Side = 'hidden' | 'shown';

export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
}

const ordinaryMenus = ['instance', 'image', 'media', 'policies', 'log', 'visibility'];

export interface World extends AsyncDisposable {
  readonly cloud: ControlPlane;
  readonly admin: NanoClient;
  /** Owner of the things that his group hides, and of those that it shows. */
  readonly owner: Record<Side, NanoClient>;
  /** Another member of the owner's group. */
  readonly mate: Record<Side, NanoClient>;
  /** Has the same menus in a group of his own. */
  readonly stranger: NanoClient;
  readonly ended: NanoClient;
  readonly template: string;
  readonly iso: Record<Side, string>;
  readonly disk: Record<Side, string>;
  name(): string;
  make(kind: SubjectKind, side: Side): Promise<Subject>;
  form(kind: 'disk' | 'media'): FormData;
}

export type SubjectKind =
  | 'guest'
  | 'running guest'
  | 'guest with agent'
  | 'guest with media'
  | 'guest with snapshot'
  | 'guest with rules'
  | 'disk image'
  | 'media image'
  | 'policy group'
  | 'nothing';

/** The owner of that side's things, as requests name him. */
export function ownership(side: Side): { owner: string; group: string } {
  return { owner: side === 'hidden' ? 'olga' : 'otto', group: side };
}

export async function createWorld(): Promise<World> {
  const cloud = await startControlPlane({ cells: 2, unallocatedCells: 2 });
  const admin = await cloud.login('admin');
  await admin.succeed('POST', '/roles/ordinary', { menu: ordinaryMenus });
  const groups = { hidden: ['olga', 'mike'], shown: ['otto', 'mary'], away: ['stan'] };
  for (const [group, users] of Object.entries(groups)) {
    await admin.succeed('POST', `/user_groups/${group}`, { display: '', role: ['ordinary'] });
    for (const user of users) {
      await admin.succeed('POST', `/users/${user}`, { password: testPassword });
      await admin.succeed('POST', `/user_groups/${group}/members/${user}`, {});
    }
  }
  const login = (user: string) => cloud.nobody.login(user, testPassword);
  const owner = { hidden: await login('olga'), shown: await login('otto') };
  const all = { instance_visible: true, media_image_visible: true, disk_image_visible: true };
  await owner.shown.succeed('PUT', '/resource_visibilities/', all);
  const [ended, stranger] = [await login('stan'), await login('stan')];
  const newPassword = `${testPassword}x`;
  await stranger.succeed('PUT', '/users/stan/password/', { old: testPassword, new: newPassword });
  const template = (await admin.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
  let count = 0;
  const name = () => {
    count += 1;
    return `n${count}`;
  };
  const form = (kind: 'disk' | 'media') =>
    imageForm(kind === 'media' ? tinyIso() : emptyQcow2(256 * mib, name()));
  async function image(kind: 'disk' | 'media', side: Side): Promise<Subject> {
    const called = name();
    const { id } = await owner[side].succeed('POST', `/${kind}_images/`, {
      name: called,
      ...ownership(side),
    });
    const headers = { 'Nano-Session': owner[side].session };
    const url = `${cloud.origin}/api/v1/${kind}_images/${id}/file/`;
    const answer = await fetch(url, { method: 'POST', headers, body: form(kind) });
    const { error_code, message } = (await answer.json()) as Json;
    if (error_code !== 0) throw new Error(message);
    return { id, name: called, side };
  }
  const iso = { hidden: (await image('media', 'hidden')).id, shown: (await image('media', 'shown')).id };
  const disk = { hidden: (await image('disk', 'hidden')).id, shown: (await image('disk', 'shown')).id };

  async function guest(side: Side, running = false): Promise<Subject> {
    const called = name();
    const request = guestRequest(template, {
      name: called,
      ...ownership(side),
      disks: [256 * mib, 128 * mib],
    });
    const id = await createdGuest(owner[side], request);
    if (running) await owner[side].succeed('POST', `/instances/${id}`, {});
    return { id, name: called, side };
  }

  async function policyGroup(side: Side): Promise<Subject> {
    const called = name();
    const { owner: user, group } = ownership(side);
    const flags = { enabled: true, global: false, default_action: 'reject' };
    const about = { name: called, description: '', user, group, ...flags };
    const { id } = await owner[side].succeed('POST', '/security_policy_groups/', about);
    for (const to_port of [80, 443]) {
      const rule = { action: 'accept', protocol: 'tcp', to_port };
      await owner[side].succeed('POST', `/security_policy_groups/${id}/rules/`, rule);
    }
    return { id, name: called, side };
  }

  const makers: Record<SubjectKind, (side: Side) => Promise<Subject>> = {
    nothing: async (side) => ({ id: unknownId, name: name(), side }),
    guest: guest,
    'running guest': (side) => guest(side, true),
    'guest with agent': async (side) => {
      const made = await guest(side, true);
      await poll('its agent has told the address', async () => {
        const { internal } = await owner[side].get(`/instances/${made.id}`);
        return internal.network_address !== '';
      });
      return made;
    },
    'guest with media': async (side) => {
      const made = await guest(side, true);
      await owner[side].succeed('POST', `/instances/${made.id}/media`, { source: iso[side], type: 0 });
      return made;
    },
    'guest with snapshot': async (side) => {
      const made = await guest(side);
      await owner[side].succeed('POST', `/instances/${made.id}/snapshots/`, { name: 's', description: '' });
      return made;
    },
    'guest with rules': async (side) => {
      const made = await guest(side);
      for (const to_port of [80, 443]) {
        const rule = { action: 'accept', protocol: 'tcp', to_port };
        await owner[side].succeed('POST', `/guests/${made.id}/security_policy/rules/`, rule);
      }
      return made;
    },
    'disk image': (side) => image('disk', side),
    'media image': (side) => image('media', side),
    'policy group': policyGroup,
  };

  return {
    cloud,
    admin,
    owner,
    mate: { hidden: await login('mike'), shown: await login('mary') },
    stranger: await cloud.nobody.login('stan', newPassword),
    ended,
    template,
    iso,
    disk,
    name,
    make: (kind, side) => makers[kind](side),
    form,
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}
