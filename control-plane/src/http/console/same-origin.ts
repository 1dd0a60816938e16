/**
 * True for a client without an `Origin` (no browser) and for pages of the very host and port that it asks. Every other
 * page could open a socket with what the browser of its visitor may reach.
 */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const page = parse(origin);
  if (page === undefined || host === undefined) return false;
  // Parsing with the page's own scheme drops its default port on both sides.
  const asked = parse(`${page.protocol}//${host}`);
  return asked !== undefined && page.host !== '' && page.host === asked.host;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
