/** The public listener with a real store and real files, without cells, and people who own images. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHttpApp } from '../../control-plane/src/http/app.ts';
import { createHttpCommon } from '../../control-plane/src/http/common.ts';
import { listen } from '../../control-plane/src/http/listen.ts';
import { createImageFiles } from '../../control-plane/src/images/image-files.ts';
import { systemClock } from '../../control-plane/src/system/clock.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import type { Ports, Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { hashSecret } from '../../control-plane/src/use-cases/secret-hash.ts';
import { openTemporaryStore } from './temporary-store.ts';

export interface Answer {
  readonly status: number;
  readonly error_code: number;
  readonly message: string;
  readonly data: { readonly [key: string]: unknown };
}

export interface ImageServer extends AsyncDisposable {
  readonly origin: string;
  readonly store: Store;
  /** Of the images' files. */
  readonly folder: string;
  /** Opens a session of a user of the group; both are made when they are new. */
  login(user: string, group: string, menus: readonly string[]): Promise<string>;
  call(session: string, method: string, path: string, body?: unknown): Promise<Answer>;
  upload(session: string, path: string, form: FormData): Promise<Answer>;
  /** What the access log says of the requests so far. */
  readonly requests: readonly { readonly path: string; readonly status: number }[];
  /** Names of all files, those on their way too. */
  files(): string[];
}

/** Members of this group see each other's images. */
export const openGroup = 'open';

export async function startImageServer(): Promise<ImageServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-image-server-'));
  const temporary = await openTemporaryStore();
  const { store } = temporary;
  const requests: { path: string; status: number }[] = [];
  const logger = pino(
    { level: 'info' },
    {
      write(line) {
        const { msg, path, status } = JSON.parse(line);
        if (msg === 'request') requests.push({ path, status });
      },
    },
  );
  const imageFiles = await createImageFiles({ folder, log: logger });
  const ports: Partial<Ports> = { store, imageFiles, clock: systemClock, ids: systemIds };
  const app = createHttpApp({
    ports: ports as Ports,
    common: createHttpCommon(logger),
    readiness: { problems: async () => [] },
    trustedProxies: [],
    cors: true,
    endpoints: () => ({}),
  });
  const listener = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
  const request = async (session: string, path: string, init: RequestInit): Promise<Answer> => {
    const headers = { ...init.headers, ...(session === '' ? {} : { 'Nano-Session': session }) };
    const response = await fetch(`${listener.origin}/api/v1${path}`, { ...init, headers });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  return {
    origin: listener.origin,
    store,
    folder,
    requests,
    login: (user, group, menus) => login(store, user, group, menus),
    call: (session, method, path, body) =>
      request(session, path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    upload: (session, path, form) => request(session, path, { method: 'POST', body: form }),
    files: () =>
      ['.incoming', 'disk_images', 'media_images'].flatMap((name) => readdirSync(join(folder, name))),
    async [Symbol.asyncDispose]() {
      await listener.close({ graceMs: 0 });
      await temporary[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

async function login(
  store: Store,
  userName: string,
  groupName: string,
  menus: readonly string[],
): Promise<string> {
  const shown = groupName === openGroup;
  const found = await store.users.findGroupByName(groupName);
  const groupId = found?.id ?? systemIds.uuid();
  if (!found) {
    const visibility = { instances: shown, mediaImages: shown, diskImages: shown };
    const group = {
      id: groupId,
      domainId: 'default',
      name: groupName,
      display: '',
      nano: true,
      roles: [],
      visibility,
    };
    await store.users.insertGroup(group);
  }
  const known = await store.users.findByName(userName);
  const userId = known?.id ?? systemIds.uuid();
  const nowMs = systemClock.nowMs();
  if (!known) {
    const user = { id: userId, domainId: 'default', name: userName, nick: '', mail: '', enabled: true };
    await store.users.insert({ ...user, passwordHash: '', createdAtMs: nowMs });
    await store.users.addMember(groupId, userId);
  }
  const session = systemIds.uuid();
  const times = { createdAtMs: nowMs, expiresAtMs: nowMs + 600_000 };
  const who = { userId, userName, groupId, groupName, menus: [...menus], address: '127.0.0.1' };
  await store.sessions.insert({ idHash: hashSecret(session), ...who, ...times });
  return session;
}

/** A small file that is an ISO by its first descriptor. */
export function tinyIso(text = 'content'): Buffer {
  const bytes = Buffer.alloc(40_000, text);
  bytes.write('\x01CD001\x01', 32_768, 'latin1');
  return bytes;
}

/** A qcow2 of version 2 with an empty disk of 1 GiB, followed by whatever comes. */
export function tinyQcow2(sizeBytes = 200_000): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.writeUInt32BE(0x514649fb, 0);
  bytes.writeUInt32BE(2, 4);
  bytes.writeUInt32BE(16, 20);
  bytes.writeBigUInt64BE(2n ** 30n, 24);
  bytes.writeUInt32BE(2, 36);
  bytes.writeBigUInt64BE(0x30000n, 40);
  bytes.writeBigUInt64BE(0x10000n, 48);
  bytes.writeUInt32BE(1, 56);
  return bytes;
}

export function imageForm(bytes: Buffer, checksum?: { value: string; before: boolean }): FormData {
  const form = new FormData();
  if (checksum?.before) form.append('checksum', checksum.value);
  form.append('image', new Blob([Uint8Array.from(bytes)]), 'file.bin');
  if (checksum && !checksum.before) form.append('checksum', checksum.value);
  return form;
}
