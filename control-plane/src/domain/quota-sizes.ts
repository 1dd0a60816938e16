import { type ProjectQuota, quotaKinds } from './adjutant.ts';

interface Size {
  readonly name: string;
  readonly quota: ProjectQuota;
}

export type QuotaChange = 'smaller' | 'next' | 'other';

/** The size that a quota is; `custom` for any other, and for none. */
export function sizeOf(sizes: readonly Size[], quota: ProjectQuota | undefined): string {
  if (quota === undefined) return 'custom';
  return sizes.find((size) => quotaKinds.every((kind) => size.quota[kind] === quota[kind]))?.name ?? 'custom';
}
