import type { Store } from '../ports/index.ts';

/** Whether a credential known by its hash is still good: a Nano session, an identity token or an API token. */
export async function credentialLives(
  store: Pick<Store, 'sessions' | 'tokens' | 'apiTokens'>,
  hash: string,
  nowMs: number,
): Promise<boolean> {
  const known =
    (await store.sessions.get(hash)) ??
    (await store.tokens.get(hash)) ??
    (await store.apiTokens.findBySecret(hash));
  return known !== undefined && known.expiresAtMs > nowMs;
}
