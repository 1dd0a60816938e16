import { request } from 'node:https';
import { timeFinding } from '../../../proto/src/doctor/time.ts';
import { checkControlPlane as checkServerIdentity } from '../identity/control-plane-tls.ts';
import type { CellIdentity } from '../identity/store.ts';
import { type Check, ok, warning } from './finding.ts';

const check = 'control_plane';

/** The listener where the cell joined still answers with a certificate of the installation, at the same time of day. */
export const checkControlPlane: Check = async ({ identity }) => {
  if (identity === null) return [];
  try {
    const date = Date.parse(await askedDate(identity));
    const found = [ok(check, `the control plane answers at ${identity.controlPlane}`)];
    return Number.isNaN(date) ? found : [...found, timeFinding('the control plane', date - Date.now())];
  } catch {
    const remedy =
      'Check that it runs and that its port for cells is open from here; images come from there.';
    return [warning(check, `the control plane does not answer at ${identity.controlPlane}`, remedy)];
  }
};

/** The header that every answer has, in seconds. */
function askedDate({
  controlPlane,
  key,
  certificate: cert,
  caCertificate: ca,
}: CellIdentity): Promise<string> {
  return new Promise((resolve, reject) => {
    const tls = { key, cert, ca, checkServerIdentity };
    const call = request(controlPlane, { ...tls, method: 'HEAD', agent: false, timeout: 5_000 }, (answer) => {
      answer.resume();
      resolve(answer.headers.date ?? '');
    });
    call.on('timeout', () => call.destroy(new Error('timeout')));
    call.on('error', reject);
    call.end();
  });
}
