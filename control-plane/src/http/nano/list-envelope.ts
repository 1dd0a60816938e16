import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Request } from '../environment.ts';
import { envelope } from './dialect.ts';

/** Rows turned into text before other requests get their turn. */
const chunkRows = 250;

/** The envelope of a list of any length: a long one is written in pieces, so that it holds nobody up. */
export function listEnvelope<Row>(c: Request, rows: readonly Row[], toWire: (row: Row) => unknown): Response {
  if (rows.length <= chunkRows) return envelope(c, rows.map(toWire));
  const stream = Readable.from(pieces(rows, toWire), { objectMode: false });
  return c.body(Readable.toWeb(stream) as ReadableStream, 200, { 'Content-Type': 'application/json' });
}

async function* pieces<Row>(rows: readonly Row[], toWire: (row: Row) => unknown): AsyncGenerator<string> {
  yield '{"error_code":0,"message":"","data":[';
  for (let start = 0; start < rows.length; start += chunkRows) {
    const texts = rows.slice(start, start + chunkRows).map((row) => JSON.stringify(toWire(row)));
    yield (start === 0 ? '' : ',') + texts.join(',');
    await nextTurn();
  }
  yield ']}';
}
