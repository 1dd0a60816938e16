/**
 * Whether the client's copy is still good (RFC 9110, 13.1): `If-None-Match` decides where it is sent, else
 * `If-Modified-Since`, which counts in whole seconds.
 */
export function isUnchanged(headers: Headers, etag: string, modifiedAtMs: number): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const sinceMs = Date.parse(headers.get('if-modified-since') ?? '');
  return Math.floor(modifiedAtMs / 1000) * 1000 <= sinceMs;
}
