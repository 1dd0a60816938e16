/** A call of the agent's to the control plane's cell listener: JSON there and back. */
import { request } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { z } from 'zod';
import { DomainError, errorCodes } from '../../../proto/src/errors.ts';
import { checkControlPlane } from './control-plane-tls.ts';

const timeoutMs = 30_000;
const maxReplyBytes = 256 * 1024;

const failure = z.object({
  error: z.object({ code: z.string(), reason: z.string().nullish(), message: z.string() }),
});

export interface ControlPlaneCall<Schema extends z.ZodType> {
  /** Origin and path. */
  readonly url: URL;
  /** The CA whose certificate the server must have; the cell's own certificate once it has one. */
  readonly tls: SecureContextOptions;
  readonly body: unknown;
  readonly reply: Schema;
}

/** @throws DomainError what the control plane refuses with; `cell_unreachable` with reason `control_plane_unreachable`. */
export async function callControlPlane<Schema extends z.ZodType>(
  call: ControlPlaneCall<Schema>,
): Promise<z.output<Schema>> {
  const { status, text } = await post(call.url, call.tls, JSON.stringify(call.body));
  const json = parseJson(text);
  const reply = call.reply.safeParse(json);
  if (status >= 200 && status < 300 && reply.success) return reply.data;
  const failed = failure.safeParse(json);
  if (!failed.success) {
    throw new DomainError(
      'internal',
      `the control plane gave an answer that is not Cellar's (HTTP ${status})`,
      { reason: 'protocol' },
    );
  }
  const { code, message, reason } = failed.data.error;
  throw new DomainError(errorCodes.find((known) => known === code) ?? 'internal', message, {
    reason: reason ?? undefined,
  });
}

function post(url: URL, tls: SecureContextOptions, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => {
      if (cause instanceof DomainError) return reject(cause);
      const message = `the control plane does not answer at ${url.origin}`;
      reject(new DomainError('cell_unreachable', message, { reason: 'control_plane_unreachable', cause }));
    };
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = {
      method: 'POST',
      headers,
      ...tls,
      checkServerIdentity: checkControlPlane,
      agent: false,
      timeout: timeoutMs,
    };
    const call = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxReplyBytes) call.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', fail);
    });
    call.on('timeout', () => call.destroy(new Error('timeout')));
    call.on('error', fail);
    call.end(body);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
