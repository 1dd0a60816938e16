/** What must hold in a settled cluster of fake cells, however it was treated before. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { FakeState } from '../../cell-agent/src/hypervisor/fake/state.ts';
import type { DevUser } from '../support/dev-user.ts';

/** One sentence for each contradiction between the control plane's rows, what it tells, and the cells. */
export async function contradictions(data: string, user: DevUser): Promise<string[]> {
  const told = (await user.guests()) as { id: string; name: string; cell: string; created: boolean }[];
  return [
    ...told.filter(({ created }) => !created).map(({ name }) => `${name} is still being created`),
    ...cellContradictions(data, told),
    ...imageLeftovers(data),
    ...databaseContradictions(join(data, 'control-plane/cellar.db')),
  ];
}

export function readCells(data: string): Map<string, FakeState> {
  const names = readdirSync(join(data, 'cells'));
  return new Map(names.map((name) => [name, readState(join(data, 'cells', name, 'fake.json'))]));
}

function readState(file: string): FakeState {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { version: 1, guests: [], disks: [] };
}

function cellContradictions(data: string, told: readonly { id: string; cell: string }[]): string[] {
  const found: string[] = [];
  const places = new Map(told.map(({ id, cell }) => [id, cell]));
  for (const [cell, { guests, disks }] of readCells(data)) {
    const here = new Set(guests.map(({ spec }) => spec.id));
    for (const id of here) if (places.get(id) !== cell) found.push(`only ${cell} knows the guest ${id}`);
    for (const [id, place] of places)
      if (place === cell && !here.has(id)) found.push(`${cell} does not have the guest ${id}`);
    for (const { guestId, index, complete } of disks) {
      if (!here.has(guestId)) found.push(`${cell} has disk ${index} of no guest ${guestId}`);
      if (!complete) found.push(`disk ${index} of ${guestId} on ${cell} is partial`);
    }
    for (const { spec, move } of guests) if (move) found.push(`guest ${spec.id} is on its way at ${cell}`);
    for (const { spec } of guests)
      if (disks.filter(({ guestId }) => guestId === spec.id).length !== spec.disks.length)
        found.push(`guest ${spec.id} on ${cell} lacks disks`);
  }
  return found;
}

/** In a cell's cache a part is resumed by the next pull; an upload's part is nobody's once it has ended. */
function imageLeftovers(data: string): string[] {
  const stored = readdirSync(join(data, 'control-plane/images'), { recursive: true }) as string[];
  const cached = readdirSync(join(data, 'cells')).flatMap((cell) => {
    const folder = join(data, 'cells', cell, 'images');
    return existsSync(folder) ? readdirSync(folder) : [];
  });
  return [
    ...stored.filter((name) => name.includes('part')).map((name) => `${name} is left of an upload`),
    ...cached
      .filter((name) => !/^[0-9a-f]{64}\.(qcow2|part)$/.test(name))
      .map((name) => `${name} in a cache`),
  ];
}

function databaseContradictions(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const ids = (sql: string) => database.prepare(sql).pluck().all();
    const checks: readonly [string, unknown[]][] = [
      ['integrity', ids('pragma integrity_check').filter((line) => line !== 'ok')],
      ['foreign keys', ids('pragma foreign_key_check')],
      ['unfinished operations', ids('select id from operations where finished_at_ms is null')],
      [
        'operations that are done but for a step',
        ids(`select o.id from operations o join operation_steps s on s.operation_id = o.id
             where o.state = 'done' and s.state <> 'done'`),
      ],
      [
        'operations that failed and left a step done',
        ids(`select o.id from operations o join operation_steps s on s.operation_id = o.id
             where o.state in ('failed', 'cancelled') and s.state = 'done'`),
      ],
      ['rooms kept for guests on their way', ids('select guest_id from guest_moves')],
      ['guests that are not ready', ids("select id from guests where phase <> 'ready'")],
      [
        'guests whose creation is not done',
        ids(`select id from guests where not exists (select 1 from operations o
             where o.subject_id = guests.id and o.kind = 'create-guest' and o.state = 'done')`),
      ],
      [
        'guests that are there in spite of their deletion',
        ids(`select g.id from guests g join operations o on o.subject_id = g.id
             where o.kind = 'delete-guest' and o.state = 'done'`),
      ],
      [
        'finished operations without their audit row',
        ids(`select id from operations o where not exists (select 1 from audit a
             where a.subject_id = o.subject_id and a.action = o.kind and a.outcome = o.state)`),
      ],
    ];
    return checks.filter(([, rows]) => rows.length > 0).map(([what, rows]) => `${what}: ${rows.join(', ')}`);
  } finally {
    database.close();
  }
}
