import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GuestSpec, Hardware } from '../../../../../proto/src/model.ts';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { GuestFiles } from '../guest-files.ts';
import { buildDomainXml, type Surroundings } from './build.ts';
import { elements, find, parseXml, textOf, type XmlElement } from './element.ts';
import { publicSpec } from './metadata.ts';
import { parseDomain } from './parse.ts';

const surroundings: Surroundings = {
  cellId: 'cell-1',
  virtualization: 'qemu',
  files: new GuestFiles('/disks'),
  limitsBandwidth: true,
  hostMemoryBytes: 2 ** 34,
  attachmentOf: ({ network }) =>
    network === 'internal' ? { type: 'network', network: 'cellar-1' } : { type: 'bridge', bridge: 'br1' },
};
const hardware = guestSpec().hardware;
const cloudInit = {
  rootEnabled: false,
  adminName: 'admin',
  adminSecret: 'hush',
  dataPath: '/data',
  userData: '',
};

function build(changes: Partial<GuestSpec> = {}, around: Partial<Surroundings> = {}): XmlElement {
  return parseXml(buildDomainXml('operation', guestSpec(changes), { ...surroundings, ...around }));
}

const devices = (domain: XmlElement, name: string) => elements(find(domain, 'devices'), name);
const attributesOf = (parent: XmlElement, ...path: string[]) => find(parent, ...path)?.attributes;

const anyText = fc.string({ unit: 'binary' });
const xmlText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/\p{Cc}/gu, ''));

describe('metadata', () => {
  test('spec and operation come back, whatever characters are in them', () => {
    fc.assert(
      fc.property(anyText, anyText, xmlText, (name, operationId, monitorSecret) => {
        const spec = guestSpec({ name, owner: name, modules: [name], monitorSecret, cloudInit });
        const parsed = parseDomain(buildDomainXml(operationId, spec, surroundings));
        expect(parsed).toMatchObject({ cellId: 'cell-1', operationId, media: null, monitorSecret });
        expect(parsed?.spec).toEqual(publicSpec(spec));
      }),
    );
  });

  test('secrets are not in it', () => {
    const xml = buildDomainXml('o', guestSpec({ monitorSecret: 'hidden', cloudInit }), surroundings);
    expect(xml).not.toContain('hush');
    expect(xml.split('hidden')).toHaveLength(2);
    expect(attributesOf(parseXml(xml), 'devices', 'graphics')?.passwd).toBe('hidden');
  });

  test('a domain without it, or with damaged one, is not a guest', () => {
    expect(parseDomain('<domain><name>x</name></domain>')).toBeNull();
    const xml = buildDomainXml('o', guestSpec(), surroundings);
    expect(parseDomain(xml.replace('<cellar:spec>{', '<cellar:spec>'))).toBeNull();
    expect(parseDomain(xml.replaceAll('urn:cellar:guest:1', 'urn:other'))).toBeNull();
  });
});

test('a secret with control characters is refused, without being named', () => {
  const act = () => build({ monitorSecret: 'a\tb' });
  expect(act).toThrow(expect.objectContaining({ code: 'invalid', reason: 'not_xml_text' }));
  expect(act).not.toThrow(/a\tb/);
});

test('the title is one line', () => {
  expect(textOf(find(build({ name: ' a\nb\r\u2028c\u0000 ' }), 'title'))).toBe('a b  c');
  expect(find(build({ name: '\n' }), 'title')).toBeUndefined();
});

test('no display listens on the network', () => {
  for (const control of ['vnc', 'spice'] as const) {
    const graphics = devices(build({ hardware: { ...hardware, control } }), 'graphics');
    expect(graphics.map(({ attributes }) => attributes.type)).toEqual(
      control === 'vnc' ? ['vnc'] : ['vnc', 'spice'],
    );
    for (const one of graphics) {
      expect(one.attributes).not.toHaveProperty('port');
      expect(attributesOf(one, 'listen')).toMatchObject({ type: 'socket' });
    }
  }
});

test('an empty password is kept, which lets nobody in', () => {
  expect(attributesOf(build({ monitorSecret: '' }), 'devices', 'graphics')).toMatchObject({ passwd: '' });
});

describe('disks', () => {
  const disks = Array.from({ length: 3 }, () => ({ sizeBytes: 1, imageSha256: '', clone: 'full' as const }));
  const targets = (disk: Hardware['disk'], changes: Partial<GuestSpec> = {}) =>
    devices(build({ disks, hardware: { ...hardware, disk }, ...changes }), 'disk').map(
      (one) => attributesOf(one, 'target')?.dev,
    );

  test.for([
    ['virtio', ['vda', 'vdb', 'vdc', 'hdc']],
    ['scsi', ['sda', 'sdb', 'sdc', 'hdc']],
    ['sata', ['sda', 'sdb', 'sdc', 'hdc']],
    ['ide', ['hda', 'hdb', 'hdd', 'hdc']],
  ] as const)('%s', ([disk, expected]) => {
    expect(targets(disk)).toEqual(expected);
  });

  test('the seed takes a place of IDE', () => {
    expect(targets('virtio', { cloudInit })).toEqual(['vda', 'vdb', 'vdc', 'hdc', 'hdd']);
    expect(targets('ide', { cloudInit, disks: disks.slice(1) })).toEqual(['hda', 'hdb', 'hdc', 'hdd']);
    expect(() => targets('ide', { cloudInit })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: 'too_many_ide_disks' }),
    );
  });

  test('limits of throughput are of each disk; none is none', () => {
    const qos = { ...guestSpec().qos, readIops: 100, writeBytesPerSecond: 2 ** 33 };
    const [first] = devices(build({ qos }), 'disk');
    const limits = find(first, 'iotune')?.children.filter((child) => typeof child !== 'string') ?? [];
    expect(limits.map((limit) => [limit.name, textOf(limit)])).toEqual([
      ['write_bytes_sec', '8589934592'],
      ['read_iops_sec', '100'],
    ]);
    expect(find(build(), 'devices', 'disk', 'iotune')).toBeUndefined();
  });
});

describe('interfaces', () => {
  const nic = (network: 'internal' | 'external') => ({
    ethernetAddress: '52:54:00:00:00:01',
    network,
    address: '',
    gateway: '',
    dns: [],
    assignment: 'dhcp' as const,
  });
  const qos = { ...guestSpec().qos, receiveBytesPerSecond: 1_048_576, sendBytesPerSecond: 100 };

  test('each is plugged in on its side', () => {
    const domain = build({ interfaces: [nic('internal'), nic('external')] });
    const sources = devices(domain, 'interface').map((one) => [
      one.attributes.type,
      attributesOf(one, 'source'),
    ]);
    expect(sources).toEqual([
      ['network', { network: 'cellar-1' }],
      ['bridge', { bridge: 'br1' }],
    ]);
  });

  test('bandwidth is in KiB per second, at least one', () => {
    const [one] = devices(build({ interfaces: [nic('internal')], qos }), 'interface');
    expect(find(one, 'bandwidth', 'inbound')?.attributes).toEqual({ average: '1024' });
    expect(find(one, 'bandwidth', 'outbound')?.attributes).toEqual({ average: '1' });
  });

  test('bandwidth that the kernel can not limit is left out', () => {
    const domain = build({ interfaces: [nic('internal')], qos }, { limitsBandwidth: false });
    expect(find(domain, 'devices', 'interface', 'bandwidth')).toBeUndefined();
  });
});

test('UEFI is without secure boot', () => {
  const os = find(build({ hardware: { ...hardware, firmware: 'efi' } }), 'os');
  expect(os?.attributes).toEqual({ firmware: 'efi' });
  expect(find(os, 'firmware', 'feature')?.attributes).toEqual({ enabled: 'no', name: 'secure-boot' });
  expect(find(build(), 'os')?.attributes).toEqual({});
});

test.for([
  ['', '', 'none'],
  ['', 'virtio', 'none'],
  ['', 'usb', 'piix3-uhci'],
  ['nec-xhci', 'usb', 'nec-xhci'],
] as const)('USB "%s" with tablet "%s" has the controller %s', ([usb, tablet, model]) => {
  const domain = build({ hardware: { ...hardware, usb, tablet } });
  const controllers = devices(domain, 'controller').filter(({ attributes }) => attributes.type === 'usb');
  expect(controllers.map(({ attributes }) => attributes.model)).toEqual([model]);
});

test.for([
  ['kvm', 'host-model'],
  ['qemu', 'maximum'],
] as const)('%s guests have the processor %s', ([virtualization, mode]) => {
  const domain = build({}, { virtualization });
  expect(domain.attributes.type).toBe(virtualization);
  expect(attributesOf(domain, 'cpu')).toEqual({ mode });
});
