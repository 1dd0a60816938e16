/** PUT of a file to the control plane's cell listener with the cell's certificate. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent, type RequestOptions, request } from 'node:https';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { DomainError, errorCodes } from '../../../proto/src/errors.ts';
import type { BuiltImage } from '../../../proto/src/model-media.ts';
import type { KeyMaterial } from '../identity/cell-keys.ts';
import { checkControlPlane } from '../identity/control-plane-tls.ts';
import type { SendImage } from '../use-cases/ports.ts';

/** No byte taken, or no answer, for so long: the connection counts as broken. A slow disk may take long to sync. */
const idleTimeoutMs = 600_000;
const chunkBytes = 1024 * 1024;
const maxReplyBytes = 64 * 1024;

const received = z.object({ sha256: z.string(), sizeBytes: z.number() });
const failure = z.object({
  error: z.object({ code: z.enum(errorCodes), reason: z.string().nullish(), message: z.string() }),
});

/**
 * Returns when the control plane has the file, complete and with the hash that it had here.
 * @throws DomainError what the control plane refuses it with; `timeout` with reason `image_upload_broken`; `cancelled`.
 */
export function toControlPlane(source: KeyMaterial): SendImage {
  return async (url, path, options) => {
    const { key, certificate: cert, caCertificate: ca } = source;
    const tls = { key, cert, ca, checkServerIdentity: checkControlPlane };
    const { size } = await stat(path);
    const hash = createHash('sha256');
    let sent = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        sent += chunk.length;
        options.onProgress((sent / size) * 100, 'upload');
        done(null, chunk);
      },
    });
    const headers = { 'content-type': 'application/octet-stream', 'content-length': size };
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    // A refusal may come before all is sent. A connection that is to be kept lets it come through.
    const agent = new Agent({ keepAlive: true });
    try {
      const reply = await put(url, { ...tls, agent, headers }, [file, counted], options.signal);
      if (reply.sizeBytes === size && reply.sha256 === hash.digest('hex')) return reply;
    } finally {
      file.destroy();
      agent.destroy();
    }
    throw new DomainError('internal', 'the control plane has received another file than was sent', {
      reason: 'checksum_mismatch',
    });
  };
}

function put(
  url: string,
  options: RequestOptions,
  [source, counted]: readonly [Readable, Transform],
  signal: AbortSignal,
): Promise<BuiltImage> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      if (signal.aborted) reject(signal.reason);
      else reject(cause instanceof DomainError ? cause : broken(cause));
    };
    let answered = false;
    const call = request(url, { ...options, method: 'PUT', signal }, (response) => {
      answered = true;
      readReply(response, response.statusCode ?? 0)
        .finally(() => call.destroy())
        .then(resolve, fail);
    });
    call.setTimeout(idleTimeoutMs, () => call.destroy(new Error('no data')));
    const unlessAnswered = (cause: unknown) => {
      if (!answered) fail(cause);
    };
    call.on('error', unlessAnswered);
    pipeline(source, counted, call).catch(unlessAnswered);
  });
}

async function readReply(response: AsyncIterable<Buffer>, status: number): Promise<BuiltImage> {
  let text = '';
  for await (const chunk of response) {
    text += chunk.toString();
    if (text.length > maxReplyBytes) break;
  }
  const json = parse(text);
  const reply = received.safeParse(json);
  if (status === 200 && reply.success) return reply.data;
  const refused = failure.safeParse(json);
  if (!refused.success) throw broken(new Error(`HTTP ${status}`));
  const { code, reason, message } = refused.data.error;
  throw new DomainError(code, message, { reason: reason ?? undefined });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(cause: unknown): DomainError {
  return new DomainError('timeout', 'the upload of the image to the control plane broke off', {
    reason: 'image_upload_broken',
    cause,
  });
}
