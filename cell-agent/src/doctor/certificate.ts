import { type Check, failure, ok, warning } from './finding.ts';

const check = 'certificate';
const soonMs = 14 * 24 * 3_600_000;

export const checkCertificate: Check = async ({ identity }) => {
  if (identity === null) {
    return [warning(check, 'this machine has not joined an installation', 'Run: cell-agent join TOKEN')];
  }
  const leftMs = identity.notAfter.getTime() - Date.now();
  const until = identity.notAfter.toISOString().slice(0, 10);
  const remedy = 'Join again with --force and a new token.';
  if (leftMs <= 0) return [failure(check, `the cell's certificate expired on ${until}`, remedy)];
  if (leftMs < soonMs) return [warning(check, `the cell's certificate expires on ${until}`, remedy)];
  return [ok(check, `cell ${identity.name}, certificate valid until ${until}`)];
};
