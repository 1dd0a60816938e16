/**
 * The installation's certificate authority, in a folder of its own: `ca.key`, `ca.crt` and `control-plane.pem`
 * (key and certificate of this program). The keys never leave the folder.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { cellUri, controlPlaneUri } from '../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import type { CellAuthority, Clock } from '../use-cases/ports/index.ts';
import { belongTogether } from './pki/belong-together.ts';
import type { KeyPair } from './pki/certificates.ts';
import { readIfPresent, writePrivateFile, writePrivateFolder } from './pki/private-files.ts';

/** Most starts make no certificate, and the library that makes them takes long to load. */
const certificates = () => import('./pki/certificates.ts');

const dayMs = 86_400_000;
const cellLifeMs = 90 * dayMs;
const ownLifeMs = 365 * dayMs;

export interface Authority extends CellAuthority {
  /** This program's own key and certificate; replaced by `renewIfDue`. */
  readonly own: KeyPair;
  /** For TLS in both roles: own certificate with the CA behind it, trusting this CA alone. */
  readonly secureContext: SecureContext;
  /** Makes a new certificate for this program when less than a third of the old one's life is left. True if it did. */
  renewIfDue(): Promise<boolean>;
}

export interface AuthorityOptions {
  readonly folder: string;
  /** Host names and addresses of this control plane, besides localhost. */
  readonly hosts: readonly string[];
  readonly clock: Clock;
  /** How long certificates of cells and of this program last, in place of 90 and 365 days. */
  readonly cellLifeMs?: number;
  readonly ownLifeMs?: number;
}

/** Opens the authority and creates it on the first start. @throws DomainError `invalid` with reason `bad_pki` if its files are damaged. */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const { folder, clock } = options;
  const ca = await openPair(folder, clock.nowMs());
  const ownPath = join(folder, 'control-plane.pem');
  const hosts = [...new Set([...options.hosts.map(withoutBrackets), 'localhost', '127.0.0.1'])];
  const kept = parseOwn(await readIfPresent(ownPath));
  let own = kept && isFresh(kept, ca, hosts, clock.nowMs()) ? kept : await renewOwn();
  let secureContext = contextOf(ca, own);

  async function renewOwn(): Promise<KeyPair> {
    const names = hosts.map((host) => ({
      type: isIP(host) ? ('ip' as const) : ('dns' as const),
      value: host,
    }));
    const holder = {
      commonName: 'Cellar control plane',
      names: [{ type: 'url' as const, value: controlPlaneUri }, ...names],
      lifeMs: options.ownLifeMs ?? ownLifeMs,
    };
    const { createPair } = await certificates();
    const pair = await createPair(ca, holder, clock.nowMs());
    await writePrivateFile(ownPath, pair.key + pair.certificate);
    return pair;
  }

  return {
    certificate: ca.certificate,
    fingerprint: createHash('sha256').update(new X509Certificate(ca.certificate).raw).digest('hex'),
    get own() {
      return own;
    },
    get secureContext() {
      return secureContext;
    },
    async certifyCell(request, cellId) {
      const { certify, readRequestedKey } = await certificates();
      const publicKey = await readRequestedKey(request);
      const names = [{ type: 'url' as const, value: cellUri(cellId) }];
      return await certify(
        ca,
        publicKey,
        { commonName: `Cellar cell ${cellId}`, names, lifeMs: options.cellLifeMs ?? cellLifeMs },
        clock.nowMs(),
      );
    },
    async renewIfDue() {
      if (isFresh(own, ca, hosts, clock.nowMs())) return false;
      own = await renewOwn();
      secureContext = contextOf(ca, own);
      return true;
    },
  };
}

/**
 * The authority's files as they are, without making any. Undefined where one is missing or they do not fit: the control
 * plane itself says more when it starts.
 */
export async function readSecureContext(folder: string): Promise<SecureContext | undefined> {
  const [key, certificate, text] = await Promise.all(
    ['ca.key', 'ca.crt', 'control-plane.pem'].map((name) => readIfPresent(join(folder, name))),
  );
  const own = parseOwn(text);
  if (key === undefined || certificate === undefined || own === undefined || !belongTogether(own))
    return undefined;
  return contextOf({ key, certificate }, own);
}

/** An IPv6 address as URLs and settings write it stands in brackets. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

async function openPair(folder: string, nowMs: number): Promise<KeyPair> {
  const keyPath = join(folder, 'ca.key');
  const [key, certificate] = await Promise.all([
    readIfPresent(keyPath),
    readIfPresent(join(folder, 'ca.crt')),
  ]);
  if (key === undefined && certificate === undefined) {
    const { createAuthorityPair } = await certificates();
    const pair = await createAuthorityPair(nowMs);
    await writePrivateFolder(folder, { 'ca.key': pair.key, 'ca.crt': pair.certificate });
    return pair;
  }
  // A new authority in place of half an old one would silently cut off every cell.
  if (key === undefined || certificate === undefined)
    throw damaged(folder, `${key === undefined ? 'ca.key' : 'ca.crt'} is missing`);
  if (!belongTogether({ key, certificate }))
    throw damaged(folder, 'ca.key and ca.crt do not belong together');
  await Promise.all([chmod(folder, 0o700), chmod(keyPath, 0o600)]);
  return { key, certificate };
}

function damaged(folder: string, what: string): DomainError {
  return new DomainError(
    'invalid',
    `the certificate authority in ${folder} is damaged: ${what}; restore it from a backup`,
    {
      reason: 'bad_pki',
    },
  );
}

function parseOwn(text: string | undefined): KeyPair | undefined {
  const at = text?.indexOf('-----BEGIN CERTIFICATE-----') ?? -1;
  return text === undefined || at < 0 ? undefined : { key: text.slice(0, at), certificate: text.slice(at) };
}

function isFresh(own: KeyPair, ca: KeyPair, hosts: readonly string[], nowMs: number): boolean {
  if (!belongTogether(own)) return false;
  const certificate = new X509Certificate(own.certificate);
  if (!certificate.verify(new X509Certificate(ca.certificate).publicKey)) return false;
  const fromMs = Date.parse(certificate.validFrom);
  const toMs = Date.parse(certificate.validTo);
  const named = hosts.every(
    (host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
  );
  return named && nowMs >= fromMs && toMs - nowMs >= (toMs - fromMs) / 3;
}

function contextOf(ca: KeyPair, own: KeyPair): SecureContext {
  const cert = own.certificate + ca.certificate;
  return createSecureContext({ ca: ca.certificate, cert, key: own.key, minVersion: 'TLSv1.2' });
}
