export interface LogEntry {
  /** `YYYYMMDDHHMMSS` (UTC) and a four-digit counter. */
  readonly id: string;
  readonly atMs: number;
  readonly content: string;
}

export interface LogStore {
  append(content: string, nowMs: number): Promise<void>;
  /** Newest first, of the whole seconds from `fromMs` to `toMs`, and how many these have in all. */
  list(
    range: { readonly fromMs: number; readonly toMs: number },
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ entries: LogEntry[]; total: number }>;
  /** Returns how many of them there were. */
  remove(ids: readonly string[]): Promise<number>;
}
