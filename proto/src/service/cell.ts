import { decodeCell, decodeEvent, encodeCell, encodeEvent } from '../convert-events.ts';
import { cellar } from '../runtime.ts';
import { codec, empty, method } from './method.ts';

const v1 = cellar.cell.v1;

/** The cell itself, and what it tells by itself. */
export const cellMethods = {
  describeCell: method('DescribeCell', empty, codec(v1.CellDescription, encodeCell, decodeCell)),
  events: method(
    'Events',
    codec(
      v1.EventsRequest,
      (value: { statisticsIntervalMs: number }) => value,
      (message) => ({ statisticsIntervalMs: message.statisticsIntervalMs ?? 0 }),
    ),
    codec(v1.Event, encodeEvent, decodeEvent),
    'stream',
  ),
};
