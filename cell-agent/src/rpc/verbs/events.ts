import { streamEvents } from '../../events/stream.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { endless, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

/** Fewer milliseconds between samples than this are not honoured. */
const minIntervalMs = 100;

export function eventsVerb(context: RpcContext, cell: Cell, defaultIntervalMs: number): Handler<'events'> {
  return endless(context, ({ statisticsIntervalMs }, signal) => {
    const intervalMs =
      statisticsIntervalMs === 0 ? defaultIntervalMs : Math.max(minIntervalMs, statisticsIntervalMs);
    return streamEvents(cell, { statisticsIntervalMs: intervalMs, signal });
  });
}
