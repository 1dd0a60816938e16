/** The control plane's end of a console tunnel: mTLS to the agent's console port, see `proto/src/console-tunnel.ts`. */
import type { Duplex } from 'node:stream';
import type { PeerCertificate, SecureContext } from 'node:tls';
import { encodeTunnelHeader } from '../../../../proto/src/console-tunnel.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import { openTunnel as open } from '../../../../proto/src/open-tunnel.ts';
import { unreachable } from './call.ts';

export interface TunnelRequest {
  readonly cellName: string;
  readonly host: string;
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
  readonly guestId: string;
  readonly timeoutMs: number;
}

/** Returns the bytes of the guest's screen. @throws DomainError that the agent sent, `cell_unreachable` or `timeout`. */
export async function openTunnel({ cellName, guestId, ...request }: TunnelRequest): Promise<Duplex> {
  const message = `cell '${cellName}' did not open the screen in time`;
  return await open({
    ...request,
    header: encodeTunnelHeader(guestId),
    unreachable: (cause) => unreachable(cellName, cause),
    late: () => new DomainError('timeout', message, { reason: 'cell_timeout' }),
  });
}
