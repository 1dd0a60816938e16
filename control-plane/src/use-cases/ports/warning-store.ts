import type { Warning, WarningKey } from '../../domain/warning.ts';
import type { Page } from './store.ts';

export interface WarningStore {
  /**
   * Counts the warning as seen so often again; one that was cleared begins anew under its old id.
   * @param raised `id` is that of a new one.
   * @returns the id under which it is kept.
   */
  raise(raised: WarningKey & { id: string; message: string; count: number }, nowMs: number): Promise<string>;
  clear(key: WarningKey, nowMs: number): Promise<void>;
  get(id: string): Promise<Warning | undefined>;
  /** Those that are not cleared, or those that are; last seen first. */
  list(filter: { readonly cleared: boolean }, page: Page): Promise<{ warnings: Warning[]; total: number }>;
  /** All that are not cleared. */
  open(): Promise<WarningKey[]>;
  /** An acknowledged one stays as it is. */
  acknowledge(id: string, by: string, nowMs: number): Promise<void>;
  removeCleared(beforeMs: number): Promise<void>;
}
