import { X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, failure, warning } from '../../../proto/src/doctor/finding.ts';
import { pkiName } from '../backup/data-folder.ts';
import { belongTogether } from '../cells/pki/belong-together.ts';
import { readIfPresent } from '../cells/pki/private-files.ts';
import { certificateFinding } from './certificate-life.ts';
import type { Check } from './context.ts';

const check = 'authority';
const restore = 'Restore it from a backup (cellar restore): without it no cell can be reached.';

/** The certificate authority that all cells trust, and this program's own certificate of it. */
export const checkAuthority: Check = async ({ folder, nowMs }) => {
  const path = join(folder.path, pkiName);
  const [key, certificate, own] = await Promise.all(
    ['ca.key', 'ca.crt', 'control-plane.pem'].map((name) =>
      readIfPresent(join(path, name)).catch(() => undefined),
    ),
  );
  if (key === undefined && certificate === undefined)
    return [
      warning(check, `there is no certificate authority in ${path}`, `The first start makes it. ${restore}`),
    ];
  if (key === undefined || certificate === undefined)
    return [failure(check, `${key === undefined ? 'ca.key' : 'ca.crt'} is missing in ${path}`, restore)];
  if (!belongTogether({ key, certificate }))
    return [failure(check, `ca.key and ca.crt in ${path} do not belong together`, restore)];
  return [
    ...(await openToOthers(path)),
    certificateFinding(check, 'the certificate authority', certificate, nowMs, restore),
    ...ownFindings(own, certificate, nowMs),
  ];
};

async function openToOthers(path: string): Promise<Finding[]> {
  const keyPath = join(path, 'ca.key');
  const { mode } = await stat(keyPath);
  if ((mode & 0o077) === 0) return [];
  return [failure(check, `${keyPath} can be read by others`, `Run: chmod 700 ${path}; chmod 600 ${keyPath}`)];
}

function ownFindings(own: string | undefined, authority: string, nowMs: number): Finding[] {
  if (own === undefined) return [];
  const remedy = 'Start the control plane: it renews this certificate by itself.';
  const start = own.indexOf('-----BEGIN CERTIFICATE-----');
  try {
    const certificate = new X509Certificate(own.slice(Math.max(0, start)));
    if (certificate.verify(new X509Certificate(authority).publicKey))
      return [
        certificateFinding(check, 'the control plane’s own certificate', own.slice(start), nowMs, remedy),
      ];
  } catch {
    // It is said below.
  }
  return [warning(check, 'control-plane.pem is not of this certificate authority', remedy)];
}
