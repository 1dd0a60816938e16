/** Finds the control plane's CA before anything is trusted: the chain's end must have the fingerprint of the token. */
import { createHash, X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { DomainError } from '../../../proto/src/errors.ts';

const timeoutMs = 10_000;

/**
 * Returns the CA certificate (PEM) that the server sends in its chain. Nothing secret is sent.
 * @throws DomainError `forbidden` with reason `wrong_ca`, or `cell_unreachable` with reason `control_plane_unreachable`.
 */
export async function fetchAuthority(origin: URL, fingerprint: string): Promise<string> {
  const chain = await peerChain(origin);
  const authority = chain.find((der) => createHash('sha256').update(der).digest('hex') === fingerprint);
  if (authority !== undefined) return new X509Certificate(authority).toString();
  throw new DomainError(
    'forbidden',
    `${origin.origin} is not the control plane that issued the token: its certificate comes from another CA`,
    { reason: 'wrong_ca' },
  );
}

function peerChain(origin: URL): Promise<Buffer[]> {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // The chain is only read here; the call that follows verifies it against the CA found.
    const socket = connect({ host, port: Number(origin.port || 443), rejectUnauthorized: false });
    const fail = (cause?: unknown) => {
      socket.destroy();
      reject(
        new DomainError('cell_unreachable', `the control plane does not answer at ${origin.origin}`, {
          reason: 'control_plane_unreachable',
          cause,
        }),
      );
    };
    socket.setTimeout(timeoutMs, fail);
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      const chain = collect(socket.getPeerCertificate(true));
      socket.destroy();
      resolve(chain);
    });
  });
}

function collect(leaf: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  let at: DetailedPeerCertificate | undefined = leaf;
  while (at?.raw && !chain.some((known) => known.equals(at?.raw ?? Buffer.alloc(0)))) {
    chain.push(at.raw);
    at = at.issuerCertificate;
  }
  return chain;
}
