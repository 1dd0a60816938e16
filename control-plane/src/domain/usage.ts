/**
 * What cells and guests used, down-sampled: minutes for two hours, five minutes for a day. Values are kept in 16 bits
 * on a logarithmic scale, right to 0.04 %; a time of which nothing is known is a gap, never zero.
 */
export const usageMetrics = [
  /** 0 to 100, of all CPUs of the cell or cores of the guest. */
  'cpuPercent',
  'memoryAvailableBytes',
  'diskAvailableBytes',
  'diskReadBytesPerSecond',
  'diskWriteBytesPerSecond',
  'networkReceiveBytesPerSecond',
  'networkSendBytesPerSecond',
] as const;

export type UsageMetric = (typeof usageMetrics)[number];
/** Null: unknown. */
export type Usage = { readonly [Metric in UsageMetric]: number | null };

export interface UsageSample extends Usage {
  /** Beginning of the step, Unix time. */
  readonly atMs: number;
}

export const minuteMs = 60_000;
export const bucketMs = 5 * minuteMs;
export const hourMs = 60 * minuteMs;
/** How far minutes and buckets of five minutes reach back. */
export const minutesKept = 120;
export const keptMs = 24 * hourMs;
export const bucketsPerHour = hourMs / bucketMs;
export const width = usageMetrics.length;

/** The code of a gap. */
export const gap = 0xffff;
const stepsPerDoubling = 1_024;

/** @param value 0 to 2^63; less counts as 0. */
export function encodeUsage(value: number): number {
  return Math.min(gap - 1, Math.round(Math.log2(1 + Math.max(0, value)) * stepsPerDoubling));
}

export function decodeUsage(code: number): number | null {
  return code === gap ? null : 2 ** (code / stepsPerDoubling) - 1;
}

/** Mean of the rows that are no gaps, metric by metric, into one row of codes. */
export function averageRows(rows: readonly Uint16Array[]): Uint16Array {
  const mean = new Uint16Array(width).fill(gap);
  for (let metric = 0; metric < width; metric += 1) {
    const known = rows.flatMap((row) => decodeUsage(row[metric] ?? gap) ?? []);
    if (known.length > 0) mean[metric] = encodeUsage(known.reduce((a, b) => a + b, 0) / known.length);
  }
  return mean;
}

export function toSample(atMs: number, row: Uint16Array): UsageSample {
  const values = usageMetrics.map((metric, at) => [metric, decodeUsage(row[at] ?? gap)]);
  return { atMs, ...(Object.fromEntries(values) as Usage) };
}

/** The codes of one hour: `bucketsPerHour` rows of `width`. What `newer` does not know stays as `older` has it. */
export function mergeHours(older: Uint16Array, newer: Uint16Array): Uint16Array {
  return newer.map((code, at) => (code === gap ? (older[at] ?? gap) : code));
}
