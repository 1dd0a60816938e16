import { type Finding, ok, warning } from '../../../proto/src/doctor/finding.ts';

const meanwhile = 'Versions next to each other work together meanwhile.';

/** Whether the agent of a cell and this program are of one version, and which of them is to be upgraded. */
export function agentVersionFinding(check: string, cell: string, version: string, own: string): Finding {
  if (version === own) return ok(check, `cell ${cell} answers, version ${version}`);
  const message = `cell ${cell} has version ${version}, this is ${own}`;
  const isNewer = version.localeCompare(own, 'en', { numeric: true }) > 0;
  const remedy = isNewer ? 'Upgrade the control plane.' : `Upgrade it: cellar cell upgrade ${cell}.`;
  return warning(check, message, `${remedy} ${meanwhile}`);
}
