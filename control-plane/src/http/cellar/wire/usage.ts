import { z } from 'zod';
import type { UsageSample } from '../../../domain/usage.ts';
import type { UsageReport } from '../../../use-cases/usage/get-guest-usage.ts';
import type { UsageQuery } from '../../../use-cases/usage/usage-range.ts';
import { oneOf } from '../../fields.ts';
import { isoTime, timestamp } from './common.ts';

export const usageQuery = z.object({
  from: timestamp().optional(),
  to: timestamp().optional(),
  /** Seconds. */
  step: oneOf(['60', '300', '900', '1800', '3600']).transform(Number).optional(),
});

export function toUsageQuery({ from, to, step }: z.output<typeof usageQuery>): UsageQuery {
  return { fromMs: from, toMs: to, stepMs: step === undefined ? undefined : step * 1_000 };
}

export function usageToWire({ fromMs, toMs, stepMs, samples }: UsageReport) {
  return {
    from: isoTime(fromMs),
    to: isoTime(toMs),
    step_s: stepMs / 1_000,
    samples: samples.map(sampleToWire),
  };
}

function sampleToWire(sample: UsageSample) {
  return {
    at: isoTime(sample.atMs),
    cpu_percent: hundredths(sample.cpuPercent),
    memory_available_bytes: whole(sample.memoryAvailableBytes),
    disk_available_bytes: whole(sample.diskAvailableBytes),
    disk_read_bytes_per_s: whole(sample.diskReadBytesPerSecond),
    disk_write_bytes_per_s: whole(sample.diskWriteBytesPerSecond),
    network_receive_bytes_per_s: whole(sample.networkReceiveBytesPerSecond),
    network_send_bytes_per_s: whole(sample.networkSendBytesPerSecond),
  };
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function hundredths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
