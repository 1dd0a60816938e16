/** `VIR_MIGRATE_*` of libvirt's `libvirt-domain.h`. */
const LIVE = 1;
const NON_SHARED_INC = 128;
const AUTO_CONVERGE = 8192;

/** A migration lasts as long as it lasts; a cancel ends it. */
export const longMs = 24 * 3_600_000;

/** The same in all calls of one migration. Of disks that are copied, what their images have is there already. */
export function flagsOf(copy: boolean): number {
  return LIVE | AUTO_CONVERGE | (copy ? NON_SHARED_INC : 0);
}
