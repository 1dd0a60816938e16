import type { ApiClient } from '../api-client.ts';

/** The portal's twelve menus: together they make an administrator. */
const allMenus = [
  'dashboard',
  'compute_pool',
  'address_pool',
  'storage_pool',
  'instance',
  'image',
  'media',
  'templates',
  'policies',
  'user',
  'log',
  'visibility',
];

/** Makes the administrator if nobody is there yet. */
export async function initializeOnce(client: ApiClient, user: string, password: string): Promise<void> {
  const { ready } = await client.nano<{ ready: boolean }>('GET', '/system/');
  if (ready) return;
  await client.nano('POST', '/system/', { user, password, menu: allMenus });
}
