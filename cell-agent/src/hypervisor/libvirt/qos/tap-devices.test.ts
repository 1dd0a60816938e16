import { expect, test } from 'vitest';
import { isTapOf, readTapDevices } from './tap-devices.ts';

const interfaceXml = (mac: string, target: string) =>
  `<interface type='network'><mac address='${mac}'/>${target}<model type='virtio'/></interface>`;
const domain = (...interfaces: string[]) => `<domain><devices>${interfaces.join('')}</devices></domain>`;

test('the devices of a running guest, with their address in small letters', () => {
  const xml = domain(
    interfaceXml('52:54:00:AA:BB:01', "<target dev='vnet0'/>"),
    interfaceXml('52:54:00:aa:bb:02', "<target dev='vnet11'/>"),
  );
  expect(readTapDevices(xml)).toEqual([
    { name: 'vnet0', ethernetAddress: '52:54:00:aa:bb:01' },
    { name: 'vnet11', ethernetAddress: '52:54:00:aa:bb:02' },
  ]);
});

test('a stopped guest has none', () => {
  expect(readTapDevices(domain(interfaceXml('52:54:00:aa:bb:01', '')))).toEqual([]);
  expect(readTapDevices('<domain/>')).toEqual([]);
});

test.each(['vnet0 dev eth0', 'a"; flush ruleset', '--help', 'sixteen-letters-', ''])(
  'the name %j is no device',
  (name) => {
    const escaped = name.replaceAll('"', '&quot;');
    expect(readTapDevices(domain(interfaceXml('52:54:00:aa:bb:01', `<target dev="${escaped}"/>`)))).toEqual(
      [],
    );
  },
);

test('a tap has the address of its guest but for the first octet', () => {
  const device = { name: 'vnet0', ethernetAddress: '52:54:00:aa:bb:01' };
  expect(isTapOf(device, 'fe:54:00:AA:BB:01')).toBe(true);
  expect(isTapOf(device, 'fe:54:00:aa:bb:02')).toBe(false);
  expect(isTapOf(device, '')).toBe(false);
});
