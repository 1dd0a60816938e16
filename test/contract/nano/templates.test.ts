import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let controlPlane: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
beforeAll(async () => {
  controlPlane = await startControlPlane({ cells: 1 });
  admin = await controlPlane.login('admin');
  alice = await controlPlane.login('alice');
});
afterAll(() => controlPlane[Symbol.asyncDispose]());

const hardware = { disk: 'sata', network: 'e1000', display: 'cirrus', control: 'vnc' };
const settings = (name: string) => ({ name, admin: 'root', operating_system: 'linux', ...hardware });
const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

async function create(name: string, more: object = {}): Promise<string> {
  return (await admin.succeed('POST', '/templates/', { ...settings(name), ...more })).id;
}

async function audited(action: string, id: string): Promise<Json> {
  const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?limit=100')).json();
  return audit.find((row: Json) => row.action === action && row.subject.id === id);
}

describe('a system template', () => {
  test(`is created: ${covers('POST /templates/')}`, async () => {
    const answer = await admin.call('POST', '/templates/', settings('Debian 12'));
    expect(answer).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: { id: expect.stringMatching(/^[\da-v]{20}$/) },
    });
    const { id } = answer.data;
    expect(await alice.get(`/templates/${id}`)).toEqual({
      id,
      ...settings('Debian 12'),
      usb: '',
      tablet: '',
      created_time: time,
      modified_time: time,
    });
    expect(await admin.fail('POST', '/templates/', settings('Debian 12'))).toBe(
      "a template named 'Debian 12' exists",
    );
    expect(await audited('create-template', id)).toMatchObject({ outcome: 'done', actor: { name: 'admin' } });
  });

  test.each([
    { operating_system: 'windows', display: 'none', usb: 'nec-xhci', tablet: 'virtio' },
    { disk: 'scsi', network: 'virtio', display: 'qxl', control: 'spice', usb: '', tablet: 'usb' },
    { disk: 'ide', network: 'rtl8139', display: 'virtio', usb: 'nec-xhci', tablet: '' },
    { display: 'vga', usb: '', tablet: '' },
  ])('takes every value: %j', async (values) => {
    const id = await create(JSON.stringify(values), values);
    expect(await alice.get(`/templates/${id}`)).toMatchObject(values);
  });

  test('has no device where it says none', async () => {
    const id = await create('without', { usb: 'none', tablet: 'none' });
    expect(await alice.get(`/templates/${id}`)).toMatchObject({ usb: '', tablet: '' });
  });

  test.each([
    ['operating_system', 'plan9', 'operating_system must be one of linux, windows, not "plan9"'],
    ['disk', 'floppy', 'disk must be one of scsi, sata, ide, not "floppy"'],
    ['network', 'ne2k', 'network must be one of virtio, e1000, rtl8139, not "ne2k"'],
    ['display', 'VGA', 'display must be one of vga, cirrus, qxl, virtio, none, not "VGA"'],
    ['control', '', 'control must be one of vnc, spice, not ""'],
    ['usb', 'ehci', 'usb must be one of none, nec-xhci, not "ehci"'],
    ['tablet', 'ps2', 'tablet must be one of none, usb, virtio, not "ps2"'],
    ['disk', undefined, 'disk is missing: it must be one of scsi, sata, ide'],
    ['name', undefined, 'name is missing: it must be text'],
    ['name', '', 'name must not be empty, not ""'],
    ['name', 'two\nlines', /^name must be one line without control characters, not "two\\nlines"/],
    ['name', '  ', /^illegal name/],
    ['admin', 'root:x', /^illegal admin "root:x"/],
    ['admin', 7, 'admin must be text, not 7'],
  ])('is refused with %s = %j', async (field, value, message) => {
    const before = await admin.get('/templates/');
    const known = before[0].id;
    const asked = { ...settings('refused'), [field]: value };
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await admin.fail('POST', '/templates/', asked)).toEqual(expected);
    expect(await admin.fail('PUT', `/templates/${known}`, asked)).toEqual(expected);
    expect(await admin.get('/templates/')).toEqual(before);
  });

  test(`is modified, even to a name that is there: ${covers('PUT /templates/{id}')}`, async () => {
    const id = await create('before', { usb: 'nec-xhci', tablet: 'usb' });
    await create('there');
    const change = { ...settings('there'), admin: 'Administrator', operating_system: 'windows', disk: 'ide' };
    expect(await admin.call('PUT', `/templates/${id}`, change)).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: '',
    });
    expect(await alice.get(`/templates/${id}`)).toMatchObject({ ...change, usb: '', tablet: '' });
    expect(await admin.fail('PUT', '/templates/none', change)).toBe("invalid template 'none'");
    expect(await audited('modify-template', id)).toMatchObject({ outcome: 'done' });
  });

  test(`is deleted: ${covers('DELETE /templates/{id}')}`, async () => {
    const id = await create('short-lived');
    expect(await admin.call('DELETE', `/templates/${id}`)).toMatchObject({
      status: 200,
      error_code: 0,
      data: '',
    });
    expect(await admin.fail('GET', `/templates/${id}`)).toBe(`invalid template '${id}'`);
    expect(await admin.fail('DELETE', `/templates/${id}`)).toBe(`invalid template '${id}'`);
    expect(await audited('delete-template', id)).toMatchObject({ outcome: 'done' });
    await create('short-lived');
  });

  test('is changed by those who manage templates only', async () => {
    const id = await create('guarded');
    const missing = /the right templates.manage is missing/;
    expect(await alice.fail('POST', '/templates/', settings('x'))).toMatch(missing);
    expect(await alice.fail('PUT', `/templates/${id}`, settings('x'))).toMatch(missing);
    expect(await alice.fail('DELETE', `/templates/${id}`)).toMatch(missing);
    expect(await controlPlane.nobody.fail('POST', '/templates/', settings('x'))).toBe(
      'unauthenticated request',
    );
    expect(await alice.get(`/templates/${id}`)).toMatchObject(settings('guarded'));
  });

  test('leaves the guests made from it as they are', async () => {
    const template = await create('source', { operating_system: 'linux' });
    const guest = { owner: 'alice', group: 'staff', pool: 'default', template, from_image: '', modules: [] };
    const shape = { cores: 1, memory: 2 ** 28, disks: [2 ** 30], auto_start: false };
    const { id } = await alice.succeed('POST', '/guests/', { name: 'copy', ...guest, ...shape });
    await poll('the guest is there', async () => (await alice.call('GET', `/guests/${id}`)).status === 200);
    const before = await alice.get(`/guests/${id}`);
    await admin.succeed('PUT', `/templates/${template}`, {
      ...settings('source'),
      operating_system: 'windows',
    });
    expect(await alice.get(`/guests/${id}`)).toEqual(before);
    await admin.succeed('DELETE', `/templates/${template}`);
    expect(await alice.get(`/guests/${id}`)).toEqual(before);
    expect(before.system).toBe('linux');
  });
});
