/** The calls on the control plane's cell listener that give certificates: `POST /enrol` and `POST /renew`. */
import type { SecureContextOptions } from 'node:tls';
import {
  type EnrolReply,
  type EnrolRequest,
  enrolReply,
  type RenewRequest,
} from '../../../proto/src/enrolment.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { callControlPlane } from './call-control-plane.ts';
import type { KeyMaterial } from './cell-keys.ts';

const sentences: Record<string, string> = {
  join_token_used: 'the join token was used already; ask for a new one with `cellar cell token`',
  join_token_expired: 'the join token has expired; ask for a new one with `cellar cell token`',
  join_token_unknown:
    'the control plane does not know this join token; ask for a new one with `cellar cell token`',
};

/**
 * @param caCertificate PEM; the server must have a certificate of it with the control plane's URI.
 * @param former what the cell had until its certificate expired: it joins as the same cell again. Null: as a new one.
 */
export async function enrol(
  origin: URL,
  caCertificate: string,
  body: EnrolRequest,
  former: KeyMaterial | null,
): Promise<EnrolReply> {
  const own = former === null ? {} : { key: former.key, cert: former.certificate };
  return await askForCertificate(new URL('/enrol', origin), { ca: caCertificate, ...own }, body);
}

/** With the cell's present certificate. @throws DomainError `forbidden` (`cell_revoked`, `cell_unknown`), `unauthenticated`. */
export async function renew(origin: URL, keys: KeyMaterial, body: RenewRequest): Promise<EnrolReply> {
  const { key, certificate: cert, caCertificate: ca } = keys;
  return await askForCertificate(new URL('/renew', origin), { key, cert, ca }, body);
}

async function askForCertificate(url: URL, tls: SecureContextOptions, body: unknown): Promise<EnrolReply> {
  try {
    return await callControlPlane({ url, tls, body, reply: enrolReply });
  } catch (error) {
    const sentence = error instanceof DomainError ? sentences[error.reason ?? ''] : undefined;
    if (!(error instanceof DomainError) || sentence === undefined) throw error;
    throw new DomainError(error.code, sentence, { reason: error.reason });
  }
}
