/** How certificates of a Cellar installation name their holders: one URI in the subject alternative names. */
export const controlPlaneUri = 'cellar:control-plane';

export function cellUri(cellId: string): string {
  return `cellar:cell:${cellId}`;
}

/** The URIs of Node's `subjectaltname` text, e.g. `URI:cellar:control-plane, DNS:x`. */
export function urisOf(subjectAltName: string | undefined): string[] {
  const parts = (subjectAltName ?? '').split(', ');
  return parts.filter((part) => part.startsWith('URI:')).map((part) => part.slice('URI:'.length));
}

/** The cell's id if the certificate is a cell's. */
export function cellIdOf(subjectAltName: string | undefined): string | undefined {
  const uri = urisOf(subjectAltName).find((candidate) => candidate.startsWith('cellar:cell:'));
  return uri?.slice('cellar:cell:'.length);
}
