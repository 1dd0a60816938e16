import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleContext, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import { defaultDomainId } from '../../domain/user.ts';
import { systemIds } from '../../system/ids.ts';
import { systemOneTimeCodes } from '../../system/one-time-codes.ts';
import type { Limits, Store } from '../ports/index.ts';
import { createSession } from './create-session.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
  const about = { domainId: defaultDomainId, createdAtMs: startMs, nick: '', mail: '', enabled: true };
  await store.users.insert({ id: 'u1', name: 'anna', passwordHash: 'right', ...about });
  await store.users.insertRole({ name: 'reader', menus: ['log'] });
  await store.users.insertGroup({
    id: 'g1',
    domainId: defaultDomainId,
    name: 'staff',
    display: '',
    nano: true,
    roles: ['reader'],
    visibility: { instances: false, mediaImages: false, diskImages: false },
  });
  await store.users.addMember('g1', 'u1');
});
afterEach(() => temporary[Symbol.asyncDispose]());

const policy = { minLength: 8, maxAgeMs: null, warnMs: 0, graceLogins: 0, history: 0 };
const limits = { sessionTimeoutMs: 180_000 } as Limits;

/** Logs in; `meanwhile` happens while the password is being checked, after the user was read. */
function login(meanwhile: () => Promise<void>) {
  const passwords = {
    hash: async (password: string) => password,
    verify: async (password: string, hash: string | undefined) => {
      await meanwhile();
      return password === hash;
    },
  };
  const ports = {
    store,
    passwords,
    passwordPolicy: policy,
    oneTimeCodes: systemOneTimeCodes,
    ids: systemIds,
    limits,
  };
  return createSession(ports, sampleContext(), { user: 'anna', password: 'right', code: null });
}

it('opens a session with the menus of this moment', async () => {
  const session = await login(() => store.users.updateRole({ name: 'reader', menus: ['user'] }));
  expect(session).toMatchObject({ group: 'staff', menus: ['user'] });
});

it('opens none for a user who is deleted while his password is being checked', async () => {
  await expect(login(() => store.users.remove('u1'))).rejects.toMatchObject({ reason: 'bad_credentials' });
});

it('opens none for a password that is replaced while it is being checked', async () => {
  const replaced = login(() =>
    store.users.setPasswordHash('u1', { passwordHash: 'other', before: 'right', atMs: startMs }),
  );
  await expect(replaced).rejects.toMatchObject({ reason: 'bad_credentials' });
});

it('opens none for a user who is taken out of his group meanwhile', async () => {
  const alone = login(() => store.users.removeMember('g1', 'u1'));
  await expect(alone).rejects.toMatchObject({ code: 'forbidden', reason: 'no_group' });
});
