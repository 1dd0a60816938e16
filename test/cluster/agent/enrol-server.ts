/** Stands for the control plane's `POST /enrol`, with a throwaway CA. */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type EnrolRequest, enrolRequest } from '../../../proto/src/enrolment.ts';
import { encodeJoinToken } from '../../../proto/src/join-token.ts';
import { createThrowawayAuthority, type ThrowawayAuthority } from '../../support/throwaway-pki.ts';

export interface EnrolServer extends AsyncDisposable {
  readonly authority: ThrowawayAuthority;
  readonly origin: string;
  readonly enrolled: readonly EnrolRequest[];
  /** A new token for one joining. */
  token(changes?: { addresses?: string[]; caFingerprint?: string }): string;
  /** Makes a token's next use fail. */
  expire(token: string): void;
}

/** @param uri what the server's certificate says it is. */
export async function startEnrolServer(uri = 'cellar:control-plane'): Promise<EnrolServer> {
  const authority = await createThrowawayAuthority();
  const keys = await authority.issue(uri);
  const enrolled: EnrolRequest[] = [];
  const states = new Map<string, 'fresh' | 'used' | 'expired'>();
  const ids = new Map<string, string>();
  const server = createServer(
    { key: keys.key, cert: `${keys.certificate}\n${authority.certificate}` },
    async (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(404).end();
      const body = enrolRequest.parse(JSON.parse(await text(request)));
      const state = states.get(`${body.tokenId} ${body.secret}`) ?? 'unknown';
      const isFine = state === 'fresh' && request.url === '/enrol' && request.method === 'POST';
      response.writeHead(isFine ? 200 : 403, { 'content-type': 'application/json' });
      if (!isFine) {
        const reason = `join_token_${state}`;
        response.end(
          JSON.stringify({ error: { code: 'forbidden', reason, message: `the token is ${state}` } }),
        );
        return;
      }
      states.set(`${body.tokenId} ${body.secret}`, 'used');
      enrolled.push(body);
      const cellId = randomUUID();
      const certificate = await authority.sign(body.certificateRequest, `cellar:cell:${cellId}`);
      response.end(JSON.stringify({ cellId, certificate, caCertificate: authority.certificate }));
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    authority,
    origin,
    enrolled,
    token(changes = {}) {
      const [id, secret] = [randomUUID(), randomBytes(16).toString('hex')];
      const token = encodeJoinToken({
        id,
        secret,
        addresses: [origin],
        caFingerprint: authority.fingerprint,
        ...changes,
      });
      ids.set(token, `${id} ${secret}`);
      states.set(`${id} ${secret}`, 'fresh');
      return token;
    },
    expire: (token) => void states.set(ids.get(token) ?? '', 'expired'),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
