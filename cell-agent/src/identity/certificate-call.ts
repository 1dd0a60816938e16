/** The calls on the control plane's cell listener that give certificates: `POST /enrol` and `POST /renew`. */
import { request } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { z } from 'zod';
import {
  type EnrolReply,
  type EnrolRequest,
  enrolReply,
  type RenewRequest,
} from '../../../proto/src/enrolment.ts';
import { DomainError, errorCodes } from '../../../proto/src/errors.ts';
import type { KeyMaterial } from './cell-keys.ts';
import { checkControlPlane } from './control-plane-tls.ts';

const timeoutMs = 30_000;
const maxReplyBytes = 256 * 1024;

const failure = z.object({
  error: z.object({ code: z.string(), reason: z.string().nullish(), message: z.string() }),
});

const sentences: Record<string, string> = {
  join_token_used: 'the join token was used already; ask for a new one with `cellar cell token`',
  join_token_expired: 'the join token has expired; ask for a new one with `cellar cell token`',
  join_token_unknown:
    'the control plane does not know this join token; ask for a new one with `cellar cell token`',
};

/** @param caCertificate PEM; the server must have a certificate of it with the control plane's URI. */
export async function enrol(origin: URL, caCertificate: string, body: EnrolRequest): Promise<EnrolReply> {
  return await askForCertificate(new URL('/enrol', origin), { ca: caCertificate }, body);
}

/** With the cell's present certificate. @throws DomainError `forbidden` (`cell_revoked`, `cell_unknown`), `unauthenticated`. */
export async function renew(origin: URL, keys: KeyMaterial, body: RenewRequest): Promise<EnrolReply> {
  const { key, certificate: cert, caCertificate: ca } = keys;
  return await askForCertificate(new URL('/renew', origin), { key, cert, ca }, body);
}

async function askForCertificate(url: URL, tls: SecureContextOptions, body: unknown): Promise<EnrolReply> {
  const { status, text } = await post(url, tls, JSON.stringify(body));
  const json = parseJson(text);
  const reply = enrolReply.safeParse(json);
  if (status >= 200 && status < 300 && reply.success) return reply.data;
  const failed = failure.safeParse(json);
  if (!failed.success) {
    throw new DomainError(
      'internal',
      `the control plane gave an answer that is not Cellar's (HTTP ${status})`,
      {
        reason: 'protocol',
      },
    );
  }
  const { code, message } = failed.data.error;
  const reason = failed.data.error.reason ?? undefined;
  throw new DomainError(
    errorCodes.find((known) => known === code) ?? 'internal',
    sentences[reason ?? ''] ?? message,
    { reason },
  );
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
