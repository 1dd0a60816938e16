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

const owning = ['guests', 'images', 'policy_groups'] as const;
interface Naming {
  readonly id: string;
  readonly name: string;
}
const userNamings = owning.map((table) =>
  prepared((query, { id, name }: Naming) =>
    query.updateTable(table).set({ owner: name }).where('owner_id', '=', id),
  ),
);
const groupNamings = owning.map((table) =>
  prepared((query, { id, name }: Naming) =>
    query.updateTable(table).set({ group_name: name }).where('group_id', '=', id),
  ),
);

/** What belongs to a user or group names it, too. */
export async function renameOwner(
  db: Db,
  owner: { kind: 'user' | 'group'; id: string },
  name: string,
): Promise<void> {
  const namings = owner.kind === 'user' ? userNamings : groupNamings;
  await db.atomic(async (tx) => {
    for (const naming of namings) await naming.run(tx, { id: owner.id, name });
    tx.changed();
  });
}
