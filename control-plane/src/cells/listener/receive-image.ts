/** Image uploads of cells, read at the pace of the disk. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { toDomainError } from '../../../../proto/src/errors.ts';
import { sendJson, sendRefusal } from './answer.ts';

const bufferBytes = 1024 * 1024;

export interface ReceivedImage {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Answers with what was received. What is wrong with it is told as soon as that is known; the rest is read no more. */
export async function receiveImage(
  request: IncomingMessage,
  response: ServerResponse,
  receive: (source: Readable) => Promise<ReceivedImage>,
): Promise<void> {
  const source = bodyOf(request);
  try {
    const { sha256, sizeBytes } = await receive(source);
    sendJson(response, 200, { sha256, sizeBytes });
  } catch (error) {
    if (response.destroyed || toDomainError(error).code === 'internal') throw error;
    sendRefusal(response, error);
  } finally {
    source.destroy();
  }
}

/** The body as a stream of its own: destroying it leaves the connection for the answer. */
function bodyOf(request: IncomingMessage): Readable {
  const body = new PassThrough({ highWaterMark: bufferBytes });
  // Nobody may read it any more when it breaks off.
  body.on('error', () => undefined);
  const brokenOff = () => {
    if (!request.complete) body.destroy(new Error('the connection broke'));
  };
  request.once('error', brokenOff);
  request.once('close', brokenOff);
  // What has come is brought to the disk, however long that takes.
  request.once('end', () => request.setTimeout(0));
  body.once('close', () => {
    request.unpipe(body);
    request.resume();
  });
  return request.pipe(body);
}
