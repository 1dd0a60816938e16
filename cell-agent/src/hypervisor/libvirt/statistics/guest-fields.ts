import type { GuestStatistics } from '../../../../../proto/src/model.ts';
import type { PlainValue } from '../rpc/typed-params.ts';

export type Totals = Pick<GuestStatistics, 'bytesRead' | 'bytesWritten' | 'bytesReceived' | 'bytesSent'>;

/** libvirt's statistics of one domain, in our words. A field is undefined where libvirt left its group out. */
export interface GuestFields {
  readonly cpuTimeNs: number | undefined;
  /** Zero when unknown. */
  readonly memoryAvailableBytes: number;
  readonly totals: Partial<Totals>;
}

type Fields = Readonly<Record<string, PlainValue>>;

export function readGuestFields(fields: Fields): GuestFields {
  const totals = {
    bytesRead: sumOf(fields, 'block', 'rd.bytes'),
    bytesWritten: sumOf(fields, 'block', 'wr.bytes'),
    bytesReceived: sumOf(fields, 'net', 'rx.bytes'),
    bytesSent: sumOf(fields, 'net', 'tx.bytes'),
  };
  return {
    cpuTimeNs: numberOf(fields['cpu.time']),
    memoryAvailableBytes: availableMemory(fields),
    totals: Object.fromEntries(Object.entries(totals).filter(([, total]) => total !== undefined)),
  };
}

/** KiB in libvirt. `usable` counts caches that the guest would give up. Told before the balloon grew, it is too much. */
function availableMemory(fields: Fields): number {
  const told = numberOf(fields['balloon.usable']) ?? numberOf(fields['balloon.unused']) ?? 0;
  return 1024 * Math.min(told, numberOf(fields['balloon.current']) ?? Number.POSITIVE_INFINITY);
}

/** Over all devices of the group; undefined when none has the field. */
function sumOf(fields: Fields, group: 'block' | 'net', field: string): number | undefined {
  const pattern = new RegExp(`^${group}\\.\\d+\\.${field.replace('.', '\\.')}$`);
  const values = Object.entries(fields).filter(([name]) => pattern.test(name));
  if (values.length === 0) return undefined;
  return values.reduce((sum, [, value]) => sum + (numberOf(value) ?? 0), 0);
}

function numberOf(value: PlainValue | undefined): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}
