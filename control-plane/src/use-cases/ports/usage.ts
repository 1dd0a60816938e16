import type { UsageSample } from '../../domain/usage.ts';

export interface UsageRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** A minute, or a multiple of five. */
  readonly stepMs: number;
}

/** What a cell or guest used. */
export interface UsageView {
  /** Every step from the one that holds `fromMs` to before `toMs`. */
  read(subjectId: string, range: UsageRange): Promise<UsageSample[]>;
}

/** Five-minute means of one hour. */
export interface UsageHour {
  readonly subjectId: string;
  /** Hours since 1970. */
  readonly hour: number;
  /** See `domain/usage.ts`. */
  readonly codes: Uint16Array;
}

export interface UsageStore {
  /** In one transaction; an hour that is there keeps what the new one does not know. */
  saveHours(hours: readonly UsageHour[]): Promise<void>;
  /** Both ends included. */
  hours(subjectId: string, firstHour: number, lastHour: number): Promise<UsageHour[]>;
  removeBefore(hour: number): Promise<void>;
}
