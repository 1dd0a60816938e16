import { readFile } from 'node:fs/promises';
import { type Finding, failure } from '../../../proto/src/doctor/finding.ts';
import { belongTogether } from '../cells/pki/belong-together.ts';
import { certificateFinding } from './certificate-life.ts';
import type { Check } from './context.ts';
import { publicListeners } from './listeners.ts';

const check = 'tls';

/** Certificates of the public listeners, which the operator renews. */
export const checkListenerCertificates: Check = async ({ settings, nowMs }) => {
  const findings = publicListeners(settings).map(([name, { tls }]) =>
    tls === undefined ? [] : [examine(name, tls, nowMs)],
  );
  return Promise.all(findings.flat());
};

async function examine(
  name: string,
  files: { readonly certificate: string; readonly key: string },
  nowMs: number,
): Promise<Finding> {
  const remedy = `Renew ${files.certificate} and ${files.key} and restart the control plane.`;
  const [certificate, key] = await Promise.all(
    [files.certificate, files.key].map((path) => readFile(path, 'utf8').catch(() => null)),
  );
  if (certificate == null || key == null) {
    const missing = certificate == null ? files.certificate : files.key;
    return failure(check, `${name}: ${missing} can not be read`, remedy);
  }
  if (!belongTogether({ key, certificate }))
    return failure(check, `${name}: ${files.certificate} and ${files.key} do not belong together`, remedy);
  return certificateFinding(check, `${name}: ${files.certificate}`, certificate, nowMs, remedy);
}
