import { streamEvents } from '../../events/stream.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { endless, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

/** Fewer milliseconds between samples than this are not honoured. */
const minIntervalMs = 100;

/**
 * Statistics are also the sign of life, so the subscriber may ask for them more often than the cell is set to, and
 * never makes them rarer. @param askedMs 0: nothing asked.
 */
export function statisticsBeatMs(configuredMs: number, askedMs: number): number {
  return askedMs === 0 ? configuredMs : Math.max(minIntervalMs, Math.min(configuredMs, askedMs));
}

export function eventsVerb(context: RpcContext, cell: Cell, configuredMs: number): Handler<'events'> {
  return endless(context, ({ statisticsIntervalMs: askedMs }, signal) =>
    streamEvents(cell, { statisticsIntervalMs: statisticsBeatMs(configuredMs, askedMs), signal }),
  );
}
