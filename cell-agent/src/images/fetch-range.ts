/** GET from the control plane's cell listener with the cell's certificate, from an offset on. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { DomainError } from '../../../proto/src/errors.ts';
import type { KeyMaterial } from '../identity/cell-keys.ts';
import { checkControlPlane } from '../identity/control-plane-tls.ts';

/** No byte for so long: the connection counts as broken. */
const idleTimeoutMs = 30_000;

export interface RangeReply {
  readonly body: IncomingMessage;
  /** Where the body begins: the offset asked for, or 0 if the server ignores ranges. */
  readonly offset: number;
}

/** A failure that may pass: the download goes on from where it is. */
export class BrokenDownload extends Error {
  override readonly name: string = 'BrokenDownload';
}

/** The server's file is shorter than what is here: only a new beginning helps. */
export class RangeRefused extends BrokenDownload {
  override readonly name = 'RangeRefused';
}

/**
 * @throws BrokenDownload; DomainError `not_found` with reason `image_not_found`, `forbidden`, or `internal` for
 *   another refusal.
 */
export async function fetchRange(
  url: string,
  offset: number,
  source: KeyMaterial,
  signal: AbortSignal,
): Promise<RangeReply> {
  const response = await send(url, offset, source, signal);
  const status = response.statusCode ?? 0;
  if (status === 200) return { body: response, offset: 0 };
  if (status === 206) {
    const start = /^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1];
    if (Number(start) === offset) return { body: response, offset };
    response.destroy();
    throw new BrokenDownload(`the server answered the range from ${start} instead of ${offset}`);
  }
  response.destroy();
  if (status === 404 || status === 410) {
    throw new DomainError('not_found', 'the control plane has no such image', { reason: 'image_not_found' });
  }
  if (status === 401 || status === 403) {
    throw new DomainError('forbidden', 'the control plane refuses the image to this cell', {
      reason: 'image_forbidden',
    });
  }
  if (status === 416) throw new RangeRefused('HTTP 416');
  if (status >= 500 || status === 408 || status === 429) throw new BrokenDownload(`HTTP ${status}`);
  throw new DomainError('internal', `the control plane answers HTTP ${status} for the image`, {
    reason: 'image_refused',
  });
}

function send(
  url: string,
  offset: number,
  source: KeyMaterial,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const { key, certificate, caCertificate } = source;
    const tls = { key, cert: certificate, ca: caCertificate, checkServerIdentity: checkControlPlane };
    const call = request(url, { ...tls, headers, signal, agent: false }, resolve);
    call.setTimeout(idleTimeoutMs, () => call.destroy(new Error('no data')));
    call.on('error', (cause) => {
      if (signal.aborted) reject(signal.reason);
      else
        reject(cause instanceof DomainError ? cause : new BrokenDownload('the connection broke', { cause }));
    });
    call.end();
  });
}
