/** The `Range` header (RFC 9110, 14.2) of a download. */

/** Both ends are part of it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What is to be sent of `sizeBytes`: a range, `all` (no header, several ranges, or one that is no range of bytes: all of
 * these may be answered with the whole), or `none` when the range lies beyond the end.
 */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange | 'all' | 'none' {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '');
  if (match === null) return 'all';
  const [, from = '', to = ''] = match;
  if (from === '') return to === '' ? 'all' : suffix(Number(to), sizeBytes);
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Number(to);
  if (to !== '' && last < first) return 'all';
  return first >= sizeBytes ? 'none' : { first, last: Math.min(last, sizeBytes - 1) };
}

function suffix(length: number, sizeBytes: number): ByteRange | 'none' {
  if (length === 0 || sizeBytes === 0) return 'none';
  return { first: Math.max(0, sizeBytes - length), last: sizeBytes - 1 };
}
