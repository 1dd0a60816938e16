import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readGuestFields } from './guest-fields.ts';
import { parseAvailableMemory, parseCpuTicks, parseDiskTransfer, parseTraffic } from './proc-files.ts';

describe('/proc', () => {
  test('processor ticks, time of guests counted once', () => {
    const text = 'cpu  10 1 5 100 20 2 3 4 50 0\ncpu0 1 1 1 1\n';
    expect(parseCpuTicks(text)).toEqual({ busy: 25, total: 145 });
  });

  test('memory', async () => {
    expect(parseAvailableMemory('MemTotal:  10 kB\nMemAvailable:      7 kB\n')).toBe(7168);
    expect(parseAvailableMemory(await readFile('/proc/meminfo', 'utf8'))).toBeGreaterThan(0);
  });

  test('disks named, without their partitions', () => {
    const text = `   8       0 sda 10 0 100 5 20 0 200 6 0 1 2
   8       1 sda1 10 0 100 5 20 0 200 6 0 1 2
   8      16 sdb 1 0 1 5 2 0 2 6 0 1 2
`;
    expect(parseDiskTransfer(text, new Set(['sda', 'sdb']))).toEqual({
      readBytes: 101 * 512,
      writtenBytes: 202 * 512,
    });
  });

  test('interfaces named, also where no space follows the name', () => {
    const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:  999 1 0 0 0 0 0 0  999 1 0 0 0 0 0 0
  eth0:1000 1 0 0 0 0 0 0  2000 1 0 0 0 0 0 0
  eth1: 5 1 0 0 0 0 0 0  7 1 0 0 0 0 0 0
`;
    expect(parseTraffic(text, new Set(['eth0', 'eth1']))).toEqual({ receivedBytes: 1005, sentBytes: 2007 });
  });
});

describe('guests', () => {
  test('totals are over all devices', () => {
    const fields = readGuestFields({
      'cpu.time': 5n,
      'balloon.usable': 10,
      'balloon.unused': 3,
      'block.count': 2,
      'block.0.rd.bytes': 1,
      'block.10.rd.bytes': 2,
      'block.0.rd.bytesx': 100,
      'block.0.wr.bytes': 4,
      'net.0.rx.bytes': 8,
      'net.0.tx.bytes': 16,
    });
    expect(fields).toEqual({
      cpuTimeNs: 5,
      memoryAvailableBytes: 10_240,
      totals: { bytesRead: 3, bytesWritten: 4, bytesReceived: 8, bytesSent: 16 },
    });
  });

  test('a guest never has more memory free than it has', () => {
    expect(readGuestFields({ 'balloon.usable': 10, 'balloon.current': 8 }).memoryAvailableBytes).toBe(8192);
    expect(readGuestFields({ 'balloon.usable': 6, 'balloon.current': 8 }).memoryAvailableBytes).toBe(6144);
    expect(readGuestFields({ 'balloon.current': 8 }).memoryAvailableBytes).toBe(0);
  });

  test('what libvirt leaves out is not taken for zero', () => {
    expect(readGuestFields({ 'balloon.unused': 3 })).toEqual({
      cpuTimeNs: undefined,
      memoryAvailableBytes: 3072,
      totals: {},
    });
  });
});
