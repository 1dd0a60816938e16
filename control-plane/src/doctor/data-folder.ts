import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { failure, ok, warning } from '../../../proto/src/doctor/finding.ts';
import type { Check } from './context.ts';

const check = 'data_folder';

/** There, writable, and for its owner only. */
export const checkDataFolder: Check = async ({ folder: { path }, runs }) => {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) {
    const remedy = 'Start the control plane once, or name the folder by --data.';
    return [failure(check, `there is no folder ${path}`, remedy)];
  }
  const writable = await access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    const remedy = 'Run the doctor as the user of the control plane, or as root.';
    return [failure(check, `this user may not write into ${path}`, remedy)];
  }
  const open = (found.mode & 0o077) !== 0;
  if (open) {
    const mode = (found.mode & 0o777).toString(8);
    return [warning(check, `${path} is open to others (mode ${mode})`, `Run: chmod 700 ${path}`)];
  }
  return [ok(check, `${path}, ${runs ? 'in use by a control plane' : 'no control plane runs there'}`)];
};
