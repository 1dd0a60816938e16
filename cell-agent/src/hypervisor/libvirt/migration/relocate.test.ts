import { expect, test } from 'vitest';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { buildDomainXml } from '../domain-xml/build.ts';
import { elements, find, formatXml, parseXml } from '../domain-xml/element.ts';
import { parseDomain } from '../domain-xml/parse.ts';
import { GuestFiles } from '../guest-files.ts';
import { relocate } from './relocate.ts';

const spec = guestSpec({
  interfaces: [
    {
      ethernetAddress: '52:54:00:00:00:01',
      network: 'internal',
      address: '',
      gateway: '',
      dns: [],
      assignment: 'dhcp',
    },
  ],
});
const attachmentOf = (bridge: string) => () => ({ type: 'bridge', bridge }) as const;
const common = { virtualization: 'qemu', hostMemoryBytes: 2 ** 33, limitsBandwidth: false } as const;

function domainAt(folder: string, cellId: string) {
  const files = new GuestFiles(folder);
  return buildDomainXml('op', spec, { ...common, cellId, files, attachmentOf: attachmentOf(`br-${cellId}`) });
}

test('a domain of one cell is one of another: nothing names the first any more', () => {
  const here = domainAt('/one/disks', 'one').replaceAll('<listen', '<listen x="y"');
  const place = {
    cellId: 'two',
    files: new GuestFiles('/two/disks'),
    imagesPath: '/two/images',
    attachmentOf: attachmentOf('br-two'),
    limitsBandwidth: false,
  };
  const move = { operationId: 'move', role: 'expected' } as const;
  const there = formatXml(relocate(parseXml(here), place, { spec, instance: 'i', ...move }));
  expect(there).not.toMatch(/\/one\/|br-one|"one"/);
  expect(parseDomain(there)).toMatchObject({
    cellId: 'two',
    instance: 'i',
    operationId: 'move',
    move,
    monitorSecret: spec.monitorSecret,
    diskPaths: parseDomain(domainAt('/two/disks', 'two'))?.diskPaths,
  });
  const [nic] = elements(find(parseXml(there), 'devices'), 'interface');
  expect(find(nic, 'source')?.attributes).toEqual({ bridge: 'br-two' });
  expect(find(nic, 'target')).toEqual(
    find(elements(find(parseXml(here), 'devices'), 'interface')[0], 'target'),
  );
});

test('media lie in the image cache of the other cell', () => {
  const drive = "<disk device='cdrom'><source file='/one/images/abc.iso'/><target dev='hdc'/></disk>";
  const here = domainAt('/one/disks', 'one').replace('<devices>', `<devices>${drive}`);
  const place = {
    cellId: 'two',
    files: new GuestFiles('/two/disks'),
    imagesPath: '/two/images',
    attachmentOf: attachmentOf('br-two'),
    limitsBandwidth: false,
  };
  const move = { operationId: 'move', role: 'expected' } as const;
  expect(
    parseDomain(formatXml(relocate(parseXml(here), place, { spec, instance: 'i', ...move }))),
  ).toMatchObject({ diskPaths: expect.arrayContaining(['/two/images/abc.iso']) });
});
