/** Which kinds of connection may enter from where. */
import { type Connection, connections } from './desktop-session.ts';

export interface WebGuard {
  readonly enabled: boolean;
  readonly allowed: readonly Connection[];
}

/** What is known of where a request came from. */
export interface Entrance {
  /** Null: the client did not say, which is taken as a program of its own. */
  readonly connection: Connection | null;
  /** By the reverse proxy that web clients have to come through. */
  readonly throughGuard: boolean;
}

export const openGuard: WebGuard = { enabled: false, allowed: connections };

/** A kind that is not allowed is refused, and a web client that came by another way. */
export function passesGuard({ enabled, allowed }: WebGuard, { connection, throughGuard }: Entrance): boolean {
  if (!enabled) return true;
  const kind = connection ?? 'client';
  return allowed.includes(kind) && (kind !== 'web' || throughGuard);
}
