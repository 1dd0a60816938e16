import { expect, test } from 'vitest';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { GuestFiles } from '../guest-files.ts';
import { withBoot } from './boot.ts';
import { buildDomainXml } from './build.ts';
import { elements, find, parseXml } from './element.ts';
import { parseDomain } from './parse.ts';

const kept = buildDomainXml('operation', guestSpec(), {
  cellId: 'cell-1',
  virtualization: 'qemu',
  files: new GuestFiles('/disks'),
  limitsBandwidth: false,
  hostMemoryBytes: 2 ** 34,
  attachmentOf: () => ({ type: 'bridge', bridge: 'br0' }),
});
const mark = { operationId: 'op', media: { imageId: 'image "1"', imageSha256: 'ab' } };

const bootOrder = (xml: string) =>
  elements(find(parseXml(xml), 'os'), 'boot').map(({ attributes }) => attributes.dev);
const without = (xml: string) =>
  xml.replaceAll(/<boot [^>]*>|<cellar-media:media[^>]*>|<source file="\/iso"\/>/g, '');

test('media is in the drive and first in the order', () => {
  const run = withBoot(kept, { type: 'media', mark, path: '/iso' });
  expect(bootOrder(kept)).toEqual(['hd', 'cdrom']);
  expect(bootOrder(run)).toEqual(['cdrom', 'hd']);
  expect(parseDomain(run)?.media).toEqual(mark);
  expect(parseDomain(run)?.diskPaths).toContain('/iso');
});

test('the network is first in the order', () => {
  expect(bootOrder(withBoot(kept, { type: 'network' }))).toEqual(['network', 'hd', 'cdrom']);
});

test('all else stays as it is', () => {
  const media1 = withBoot(kept, { type: 'media', mark, path: '/iso' });
  expect(without(media1)).toBe(without(kept));
  expect(without(withBoot(kept, { type: 'network' }))).toBe(without(kept));
});

test('media in a drive that has some takes its place', () => {
  const first = withBoot(kept, { type: 'media', mark, path: '/other' });
  const paths = parseDomain(withBoot(first, { type: 'media', mark, path: '/iso' }))?.diskPaths;
  expect(paths).toContain('/iso');
  expect(paths).not.toContain('/other');
});
