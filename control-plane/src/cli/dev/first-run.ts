import { menus } from '../../domain/rights.ts';
import type { ApiClient } from '../api-client.ts';

/** Makes the administrator if nobody is there yet. */
export async function initializeOnce(client: ApiClient, user: string, password: string): Promise<void> {
  const { ready } = await client.nano<{ ready: boolean }>('GET', '/system/');
  if (ready) return;
  await client.nano('POST', '/system/', { user, password, menu: menus });
}
