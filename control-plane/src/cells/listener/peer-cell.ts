import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { cellIdOf } from '../../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../../proto/src/errors.ts';

interface Peer {
  readonly cellId: string | undefined;
  readonly validToMs: number;
}

const peers = new WeakMap<TLSSocket, Peer>();

/** Whether the connection has shown the certificate of this cell. */
export function isOfCell(socket: TLSSocket, cellId: string): boolean {
  return peers.get(socket)?.cellId === cellId;
}

/**
 * The cell whose certificate this connection has shown. That certificate comes from our CA (`authorized`) and is
 * looked at again with each request, since a connection may outlive it.
 * @throws DomainError `unauthenticated` with reason `certificate_required`.
 */
export function requirePeerCell(request: IncomingMessage, nowMs: number): string {
  const { socket } = request;
  if (socket instanceof TLSSocket && socket.authorized) {
    const peer = peers.get(socket) ?? readPeer(socket);
    peers.set(socket, peer);
    if (peer.cellId !== undefined && nowMs < peer.validToMs) return peer.cellId;
  }
  throw new DomainError('unauthenticated', 'this needs the certificate of a cell of this installation', {
    reason: 'certificate_required',
  });
}

/**
 * The cell that this machine was: whose certificate, of our CA, it has shown and holds the key of, expired as it may be.
 * Null: none.
 */
export function formerCell({ socket }: IncomingMessage, caCertificate: string): string | null {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return null;
  const isOurs = certificate.verify(new X509Certificate(caCertificate).publicKey);
  return (isOurs ? cellIdOf(certificate.subjectAltName) : undefined) ?? null;
}

function readPeer(socket: TLSSocket): Peer {
  const certificate = socket.getPeerX509Certificate();
  const validToMs = certificate ? Date.parse(certificate.validTo) : 0;
  return { cellId: cellIdOf(certificate?.subjectAltName), validToMs };
}
