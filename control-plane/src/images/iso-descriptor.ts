import { badFormat } from './bad-format.ts';

/** ISO 9660 (ECMA-119, 8.1): 16 sectors of 2 KiB are the system's, then each volume descriptor has this mark at byte 1. */
const markOffset = 16 * 2048 + 1;
const mark = Buffer.from('CD001\x01', 'latin1');

/** Judges the first bytes of an ISO file. @throws DomainError `invalid` with reason `bad_format`. */
export function inspectIso(head: Buffer): void {
  if (head.length < markOffset + mark.length) throw badFormat('iso', 'it is too short');
  if (!head.subarray(markOffset, markOffset + mark.length).equals(mark)) {
    throw badFormat('iso', 'it has no ISO 9660 volume descriptor');
  }
}
