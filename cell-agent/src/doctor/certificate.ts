import { isExpiryNear } from '../identity/certificate-life.ts';
import { type Check, failure, ok, warning } from './finding.ts';

const check = 'certificate';

export const checkCertificate: Check = async ({ identity }) => {
  if (identity === null) {
    return [warning(check, 'this machine has not joined an installation', 'Run: cell-agent join TOKEN')];
  }
  const until = identity.notAfter.toISOString().slice(0, 10);
  if (Date.now() >= identity.notAfter.getTime()) {
    const remedy = 'Join again with a new token (it stays the same cell), then restart the agent.';
    return [failure(check, `the cell's certificate expired on ${until}`, remedy)];
  }
  const life = { fromMs: identity.notBefore.getTime(), toMs: identity.notAfter.getTime() };
  if (isExpiryNear(life, Date.now())) {
    const remedy =
      'A running agent renews it by itself: see its log, and whether the control plane is reached from here.';
    return [warning(check, `the cell's certificate expires on ${until} and was not renewed`, remedy)];
  }
  return [ok(check, `cell ${identity.name}, certificate valid until ${until}`)];
};
