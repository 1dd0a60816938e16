import type { Actor } from '../domain/actor.ts';

/** What every verb is told besides its input. */
export interface Context {
  readonly actor: Actor;
  readonly requestId: string;
  /** The caller's address, as the trusted proxies tell it. */
  readonly address: string;
  readonly nowMs: number;
}
