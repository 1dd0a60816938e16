/**
 * Shell words for inside a guest: set `$disk` to the one disk of this size, and fail while there is none. Linux gives
 * the names (sda, sdb) in the order in which disks answer, which differs from boot to boot.
 */
export const findDisk = (sizeBytes: number): string =>
  `disk=; for d in /sys/block/[sv]d*; do [ "$(cat $d/size)" = ${sizeBytes / 512} ] && disk=/dev/\${d##*/}; done; test -b "$disk"`;
