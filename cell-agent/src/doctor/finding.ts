import type { Finding } from '../../../proto/src/doctor/finding.ts';
import type { Settings } from '../config/schema.ts';
import type { CellIdentity } from '../identity/store.ts';

export { type Finding, failure, ok, warning } from '../../../proto/src/doctor/finding.ts';

export interface DoctorContext {
  readonly settings: Settings;
  /** Null: not joined. */
  readonly identity: CellIdentity | null;
  /** Where `/sys`, `/proc`, `/etc` and `/lib` are read from; absent: `/`. */
  readonly root?: string;
}

/** Looks and changes nothing. It throws only by mistake. */
export type Check = (context: DoctorContext) => Promise<Finding[]>;
