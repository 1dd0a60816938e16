import type { Named } from './identity.ts';

/** Who asks, and how he came in. Three kinds of credential resolve to this one value. */
export type Via = 'nano' | 'identity' | 'rs' | 'broker' | 'adjutant' | 'api-token' | 'console' | 'system';

export interface Actor {
  readonly userId: string;
  readonly userName: string;
  /** The Nano group; null for callers without one. */
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly menus: readonly string[];
  readonly via: Via;
  /** Hash of the credential, to bind what is made with it (monitor channels) to it. Empty for the system. */
  readonly credentialHash: string;
  /** Set for holders of an identity token, whoever issued it. */
  readonly identity?: ActorIdentity | undefined;
}

/** What an identity token says of its holder. Without project and domain it is unscoped and has no roles. */
export interface ActorIdentity {
  readonly userDomain: Named;
  readonly project: (Named & { readonly domain: Named }) | null;
  readonly domain: Named | null;
  readonly roles: readonly Named[];
}

/** What Cellar does by itself: recovery, clean-up, first run. */
export const systemActor: Actor = {
  userId: 'system',
  userName: 'system',
  group: null,
  menus: [],
  via: 'system',
  credentialHash: '',
};
