/** Streams to the agents of other cells, for guests that this one sends. */
import { createSecureContext } from 'node:tls';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import { encodeArrivalHeader } from '../../../proto/src/console-tunnel.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { openTunnel } from '../../../proto/src/open-tunnel.ts';
import type { CellKeys } from '../identity/cell-keys.ts';
import type { OpenChannel } from '../use-cases/ports.ts';

const openTimeoutMs = 10_000;

/** The other side is recognised by the cell that its certificate names, as the control plane said; addresses prove nothing. */
export function channelsWith(keys: CellKeys): OpenChannel {
  return async ({ cellId, host, port }, request) => {
    const unreachable = (cause?: unknown) =>
      new DomainError('cell_unreachable', `the agent at ${host} port ${port} is not reachable from here`, {
        reason: 'target_unreachable',
        subject: { kind: 'cell', id: cellId },
        cause,
      });
    return await openTunnel({
      host,
      port,
      secureContext: createSecureContext(keys.secureContext),
      checkServerIdentity: (_host, peer) =>
        cellIdOf(peer.subjectaltname) === cellId ? undefined : new Error('it is another cell'),
      header: encodeArrivalHeader(request),
      timeoutMs: openTimeoutMs,
      unreachable,
      late: unreachable,
    });
  };
}
