import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { covers } from '../../support/covers.ts';
import {
  type ImageServer,
  imageForm,
  openGroup,
  startImageServer,
  tinyQcow2,
} from '../../support/image-server.ts';

let server: ImageServer;
let anna: string;
beforeEach(async () => {
  server = await startImageServer();
  anna = await server.login('anna', 'closed', ['image']);
});
afterEach(() => server[Symbol.asyncDispose]());

const notes = { description: 'some desc', tags: ['linux', '64bit'] };

async function create(session = anna, name = 'centos7', owner = 'anna', group = 'closed'): Promise<string> {
  const answer = await server.call(session, 'POST', '/disk_images/', { name, owner, group, ...notes });
  expect(answer).toMatchObject({ status: 202, error_code: 0, message: '' });
  return String(answer.data.id);
}

const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

describe('disk images', () => {
  it(`are created, shown and found by tags: ${covers('POST /disk_images/')}, ${covers('GET /disk_images/{id}')}`, async () => {
    const id = await create();
    const shown = {
      id,
      name: 'centos7',
      owner: 'anna',
      group: 'closed',
      ...notes,
      created: false,
      progress: 0,
      create_time: time,
      modify_time: time,
      size: 0,
    };
    expect(await server.call(anna, 'GET', `/disk_images/${id}`)).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: shown,
    });
    const other = await create(anna, 'alpine');
    const search = async (query: string) => {
      const { data } = await server.call(anna, 'GET', `/disk_image_search/${query}`);
      return (data as unknown as { id: string }[]).map((image) => image.id);
    };
    expect(await search('')).toEqual([other, id]);
    expect(await search('?tags=linux&tags=none')).toEqual([other, id]);
    expect(await search('?tags=windows')).toEqual([]);
  });

  it(`are searched by every session, with nothing to show: ${covers('GET /disk_image_search/')}`, async () => {
    const plain = await server.login('otto', 'closed', []);
    await create();
    for (const path of ['/disk_image_search/']) {
      expect(await server.call(plain, 'GET', path)).toMatchObject({ error_code: 0, data: [] });
      expect(await server.call('', 'GET', path)).toMatchObject({
        error_code: 500,
        message: 'unauthenticated request',
      });
    }
  });

  it(`are modified by their owner: ${covers('PUT /disk_images/{id}')}`, async () => {
    const id = await create();
    await create(anna, 'taken');
    const change = { name: 'renamed', description: 'new', tags: ['bsd'], owner: 'anna', group: 'closed' };
    expect(await server.call(anna, 'PUT', `/disk_images/${id}`, change)).toMatchObject({
      status: 200,
      error_code: 0,
    });
    expect((await server.call(anna, 'GET', `/disk_images/${id}`)).data).toMatchObject(change);
    expect(await server.call(anna, 'PUT', `/disk_images/${id}`, { name: '', tags: [] })).toMatchObject({
      error_code: 0,
    });
    expect((await server.call(anna, 'GET', `/disk_images/${id}`)).data).toMatchObject(change);
    const taken = await server.call(anna, 'PUT', `/disk_images/${id}`, { name: 'taken' });
    expect(taken).toMatchObject({ error_code: 500, message: "an image named 'taken' exists" });
  });

  it(`are deleted with their file: ${covers('DELETE /disk_images/{id}')}`, async () => {
    const id = await create();
    await server.upload(anna, `/disk_images/${id}/file/`, imageForm(tinyQcow2()));
    expect(server.files()).toHaveLength(1);
    expect(await server.call(anna, 'DELETE', `/disk_images/${id}`)).toMatchObject({
      status: 200,
      error_code: 0,
      data: '',
    });
    expect(server.files()).toEqual([]);
    const gone = { error_code: 500, message: `invalid disk image '${id}'` };
    expect(await server.call(anna, 'GET', `/disk_images/${id}`)).toMatchObject(gone);
    expect(await server.call(anna, 'DELETE', `/disk_images/${id}`)).toMatchObject(gone);
  });

  it.each([
    ['no name', {}, /name/],
    ['an empty name', { name: '' }, /name/],
    ['a name in two lines', { name: 'two\nlines' }, /name/],
    ['a number for a name', { name: 7 }, /name must be text, not 7/],
    ['tags that are no list', { name: 'x', tags: 'linux' }, /tags must be a list/],
    ['an unknown owner', { name: 'x', owner: 'nobody' }, /must be your own/],
    ['a foreign group', { name: 'x', group: 'elsewhere' }, /must be your own/],
    ['a name with a blank', { name: 'my image' }, /0~9a~Z_-/],
    ['a guest, without the right to any', { name: 'x', guest: 'some-guest' }, /guests\.use/],
  ])('are not created with %s', async (_what, body, message) => {
    const answer = await server.call(anna, 'POST', '/disk_images/', body);
    expect(answer).toMatchObject({
      status: 200,
      error_code: 500,
      message: expect.stringMatching(message),
      data: {},
    });
    expect((await server.call(anna, 'GET', '/disk_image_search/')).data).toEqual([]);
  });

  it('have a name of their own within their group', async () => {
    await create();
    const again = await server.call(anna, 'POST', '/disk_images/', { name: 'centos7' });
    expect(again).toMatchObject({ error_code: 500, message: "an image named 'centos7' exists" });
  });

  it('are seen and changed by whom they concern only', async () => {
    const bert = await server.login('bert', openGroup, ['image']);
    const cora = await server.login('cora', openGroup, ['image']);
    const plain = await server.login('otto', openGroup, []);
    const root = await server.login('root', 'admin', ['compute_pool']);
    const hidden = await create();
    const shared = await create(bert, 'shared', 'bert', openGroup);
    const sees = async (session: string, id: string) =>
      (await server.call(session, 'GET', `/disk_images/${id}`)).error_code === 0;
    const changes = async (session: string, id: string) =>
      (await server.call(session, 'PUT', `/disk_images/${id}`, { description: 'x' })).message;
    expect([await sees(anna, shared), await sees(cora, shared), await sees(plain, shared)]).toEqual([
      false,
      true,
      true,
    ]);
    expect([await sees(cora, hidden), await sees(root, hidden), await sees(root, shared)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await changes(anna, shared)).toBe(`invalid disk image '${shared}'`);
    expect(await changes(cora, shared)).toBe("disk image 'shared' belongs to another user");
    expect(await changes(plain, shared)).toMatch(/right disk-images.use is missing/);
    expect(await changes(root, hidden)).toBe('');
    expect(await server.call(plain, 'POST', '/disk_images/', { name: 'y' })).toMatchObject({
      error_code: 500,
    });
    const given = await server.call(root, 'POST', '/disk_images/', {
      name: 'given',
      owner: 'anna',
      group: 'closed',
    });
    expect(await sees(anna, String(given.data.id))).toBe(true);
    const unknown = await server.call(root, 'POST', '/disk_images/', {
      name: 'z',
      owner: 'nobody',
      group: 'closed',
    });
    expect(unknown).toMatchObject({ error_code: 500, message: "invalid user 'nobody'" });
  });
});
