import { type ProjectQuota, quotaKinds } from './adjutant.ts';

interface Size {
  readonly name: string;
  readonly quota: ProjectQuota;
}

export type QuotaChange = 'smaller' | 'next' | 'other';

/** How far the average of the parts of a size may be from it. */
const threshold = 0.1;

/** The size that a quota is closest to; `custom` for one that is near none, and for none. */
export function sizeOf(sizes: readonly Size[], quota: ProjectQuota | undefined): string {
  if (quota === undefined) return 'custom';
  const near = sizes
    .map(({ name, quota: size }) => ({ name, distance: distanceOf(quota, size) }))
    .filter(({ distance }) => distance <= threshold)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.name ?? 'custom';
}

/** 0 for what is the same. */
function distanceOf(quota: ProjectQuota, size: ProjectQuota): number {
  const ratios = quotaKinds.map((kind) => ratioOf(quota[kind], size[kind]));
  return Math.abs(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length - 1);
}

/** Without a limit is only like without a limit, nothing only like nothing. */
function ratioOf(has: number | null, wanted: number | null): number {
  if (has === null || wanted === null) return has === wanted ? 1 : 0;
  if (wanted === 0) return has === 0 ? 1 : 0;
  return has / wanted;
}
