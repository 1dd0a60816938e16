import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GuestStatistics } from '../../../proto/src/model.ts';
import { createLogger } from './logger.ts';
import { type MetricsServer, serveMetrics } from './metrics.ts';

const node = {
  cpuUsage: 12,
  memoryAvailableBytes: 4_096,
  diskBytes: 100,
  diskAvailableBytes: 60,
  readBytesPerSecond: 0,
  writeBytesPerSecond: 0,
  receiveBytesPerSecond: 0,
  sendBytesPerSecond: 0,
};
const guest = (guestId: string): GuestStatistics => ({
  guestId,
  cpuUsage: 50,
  memoryAvailableBytes: 0,
  diskAvailableBytes: 0,
  bytesRead: 1,
  bytesWritten: 2,
  bytesReceived: 3,
  bytesSent: 4,
});

let running: GuestStatistics[];
let broken: boolean;
let open: MetricsServer[];
beforeEach(() => {
  running = [guest('one'), guest('two')];
  broken = false;
  open = [];
});
afterEach(async () => {
  for (const server of open) await server[Symbol.asyncDispose]();
});

async function served(guests: boolean): Promise<() => Promise<Response>> {
  const hypervisor = {
    nodeStatistics: async () => {
      if (broken) throw new Error('gone');
      return node;
    },
    guestStatistics: async () => running,
  };
  const server = await serveMetrics(
    { listen: '127.0.0.1', port: 0, guests },
    hypervisor,
    createLogger('silent'),
  );
  if (server === null) throw new Error('nothing is served');
  open.push(server);
  return () => fetch(`http://127.0.0.1:${server.port}/metrics`);
}

test('tells of the node and of each guest that runs', async () => {
  const ask = await served(true);
  const text = await (await ask()).text();
  expect(text).toContain('cellar_node_cpu_percent 12\n');
  expect(text).toContain('cellar_guest_sent_bytes{guest="one"} 4\n');
  expect(text).toContain('cellar_guest_cpu_percent{guest="two"} 50\n');
  running = [guest('two')];
  const later = await (await ask()).text();
  expect(later).not.toContain('guest="one"');
  expect(later).toContain('cellar_guest_read_bytes{guest="two"} 1\n');
});

test('guests may be left out', async () => {
  const text = await (await (await served(false))()).text();
  expect(text).toContain('cellar_node_disk_available_bytes 60\n');
  expect(text).not.toContain('cellar_guest');
});

test('a hypervisor that does not answer is no measurement', async () => {
  const ask = await served(true);
  broken = true;
  expect((await ask()).status).toBe(503);
  broken = false;
  expect((await ask()).status).toBe(200);
});

test('nothing is served unless a port is configured', async () => {
  const asked = { nodeStatistics: async () => node, guestStatistics: async () => running };
  expect(
    await serveMetrics({ listen: '127.0.0.1', port: null, guests: true }, asked, createLogger('silent')),
  ).toBeNull();
});
