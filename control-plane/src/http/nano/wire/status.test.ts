import { expect, test } from 'vitest';
import { zoneToWire } from './status.ts';

test('a zone in the order of the document: off before on, stopped, running, lost, migrating', () => {
  const wire = zoneToWire({
    pools: { disabled: 0, enabled: 1 },
    cells: { offline: 2, online: 25 },
    guests: { stopped: 3, running: 100, lost: 4, migrating: 1 },
    resources: {
      cpuUsage: 56.4512,
      cores: 320,
      memoryAvailableBytes: 560,
      memoryBytes: 960,
      diskAvailableBytes: 12457,
      diskBytes: 34000,
      readBytesPerSecond: 8634.4,
      writeBytesPerSecond: 3673,
      receiveBytesPerSecond: 7634,
      sendBytesPerSecond: 2643,
    },
    startedAtMs: new Date(2018, 0, 2, 15, 4, 5).getTime(),
  });
  expect(wire).toEqual({
    name: 'default',
    pools: [0, 1],
    cells: [2, 25],
    instances: [3, 100, 4, 1],
    cpu_usage: 56.45,
    max_cpu: 320,
    available_memory: 560,
    max_memory: 960,
    available_disk: 12457,
    max_disk: 34000,
    read_speed: 8634,
    write_speed: 3673,
    receive_speed: 7634,
    send_speed: 2643,
    start_time: '2018-01-02 15:04:05',
  });
});
