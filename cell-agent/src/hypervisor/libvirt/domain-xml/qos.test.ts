import { assert, constantFrom, maxSafeInteger, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Qos } from '../../../../../proto/src/model.ts';
import { elements, find, formatXml, parseXml, textOf } from './element.ts';
import { bandwidthOf, buildBandwidth, buildCpuTune, ioTuneOf, withBandwidth, withIoTune } from './qos.ts';

const amount = () => maxSafeInteger().map(Math.abs);
const anyQos = record<Qos>({
  cpuPriority: constantFrom('high', 'medium', 'low'),
  readBytesPerSecond: amount(),
  writeBytesPerSecond: amount(),
  readIops: amount(),
  writeIops: amount(),
  receiveBytesPerSecond: amount(),
  sendBytesPerSecond: amount(),
});

test('priorities are shares, each twice the one below', () => {
  const shares = (['low', 'medium', 'high'] as const).map((one) => textOf(find(buildCpuTune(one), 'shares')));
  expect(shares).toEqual(['500', '1000', '2000']);
});

test('limits are never more than QEMU and tc take, and only none becomes none', () => {
  assert(
    property(anyQos, (qos) => {
      for (const limit of Object.values(ioTuneOf(qos))) expect(limit).toBeLessThanOrEqual(1e15);
      const { inbound, outbound } = bandwidthOf(qos);
      expect(Math.max(inbound, outbound)).toBeLessThanOrEqual(2 ** 31);
      expect([inbound > 0, outbound > 0]).toEqual([
        qos.receiveBytesPerSecond > 0,
        qos.sendBytesPerSecond > 0,
      ]);
    }),
  );
});

test('a direction without a limit is left out', () => {
  expect(buildBandwidth({ receiveBytesPerSecond: 0, sendBytesPerSecond: 0 })).toBeNull();
  const bandwidth = buildBandwidth({ receiveBytesPerSecond: 1, sendBytesPerSecond: 0 });
  expect(bandwidth?.children).toMatchObject([{ name: 'inbound', attributes: { average: '1' } }]);
});

test('a change replaces what is there, of disks only, and takes it off again', () => {
  const limits = { readBytesPerSecond: 5, writeBytesPerSecond: 0, readIops: 0, writeIops: 0 };
  const domain = parseXml(
    `<domain><devices><disk device='disk'><iotune><write_iops_sec>9</write_iops_sec></iotune></disk>
      <disk device='cdrom'/><interface type='network'><bandwidth><inbound average='7'/></bandwidth></interface></devices></domain>`,
  );
  const devices = find(withIoTune(limits)(domain), 'devices');
  const [disk, drive] = elements(devices, 'disk').map(formatXml);
  expect(disk).toContain('<iotune><read_bytes_sec>5</read_bytes_sec></iotune>');
  expect(disk).not.toContain('write_iops_sec');
  expect(drive).not.toContain('iotune');
  expect(formatXml(withIoTune({ ...limits, readBytesPerSecond: 0 })(domain))).not.toContain('iotune');
  expect(formatXml(withBandwidth(null)(domain))).not.toContain('bandwidth');
});
