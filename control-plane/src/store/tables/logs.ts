export interface LogsTable {
  /** `YYYYMMDDHHMMSS` (UTC) and a four-digit counter. */
  id: string;
  content: string;
}
