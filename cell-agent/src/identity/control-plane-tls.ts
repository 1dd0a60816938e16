/** How the agent recognises the control plane, as client and as server: by the CA and by its URI, not by host name. */
import type { PeerCertificate } from 'node:tls';
import { controlPlaneUri, urisOf } from '../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../proto/src/errors.ts';

export function isControlPlane(
  certificate: { readonly subjectaltname?: string | undefined } | undefined,
): boolean {
  return urisOf(certificate?.subjectaltname).includes(controlPlaneUri);
}

/** For `checkServerIdentity` of Node's TLS: the address may change, the URI in the certificate does not. */
export function checkControlPlane(_host: string, certificate: PeerCertificate): Error | undefined {
  if (isControlPlane(certificate)) return undefined;
  return new DomainError('unauthenticated', 'the server is not the control plane of this installation', {
    reason: 'not_control_plane',
  });
}
