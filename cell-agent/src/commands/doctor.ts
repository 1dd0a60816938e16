import { exitCodeOf } from '../../../proto/src/doctor/finding.ts';
import { renderFindings } from '../../../proto/src/doctor/render.ts';
import { type CommandLineSettings, readConfig } from '../config/read-config.ts';
import { runChecks } from '../doctor/run-checks.ts';

export interface DoctorOptions extends CommandLineSettings {
  readonly json?: boolean;
}

/** @returns the exit code: 0 well, 1 warnings, 2 errors. */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  const settings = readConfig(options, process.env);
  const findings = await runChecks(settings);
  process.stdout.write(options.json ? `${JSON.stringify({ findings })}\n` : renderFindings(findings));
  return exitCodeOf(findings);
}
