import type { Finding } from '../../../proto/src/doctor/finding.ts';
import type { DataFolder } from '../backup/data-folder.ts';
import type { Settings } from '../config/schema.ts';

export interface DoctorContext {
  readonly settings: Settings;
  readonly folder: DataFolder;
  /** Whether a control plane works there now. */
  readonly runs: boolean;
  readonly nowMs: number;
}

/** Looks and changes nothing. It throws only by mistake. */
export type Check = (context: DoctorContext) => Promise<Finding[]>;
