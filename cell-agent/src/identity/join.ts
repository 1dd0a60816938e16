/** Makes this machine a cell of an installation: `cell-agent join TOKEN`. */
import { X509Certificate } from 'node:crypto';
import { DomainError, isTransient } from '../../../proto/src/errors.ts';
import { decodeJoinToken } from '../../../proto/src/join-token.ts';
import { chooseFreePort } from '../config/free-port.ts';
import { fetchAuthority } from './authority.ts';
import { enrol } from './certificate-call.ts';
import { lifeOf } from './certificate-life.ts';
import { createCertificateRequest } from './certificate-request.ts';
import { localAddressTowards, withPort } from './local-address.ts';
import { type CellIdentity, identityPath, loadIdentity, storeIdentity } from './store.ts';

export interface JoinOptions {
  readonly token: string;
  readonly dataPath: string;
  readonly name: string;
  readonly listen: string;
  /** 0: a free one is chosen now and kept. */
  readonly port: number;
  readonly advertise: string | null;
  /** Gives up an earlier membership: the machine becomes another cell, which does not know the guests on it. */
  readonly force: boolean;
}

/**
 * A cell whose certificate has expired joins as the same cell again. Enrols at the first of the token's addresses where the control plane of the token answers.
 * @throws DomainError `conflict` (`already_joined`), `invalid` (`bad_join_token`), `forbidden` (`wrong_ca`),
 *   `cell_unreachable` (`control_plane_unreachable`), or what the control plane says of the token.
 */
export async function join(options: JoinOptions): Promise<CellIdentity> {
  const token = decodeJoinToken(options.token.trim());
  const former = options.force ? null : await formerMembership(options.dataPath);
  const port = options.port === 0 ? (former?.port ?? (await chooseFreePort(options.listen))) : options.port;
  const { key, request } = await createCertificateRequest(options.name);
  const { value, origin } = await firstReachable(token.addresses, async (origin) => {
    const caCertificate = await fetchAuthority(origin, token.caFingerprint);
    const advertise = withPort(options.advertise ?? (await ownAddress(options.listen, origin)), port);
    const body = {
      tokenId: token.id,
      secret: token.secret,
      name: options.name,
      advertise,
      certificateRequest: request,
    };
    if (former !== null && !isSameAuthority(former, caCertificate)) throw anotherInstallation(former);
    return { ...(await enrol(origin, caCertificate, body, former)), advertise };
  });
  const { certificate, caCertificate, advertise } = value;
  const { name, dataPath } = options;
  await storeIdentity(dataPath, {
    name,
    advertise,
    addressIsFound: options.advertise === null,
    port,
    controlPlane: origin.origin,
    key,
    certificate,
    caCertificate,
  });
  const identity = await loadIdentity(dataPath);
  if (identity !== null) return identity;
  throw new DomainError('internal', `the certificate from ${origin.origin} was not kept`);
}

/** Null: this machine is no cell yet. @throws DomainError `conflict` (`already_joined`) for one that is in order. */
async function formerMembership(dataPath: string): Promise<CellIdentity | null> {
  const known = await loadIdentity(dataPath);
  if (known === null || Date.now() >= lifeOf(known.certificate).toMs) return known;
  throw new DomainError(
    'conflict',
    `this machine is already the cell ${known.name} (${identityPath(dataPath)}); --force joins anew as another cell`,
    { reason: 'already_joined', subject: { kind: 'cell', id: known.cellId } },
  );
}

function isSameAuthority({ caCertificate }: CellIdentity, other: string): boolean {
  return new X509Certificate(caCertificate).fingerprint256 === new X509Certificate(other).fingerprint256;
}

function anotherInstallation({ name }: CellIdentity): DomainError {
  const message = `this machine is the cell ${name} of another installation; --force makes it a new cell of this one`;
  return new DomainError('conflict', message, { reason: 'already_joined' });
}

async function ownAddress(listen: string, origin: URL): Promise<string> {
  const isWildcard = listen === '0.0.0.0' || listen === '::';
  return isWildcard ? await localAddressTowards(origin) : listen;
}

async function firstReachable<T>(
  addresses: readonly string[],
  attempt: (origin: URL) => Promise<T>,
): Promise<{ value: T; origin: URL }> {
  let last: unknown = new DomainError('invalid', 'the join token names no address', {
    reason: 'bad_join_token',
  });
  for (const address of addresses) {
    if (!URL.canParse(address)) continue;
    const origin = new URL(address);
    try {
      return { value: await attempt(origin), origin };
    } catch (error) {
      const isWrongAuthority = error instanceof DomainError && error.reason === 'wrong_ca';
      if (!isWrongAuthority && !isTransient(error)) throw error;
      last = error;
    }
  }
  throw last;
}
