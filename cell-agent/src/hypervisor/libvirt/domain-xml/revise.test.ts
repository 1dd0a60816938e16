import { expect, test } from 'vitest';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { GuestFiles } from '../guest-files.ts';
import { buildDomainXml } from './build.ts';
import { find, parseXml } from './element.ts';
import { memoryElements } from './memory.ts';
import { publicSpec } from './metadata.ts';
import { parseDomain } from './parse.ts';
import { buildTopology, buildVcpu } from './processor.ts';
import { mapChildren, mapDevices, readSizes, reviseDomain, withElements, without } from './revise.ts';

const spec = guestSpec();
const built = buildDomainXml('operation-1', spec, {
  cellId: 'cell-1',
  virtualization: 'qemu',
  files: new GuestFiles('/var/lib/cellar'),
  limitsBandwidth: false,
  hostMemoryBytes: 2 ** 34,
  attachmentOf: () => ({ network: 'internal' }) as never,
});

test('a new guest may grow to eight cores and twice its memory', () => {
  expect(readSizes(built)).toMatchObject({ cores: 1, maximumCores: 8 });
  expect(find(parseXml(built), 'cpu', 'topology')?.attributes).toEqual({
    sockets: '1',
    dies: '1',
    cores: '4',
    threads: '2',
  });
});

test.for([1, 2, 8, 16, 64, 128, 240, 256])(
  'the topology of %i cores holds all that there can be',
  (cores) => {
    const { sockets, cores: each, threads } = buildTopology(cores).attributes;
    const maximum = Number(buildVcpu(cores).children[0]);
    expect(Number(sockets) * Number(each) * Number(threads)).toBe(maximum);
    expect(maximum).toBeGreaterThanOrEqual(cores);
    expect(Number(each)).toBeLessThanOrEqual(32);
  },
);

test('what is changed is changed once, and noted; all else stays', () => {
  const wanted = { ...publicSpec(spec), cores: 2, memoryBytes: 2 ** 27 };
  const changes = [
    without('vcpus'),
    withElements(buildVcpu(2), ...memoryElements(wanted, 2 ** 28)),
    mapChildren('cpu', withElements(buildTopology(2))),
    mapDevices('graphics', (display) => ({
      ...display,
      attributes: { ...display.attributes, passwd: 'other' },
    })),
  ];
  const once = reviseDomain(built, wanted, ...changes);
  expect(parseDomain(once)).toMatchObject({ spec: wanted, monitorSecret: 'other', cores: 2 });
  expect(parseXml(reviseDomain(once, wanted, ...changes))).toEqual(parseXml(once));
  const rest = (xml: string) =>
    parseXml(xml).children.filter(
      (child) =>
        typeof child !== 'string' &&
        !['vcpu', 'memory', 'currentMemory', 'cpu', 'devices', 'metadata'].includes(child.name),
    );
  expect(rest(once)).toEqual(rest(built));
});
