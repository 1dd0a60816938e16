/** `/metrics` of one cell for Prometheus: the node, and its guests one by one if that is wanted. Asked when it is read. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { GuestStatistics, NodeStatistics } from '../../../proto/src/model.ts';
import type { Settings } from '../config/schema.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { Logger } from './logger.ts';

export interface MetricsServer extends AsyncDisposable {
  readonly port: number;
}

type Asked = Pick<Hypervisor, 'nodeStatistics' | 'guestStatistics'>;
type Numbers<Sample> = readonly (readonly [name: string, help: string, read: (sample: Sample) => number])[];

const ofNode: Numbers<NodeStatistics> = [
  ['cpu_percent', 'Use of all CPUs, 0 to 100.', ({ cpuUsage }) => cpuUsage],
  ['memory_available_bytes', 'Memory that is free or can be freed.', (node) => node.memoryAvailableBytes],
  ['disk_bytes', 'Size of the storage of the disks.', ({ diskBytes }) => diskBytes],
  ['disk_available_bytes', 'What is free of it.', ({ diskAvailableBytes }) => diskAvailableBytes],
];

const ofGuest: Numbers<GuestStatistics> = [
  ['cpu_percent', 'Use of its cores, 0 to 100.', ({ cpuUsage }) => cpuUsage],
  ['memory_available_bytes', 'As the guest tells it; 0: unknown.', (guest) => guest.memoryAvailableBytes],
  ['read_bytes', 'Read from its disks since it started.', ({ bytesRead }) => bytesRead],
  ['written_bytes', 'Written to its disks since it started.', ({ bytesWritten }) => bytesWritten],
  ['received_bytes', 'Received from the network since it started.', ({ bytesReceived }) => bytesReceived],
  ['sent_bytes', 'Sent to the network since it started.', ({ bytesSent }) => bytesSent],
];

/** Null where the configuration wants none. @throws what the operating system says if the address can not be had. */
export async function serveMetrics(
  { listen, port, guests }: Settings['metrics'],
  hypervisor: Asked,
  log: Pick<Logger, 'warn'>,
): Promise<MetricsServer | null> {
  if (port === null) return null;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const text = textOf(registry, hypervisor, guests);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    text().then(
      (body) => response.writeHead(200, { 'content-type': registry.contentType }).end(body),
      (error: unknown) => {
        log.warn({ error }, 'the hypervisor tells no measurements');
        response.writeHead(503).end();
      },
    );
  });
  server.listen({ host: listen, port });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function textOf(registry: Registry, hypervisor: Asked, withGuests: boolean): () => Promise<string> {
  const gauges = <Sample>(prefix: string, numbers: Numbers<Sample>, labelNames: string[]) =>
    numbers.map(([name, help, read]) => {
      const gauge = new Gauge({ name: `cellar_${prefix}_${name}`, help, labelNames, registers: [registry] });
      return { gauge, read };
    });
  const node = gauges('node', ofNode, []);
  const guest = withGuests ? gauges('guest', ofGuest, ['guest']) : [];
  return async () => {
    const [nodeSample, guestSamples] = await Promise.all([
      hypervisor.nodeStatistics(),
      withGuests ? hypervisor.guestStatistics() : [],
    ]);
    for (const { gauge, read } of node) gauge.set(read(nodeSample));
    for (const { gauge, read } of guest) {
      // Guests that run no more have no series.
      gauge.reset();
      for (const sample of guestSamples) gauge.set({ guest: sample.guestId }, read(sample));
    }
    return registry.metrics();
  };
}
