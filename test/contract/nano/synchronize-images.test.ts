import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { covers } from '../../support/covers.ts';
import {
  type ImageServer,
  imageForm,
  startImageServer,
  tinyIso,
  tinyQcow2,
} from '../../support/image-server.ts';
import { poll } from '../../support/poll.ts';

let server: ImageServer;
let root: string;
let anna: string;
beforeEach(async () => {
  server = await startImageServer();
  root = await server.login('root', 'admin', ['compute_pool']);
  anna = await server.login('anna', 'closed', ['image', 'media']);
});
afterEach(() => server[Symbol.asyncDispose]());

type Kind = 'disk' | 'media';
const content = { disk: tinyQcow2(), media: tinyIso() };
const done = { status: 200, error_code: 0, message: '', data: '' };

/** A file that somebody put into the folder a while ago. */
function put(kind: Kind, name: string | Buffer, bytes: Buffer = content[kind], ageSeconds = 10): void {
  const path = Buffer.concat([Buffer.from(`${server.folder}/${kind}_images/`), Buffer.from(name)]);
  writeFileSync(path, bytes);
  const time = Date.now() / 1000 - ageSeconds;
  utimesSync(path, time, time);
}

async function synchronize(kind: Kind, session = root, body?: object): Promise<void> {
  expect(await server.call(session, 'PATCH', `/${kind}_images/`, body)).toEqual(done);
}

async function listed(kind: Kind, session = root): Promise<{ [key: string]: unknown }[]> {
  const { data } = await server.call(session, 'GET', `/${kind}_image_search/`);
  return data as unknown as { [key: string]: unknown }[];
}

async function names(kind: Kind): Promise<string[]> {
  return (await listed(kind)).map(({ name }) => String(name).replace(/_\d{10}/, '_TIME')).toSorted();
}

describe('synchronized images', () => {
  it.each([
    ['disk', covers('PATCH /disk_images/'), undefined],
    ['media', covers('PATCH /media_images/'), { owner: 'anna', group: 'closed' }],
  ] as const)('of kind %s are what lies in the folder: %s', async (kind, _covered, body) => {
    const extension = kind === 'disk' ? 'qcow2' : 'iso';
    put(kind, `found.${extension}`);
    const before = Math.floor(Date.now() / 1000);
    await synchronize(kind, anna, body);
    const [image] = await listed(kind);
    expect(image).toMatchObject({
      name: expect.stringMatching(/^found\.(qcow2|iso)_\d{10}$/),
      owner: 'anna',
      group: 'closed',
      created: true,
      size: content[kind].length,
    });
    const time = Number(String(image?.name).split('_').at(-1));
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now() / 1000);
    expect(server.files()).toEqual([`${image?.id}_v1.${extension}`]);
    expect(statSync(join(server.folder, `${kind}_images`, `${image?.id}_v1.${extension}`)).mode & 0o777).toBe(
      0o600,
    );
    const stored = await server.store.images.get(String(image?.id));
    expect(stored?.content?.sha256).toBe(createHash('sha256').update(content[kind]).digest('hex'));
    await synchronize(kind, anna, body);
    expect(await listed(kind)).toEqual([image]);
  });

  it('are given to whom an administrator names, and to nobody else by others', async () => {
    put('media', 'a.iso');
    const refused = await server.call(anna, 'PATCH', '/media_images/', { owner: 'root', group: 'admin' });
    expect(refused).toMatchObject({ error_code: 500, message: expect.stringMatching(/must be your own/) });
    const plain = await server.login('otto', 'closed', []);
    expect(await server.call(plain, 'PATCH', '/media_images/')).toMatchObject({
      message: expect.stringMatching(/right media-images.use is missing/),
    });
    expect(server.files()).toEqual(['a.iso']);
    await synchronize('media', root, { owner: 'anna', group: 'closed' });
    expect(await listed('media', anna)).toMatchObject([{ owner: 'anna' }]);
  });

  it('leave alone what is no image, or none yet', async () => {
    put('disk', 'wrong.qcow2', tinyIso());
    put('disk', 'cut.qcow2', tinyQcow2().subarray(0, 100_000));
    put('disk', 'empty.qcow2', Buffer.alloc(0));
    put('disk', 'other.iso', tinyIso());
    put('disk', '.hidden.qcow2');
    put('disk', 'growing.qcow2', tinyQcow2(), 0);
    put('disk', 'tomorrow.qcow2', tinyQcow2(), -86_400);
    mkdirSync(join(server.folder, 'disk_images', 'folder.qcow2'));
    put('media', 'target.bin');
    symlinkSync(
      join(server.folder, 'media_images', 'target.bin'),
      join(server.folder, 'disk_images', 'link.qcow2'),
    );
    execFileSync('mkfifo', [join(server.folder, 'disk_images', 'pipe.qcow2')]);
    const before = server.files();
    await synchronize('disk');
    expect(await listed('disk')).toEqual([]);
    expect(server.files()).toEqual(before);
  });

  it('take a name from any file name', async () => {
    put('disk', 'plain.qcow2');
    put('disk', 'pla in.qcow2');
    put('disk', 'pla*in.qcow2');
    put('disk', Buffer.from('\xff\n.qcow2', 'latin1'));
    put('disk', `${'x'.repeat(200)}.qcow2`);
    await synchronize('disk');
    expect(await names('disk')).toEqual([
      '__.qcow2_TIME',
      'pla_in.qcow2_TIME',
      'pla_in.qcow2_TIME_2',
      'plain.qcow2_TIME',
      `${'x'.repeat(117)}_TIME`,
    ]);
    expect(server.files()).toHaveLength(5);
    put('media', 'Überblick\t"x" 💿.iso');
    put('media', `${'x'.repeat(116)}💿.iso`);
    await synchronize('media');
    expect(await names('media')).toEqual([`${'x'.repeat(116)}_TIME`, 'Überblick_"x" 💿.iso_TIME']);
  });

  it('become one image when two look at once', async () => {
    for (const name of ['a.iso', 'b.iso', 'c.iso'])
      put('media', name, Buffer.concat([tinyIso(), Buffer.alloc(3_000_000)]));
    await Promise.all([1, 2, 3].map(() => synchronize('media')));
    expect(await names('media')).toEqual(['a.iso_TIME', 'b.iso_TIME', 'c.iso_TIME']);
    expect(server.files()).toHaveLength(3);
  });

  it('are removed when their file is gone, but not while they have none yet', async () => {
    const create = async (name: string, owner = 'anna') => {
      const session = owner === 'anna' ? anna : root;
      return String((await server.call(session, 'POST', '/media_images/', { name })).data.id);
    };
    const [empty, uploading, again, lost, foreign, kept] = await Promise.all([
      create('empty'),
      create('uploading'),
      create('again'),
      create('lost'),
      create('foreign', 'root'),
      create('kept'),
    ]);
    for (const id of [again, lost, kept]) {
      await server.upload(anna, `/media_images/${id}/file/`, imageForm(tinyIso()));
    }
    await server.upload(root, `/media_images/${foreign}/file/`, imageForm(tinyIso()));
    const uploads = [uploading, again].map((id) => {
      const upload = request(`${server.origin}/api/v1/media_images/${id}/file/`, {
        method: 'POST',
        headers: { 'Nano-Session': anna, 'Content-Type': 'multipart/form-data; boundary=edge' },
      });
      upload.on('error', () => undefined);
      upload.write('--edge\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n');
      upload.write(tinyIso());
      return upload;
    });
    const phase = async (id: string) => (await server.store.images.get(id))?.phase;
    await poll('both uploads are under way', async () =>
      (await Promise.all([uploading, again].map(phase))).every((one) => one === 'uploading'),
    );
    const path = (id: string) => join(server.folder, 'media_images', `${id}_v1.iso`);
    for (const id of [again, lost, foreign]) renameSync(path(id), `${path(id)}.away`);
    await synchronize('media', anna);
    const remaining = (await listed('media')).map(({ id }) => id);
    expect(remaining.toSorted()).toEqual([empty, uploading, again, foreign, kept].toSorted());
    await synchronize('media', root);
    expect((await listed('media')).map(({ id }) => id)).not.toContain(foreign);
    for (const upload of uploads) upload.destroy();
  });

  it('come back from their files when the database is lost', async () => {
    const id = String((await server.call(anna, 'POST', '/media_images/', { name: 'first' })).data.id);
    await server.upload(anna, `/media_images/${id}/file/`, imageForm(tinyIso()));
    const path = join(server.folder, 'media_images', `${id}_v1.iso`);
    utimesSync(path, 1_000_000_000, 1_000_000_000);
    await synchronize('media', anna);
    expect(server.files()).toEqual([`${id}_v1.iso`]);
    await server.store.images.remove(id);
    await synchronize('media', anna);
    expect(await names('media')).toEqual([`${id}_v1.iso_TIME`]);
  });
});
