/** Only the control plane's certificate may call; the installation's CA signs the cells' certificates too. */
import type { ServerUnaryCall } from '@grpc/grpc-js';
import { DomainError } from '../../../proto/src/errors.ts';
import { isControlPlane } from '../identity/control-plane-tls.ts';

type AnyCall = Pick<ServerUnaryCall<unknown, unknown>, 'getAuthContext'>;

/** @throws DomainError `forbidden` with reason `not_control_plane`. */
export function requireControlPlane(call: AnyCall): void {
  if (isControlPlane(call.getAuthContext().sslPeerCertificate)) return;
  throw new DomainError('forbidden', 'only the control plane may call a cell', {
    reason: 'not_control_plane',
  });
}
