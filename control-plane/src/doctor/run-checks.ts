/** `cellar doctor`: all checks in the order of their report. */
import { type Finding, failure } from '../../../proto/src/doctor/finding.ts';
import { failureText } from '../../../proto/src/start-failure.ts';
import { lockName } from '../backup/data-folder.ts';
import { type InstallationOptions, readInstallation } from '../backup/installation.ts';
import { isFolderHeld } from '../system/folder-lock.ts';
import { checkAuthority } from './authority.ts';
import { checkCells } from './cells.ts';
import type { Check, DoctorContext } from './context.ts';
import { checkDataFolder } from './data-folder.ts';
import { checkDatabase } from './database.ts';
import { checkDiskSpace } from './disk-space.ts';
import { checkMail } from './mail.ts';
import { checkNames } from './names.ts';
import { checkListeners } from './ports.ts';
import { checkListenerCertificates } from './tls.ts';

const checks: readonly Check[] = [
  checkDataFolder,
  checkDatabase,
  checkAuthority,
  checkListenerCertificates,
  checkListeners,
  checkNames,
  checkMail,
  checkDiskSpace,
  checkCells,
];

export interface DoctorOptions extends InstallationOptions {
  readonly nowMs: number;
}

export async function runChecks({ configuration, data, nowMs }: DoctorOptions): Promise<Finding[]> {
  let context: DoctorContext;
  try {
    const { settings, folder } = readInstallation({ configuration, data });
    context = { settings, folder, runs: isFolderHeld(folder.path, lockName), nowMs };
  } catch (error) {
    return [failure('configuration', failureText(error), 'Mend it: the control plane does not start.')];
  }
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(context)));
  return findings;
}
