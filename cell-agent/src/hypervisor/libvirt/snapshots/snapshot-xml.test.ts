import { describe, expect, it } from 'vitest';
import { fromLibvirtName, toLibvirtName } from './name.ts';
import { buildSnapshotXml, parseSnapshot } from './snapshot-xml.ts';

/** As libvirt gives it back, cut short. */
const asRead = (description: string) => `<domainsnapshot>
  <name>@7</name>
  ${description}
  <state>running</state>
  <parent>
    <name>.origin</name>
  </parent>
  <creationTime>1795298400</creationTime>
  <memory snapshot='internal'/>
  <disks><disk name='vda' snapshot='internal'/><disk name='hdc' snapshot='no'/></disks>
  <domain type='qemu'>
    <name>g</name><description>of the guest</description>
    <devices>
      <disk type='file' device='disk'><source file='/disks/g.0.qcow2' index='2'/></disk>
      <disk type='file' device='cdrom'/>
    </devices>
  </domain>
  <cookie/>
</domainsnapshot>`;

describe('a snapshot in XML', () => {
  it('reads back what it says', () => {
    expect(parseSnapshot(asRead('<description>{"operation":"op","text":"a\\u003cb"}</description>'))).toEqual(
      {
        name: '7',
        description: 'a<b',
        operationId: 'op',
        createdAtMs: 1_795_298_400_000,
        running: true,
        parent: '.origin',
        diskPaths: ['/disks/g.0.qcow2'],
      },
    );
  });

  it.each([
    ['', ''],
    ['<description>by hand &amp; foot</description>', 'by hand & foot'],
    ['<description>{"operation":1,"text":"x"}</description>', '{"operation":1,"text":"x"}'],
    ['<description>null</description>', 'null'],
  ])('takes one made by hand: %s', (description, text) => {
    expect(parseSnapshot(asRead(description))).toMatchObject({ description: text, operationId: '' });
  });

  it('lets nothing of a description out of its element', () => {
    const xml = buildSnapshotXml({
      name: 'a',
      operationId: 'op',
      description: '</description><memory/>\u0000\r',
    });
    expect(xml.match(/[<>]/g)).toHaveLength(12);
    expect(parseSnapshot(xml)).toMatchObject({
      description: '</description><memory/>\u0000\r',
      operationId: 'op',
    });
  });
});

describe('a name for libvirt', () => {
  it.each([
    ['origin', 'origin'],
    ['1a', '1a'],
    ['12', '@12'],
    ['.x', '@.x'],
  ])('%s is %s', (name, inLibvirt) => {
    expect(toLibvirtName(name)).toBe(inLibvirt);
    expect(fromLibvirtName(inLibvirt)).toBe(name);
  });
});
