import type { Request } from '../environment.ts';

/** The credential of a request; empty if it has none. */
export function credentialOf(c: Request): string {
  const session = c.req.header('nano-session');
  if (session !== undefined && session !== '') return session;
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '');
  return bearer?.[1] ?? c.req.header('x-auth-token') ?? '';
}
