import type { Owned } from '../../use-cases/ports/user-store.ts';
import type { Db } from '../db.ts';
import { type Prepared, prepared } from '../prepared.ts';

type Column = 'owner_id' | 'group_id';
interface Counts {
  readonly guests: Prepared<{ id: string }, { total: number }>;
  readonly images: Prepared<{ id: string; kind: 'disk' | 'media' }, { total: number }>;
}

const counts: Record<'user' | 'group', Counts> = { user: countsBy('owner_id'), group: countsBy('group_id') };

export async function ownedBy(db: Db, owner: { kind: 'user' | 'group'; id: string }): Promise<Owned> {
  const { guests, images } = counts[owner.kind];
  const { id } = owner;
  return {
    guests: (await guests.first(db, { id }))?.total ?? 0,
    diskImages: (await images.first(db, { id, kind: 'disk' }))?.total ?? 0,
    mediaImages: (await images.first(db, { id, kind: 'media' }))?.total ?? 0,
  };
}

function countsBy(column: Column): Counts {
  return {
    guests: prepared((query, { id }: { id: string }) =>
      query
        .selectFrom('guests')
        .select((row) => row.fn.countAll<number>().as('total'))
        .where(column, '=', id),
    ),
    images: prepared((query, { id, kind }: { id: string; kind: 'disk' | 'media' }) =>
      query
        .selectFrom('images')
        .select((row) => row.fn.countAll<number>().as('total'))
        .where('kind', '=', kind)
        .where(column, '=', id),
    ),
  };
}
