import type { Settings } from '../config/schema.ts';
import type { CellIdentity } from '../identity/store.ts';

/** What a check says. A line without remedy needs none. */
export interface Finding {
  /** Stable snake_case name of the check. */
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'error';
  readonly message: string;
  readonly remedy: string | null;
}

export interface DoctorContext {
  readonly settings: Settings;
  /** Null: not joined. */
  readonly identity: CellIdentity | null;
}

/** Looks and changes nothing. It throws only by mistake. */
export type Check = (context: DoctorContext) => Promise<Finding[]>;

export function ok(check: string, message: string): Finding {
  return { check, level: 'ok', message, remedy: null };
}

export function warning(check: string, message: string, remedy: string): Finding {
  return { check, level: 'warning', message, remedy };
}

export function failure(check: string, message: string, remedy: string): Finding {
  return { check, level: 'error', message, remedy };
}
