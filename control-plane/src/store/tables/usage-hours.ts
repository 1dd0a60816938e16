export interface UsageHoursTable {
  /** Of a cell or guest. */
  subject_id: string;
  /** Since 1970. */
  hour: number;
  /** 16-bit codes, little-endian. */
  codes: Buffer;
}
