/** People name things by their names, the APIs by ids: either is taken everywhere. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { ApiClient } from './api-client.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface GuestRow extends Named {
  readonly pool: string;
  readonly cell: string;
  readonly running: boolean;
  readonly lost?: boolean;
  readonly created: boolean;
  readonly progress: number;
  readonly owner: string;
  readonly group: string;
  readonly cores: number;
  readonly memory: number;
  readonly total_disk: number;
  readonly internal: { readonly network_address: string };
}

export interface GuestPage {
  readonly result: readonly GuestRow[];
  readonly total: number;
}

/** Whose a new thing becomes unless somebody else is named. */
export async function ownOwnership(client: ApiClient): Promise<{ owner: string; group: string }> {
  const { whoami } = await client.cellar<{ whoami: { user: string; group: string | null } }>(
    'GET',
    '/whoami',
  );
  return { owner: whoami.user, group: whoami.group ?? '' };
}

/** Id of the guest with this id or name. @throws DomainError `not_found`, `conflict` for a name of several. */
export async function findGuest(client: ApiClient, text: string): Promise<string> {
  if (uuid.test(text)) return text;
  const keyword = /\s/.test(text) ? '' : text;
  const { result } = await client.nano<GuestPage>('POST', '/search/guests/', { limit: 1000, keyword });
  return oneNamed('guest', result, text).id;
}

/** Id of the security policy group with this id or name. @throws DomainError `not_found`, `conflict`. */
export async function findPolicy(client: ApiClient, text: string): Promise<string> {
  return oneNamed('policy', await client.nano<Named[]>('GET', '/search/security_policy_groups/'), text).id;
}

/** Id of the image with this id or name. @throws DomainError `not_found`, `conflict`. */
export async function findImage(client: ApiClient, kind: 'disk' | 'media', text: string): Promise<string> {
  return oneNamed('image', await client.nano<Named[]>('GET', `/${kind}_image_search/`), text).id;
}

/** The one of the list with this id or name. @throws DomainError `not_found`, `conflict`. */
export function oneNamed<Thing extends Named>(kind: string, all: readonly Thing[], text: string): Thing {
  const found = all.filter(({ id, name }) => id === text || name === text);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first === undefined)
    throw new DomainError('not_found', `there is no ${kind} '${text}'`, { reason: `${kind}_not_found` });
  const ids = found.map(({ id }) => id).join(', ');
  throw new DomainError('conflict', `several are named '${text}', take one of the ids: ${ids}`, {
    reason: 'ambiguous',
  });
}
