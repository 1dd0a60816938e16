import { join } from 'node:path';
import { type Finding, failure, ok, warning } from '../../../proto/src/doctor/finding.ts';
import { timeFinding } from '../../../proto/src/doctor/time.ts';
import { toDomainError } from '../../../proto/src/errors.ts';
import { pkiName } from '../backup/data-folder.ts';
import { readKept } from '../backup/kept-cluster.ts';
import { readSecureContext } from '../cells/authority.ts';
import { greetCell } from '../cells/recover/read-cell.ts';
import { controlPlaneVersion } from '../system/version.ts';
import { agentVersionFinding } from './agent-version.ts';
import type { Check } from './context.ts';

const check = 'cells';
const parallel = 16;

/** Every cell that is kept in mind answers, has the same time, and a program that fits. */
export const checkCells: Check = async ({ folder }) => {
  let cells: Awaited<ReturnType<typeof readKept>>['cells'];
  try {
    ({ cells } = await readKept(folder.path));
  } catch (error) {
    return [warning(check, toDomainError(error).message, 'Remove it: the control plane writes it anew.')];
  }
  if (cells.length === 0) return [ok(check, 'no cell has joined')];
  const secureContext = await readSecureContext(join(folder.path, pkiName)).catch(() => undefined);
  if (secureContext === undefined)
    return [
      warning(check, 'cells can not be asked without the certificate authority', 'See authority above.'),
    ];
  const findings: Finding[] = [];
  const next = cells.values();
  const work = async () => {
    for (const { name, address } of next) findings.push(...(await examine({ secureContext }, name, address)));
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return findings.toSorted((one, other) => (one.message < other.message ? -1 : 1));
};

async function examine(
  trust: Parameters<typeof greetCell>[0],
  name: string,
  address: string,
): Promise<Finding[]> {
  try {
    const { cell, atMs } = await greetCell(trust, address);
    const time = timeFinding(`cell ${name}`, atMs - Date.now());
    const version = agentVersionFinding(check, name, cell.agentVersion, controlPlaneVersion);
    return [version, ...(time.level === 'ok' ? [] : [time])];
  } catch (error) {
    const remedy = `Run cell-agent doctor there; see that ${address} is reached from here.`;
    return [failure(check, `cell ${name}: ${toDomainError(error).message}`, remedy)];
  }
}
