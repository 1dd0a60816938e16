import { Hono } from 'hono';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { HttpEnvironment } from '../environment.ts';

export interface ApiMetrics {
  readonly registry: Registry;
  /** @param call.operation method and route pattern, or `unmatched`. */
  observe(call: { operation: string; failed: boolean; seconds: number }): void;
  /** A guest runs again so long after its cell was lost. */
  failedOver(seconds: number): void;
}

/** Process metrics (memory, CPU, event loop delay) and the latency of each API operation. */
export function createMetrics(): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const latency = new Histogram({
    name: 'cellar_api_seconds',
    help: 'Time from the head of a request to its answer, by method and route.',
    labelNames: ['operation', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const failover = new Histogram({
    name: 'cellar_failover_seconds',
    help: 'Time from the loss of a cell until a guest of it is on another one.',
    buckets: [1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600],
    registers: [registry],
  });
  return {
    registry,
    failedOver: (seconds) => failover.observe(seconds),
    observe({ operation, failed, seconds }) {
      latency.observe({ operation, outcome: failed ? 'error' : 'ok' }, seconds);
    },
  };
}

export interface Readiness {
  /** Why the program can not work now; empty when it can. */
  problems(): Promise<readonly string[]>;
}

/** `/healthz` (the process lives, whatever its parts do), `/readyz` (requests can be served) and `/metrics`. */
export function createProbes(metrics: ApiMetrics, readiness: Readiness): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const problems = await readiness.problems();
    return problems.length === 0
      ? c.json({ status: 'ready' })
      : c.json({ status: 'not ready', problems }, 503);
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType }),
  );
  return app;
}
