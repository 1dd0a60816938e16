import type { GuestChange } from '../../domain/guest.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { GuestsTable } from '../tables/guests.ts';
import { addDemand } from './demand.ts';
import { refuseNameOnTheWay } from './guest-moves.ts';
import { nameTaken } from './guest-name.ts';
import { toGuest, toGuestRow } from './guest-rows.ts';

const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('guests').selectAll().where('id', '=', id),
);
const named = prepared((query, values: { pool: string; groupId: string; name: string }) =>
  query
    .selectFrom('guests')
    .select('id')
    .where('pool', '=', values.pool)
    .where('group_id', '=', values.groupId)
    .where('name', '=', values.name),
);
const updateRow = prepared((query, row: GuestsTable) =>
  query
    .updateTable('guests')
    .set({
      name: row.name,
      owner_id: row.owner_id,
      owner: row.owner,
      group_id: row.group_id,
      group_name: row.group_name,
      pool: row.pool,
      cell_id: row.cell_id,
      cores: row.cores,
      memory_bytes: row.memory_bytes,
      total_disk_bytes: row.total_disk_bytes,
      disks: row.disks,
      interfaces: row.interfaces,
      addresses: row.addresses,
      hardware: row.hardware,
      operating_system: row.operating_system,
      admin_name: row.admin_name,
      modules: row.modules,
      cloud_init: row.cloud_init,
      qos: row.qos,
      security_policy: row.security_policy,
      auto_start: row.auto_start,
      failover: row.failover,
      anti_affinity: row.anti_affinity,
      monitor_secret: row.monitor_secret,
      image_id: row.image_id,
      volumes: row.volumes,
      floating_addresses: row.floating_addresses,
    })
    .where('id', '=', row.id),
);
const insertImage = preparedInsert('guest_images');
const deleteImages = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('guest_images').where('guest_id', '=', id),
);

/** A guest that is gone is left so. */
export async function update(db: Db, id: string, change: GuestChange): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row === undefined) return;
    const guest = { ...toGuest(row), ...change };
    const changed = toGuestRow(guest);
    await refuseNameOnTheWay(tx, guest);
    await refuseDuplicate(updateRow.run(tx, changed), () => nameTaken(guest));
    await addDemand(tx, row, -1);
    await addDemand(tx, changed, 1);
    if (change.disks !== undefined) {
      await deleteImages.run(tx, { id });
      const images = new Set(change.disks.map((disk) => disk.imageSha256).filter((sha256) => sha256 !== ''));
      for (const sha256 of images) await insertImage(tx, { guest_id: id, sha256 });
    }
    tx.changed();
  });
}

export async function hasName(db: Db, pool: string, groupId: string, name: string): Promise<boolean> {
  return (await named.first(db, { pool, groupId, name })) !== undefined;
}
