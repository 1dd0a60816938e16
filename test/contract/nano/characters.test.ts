/** Every text that clients give comes back as it was, or is refused with a sentence: none breaks anything. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let template: string;
let count = 0;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  alice = await cloud.login('alice');
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const request = (change: Json) => guestRequest(template, change);
const nextName = () => {
  count += 1;
  return `guest-${count}`;
};

const malice = [
  '</title><devices><hostdev/></devices><title>',
  '"/><disk type="file"><source file="/etc/shadow"/></disk><x y="',
  "' onload='x",
  ']]></cellar:spec><cellar:spec>{}',
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  '&lt;disk/&gt;&amp;&#60;&quot;',
  '$(reboot) `reboot` ; reboot',
  '../../../etc/passwd',
  "'; drop table guests; --",
  '%00%0a{{7*7}}',
  '\ud800',
  '\u0000',
  '\u001b[2J',
  '\u0085\u2028\ufeff',
  '\ufffe\uffff',
  'a\nb: c',
  '\r\n\t',
  ' leading and trailing ',
  '__proto__',
  'ü 名前 🍷',
] as const;

/** The value as it was taken, or null: refused. Whatever the text, nothing fails for another reason than the text. */
async function taken<T>(
  answer: Promise<{ error_code: number; message: string; data: T }>,
): Promise<T | null> {
  const { error_code, message, data } = await answer;
  if (error_code === 0) return data;
  expect(message).not.toBe('');
  expect(message).not.toMatch(/internal error|request \S+$/);
  return null;
}

describe('the name of a guest', () => {
  const legal = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-';

  test('may have each legal character', async () => {
    for (const name of [legal.slice(0, 40), legal.slice(40)]) {
      const id = await createdGuest(alice, request({ name }));
      expect((await alice.get(`/guests/${id}`)).name).toBe(name);
    }
  });

  test('may have no other', async () => {
    const points = [...Array(0x250).keys(), 0x2028, 0x202e, 0xd800, 0xfeff, 0xfffe, 0xff21, 0x1f377];
    const others = points.map((point) => String.fromCodePoint(point)).filter((one) => !legal.includes(one));
    for (const character of others) {
      const message = await alice.fail('POST', '/guests/', request({ name: `a${character}b` }));
      expect(message).toContain('name');
    }
    expect(others.length).toBeGreaterThan(500);
  });

  test.each(malice)('%j is refused', async (name) => {
    if (name === '__proto__') return;
    expect(await taken(alice.call('POST', '/guests/', request({ name })))).toBeNull();
  });
});

describe.each(malice)('%j', (text) => {
  test.each(['admin_name', 'admin_secret', 'data_path'])('as cloud_init.%s', async (field) => {
    const cloud_init = { admin_secret: 'sound-1', [field]: text };
    const asked = request({ name: nextName(), modules: ['cloud-init'], cloud_init });
    const id = (await taken(alice.call('POST', '/guests/', asked)))?.id;
    if (id !== undefined) await createdAs(id, asked.name);
  });

  test.each(['owner', 'group', 'pool', 'template', 'from_image', 'ethernet_address'])(
    'as %s it names nothing',
    async (field) => {
      expect(
        await taken(alice.call('POST', '/guests/', request({ name: nextName(), [field]: text }))),
      ).toBeNull();
    },
  );

  test('as a module there is none of the name', async () => {
    expect(
      await taken(alice.call('POST', '/guests/', request({ name: nextName(), modules: [text] }))),
    ).toBeNull();
  });

  test.each(['name', 'description', 'tags'])('as the %s of an image', async (field) => {
    const plain = { owner: 'alice', group: 'staff', description: 'd', tags: ['t'] };
    const value = field === 'tags' ? [text] : text;
    const asked = { name: nextName(), ...plain, [field]: value };
    const id = (await taken(alice.call('POST', '/media_images/', asked)))?.id;
    if (id !== undefined) expect((await alice.get(`/media_images/${id}`))[field]).toEqual(value);
  });

  test('as name and description of a snapshot', async () => {
    const id = await createdGuest(alice, request({ name: nextName() }));
    const path = `/instances/${id}/snapshots/`;
    const isTaken = (await taken(alice.call('POST', path, { name: 'a', description: text }))) !== null;
    if (isTaken) expect(await alice.get(`${path}a`)).toMatchObject({ description: text });
    const isNamed = (await taken(alice.call('POST', path, { name: text, description: '' }))) !== null;
    if (isNamed) expect(Object.keys(await alice.get(path))).toContain(text);
  });
});

/** The guest is made, and by itself. */
async function createdAs(id: string, name: string): Promise<void> {
  await expect
    .poll(async () => (await alice.call('GET', `/guests/${id}`)).status, { timeout: 10_000 })
    .toBe(200);
  expect((await alice.get(`/guests/${id}`)).name).toBe(name);
}
