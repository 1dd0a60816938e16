import { cellTables } from './001-init/cells.ts';
import { guestTables } from './001-init/guests.ts';
import { imageTables } from './001-init/images.ts';
import { journalTables } from './001-init/journal.ts';
import { operationTables } from './001-init/operations.ts';
import { peopleTables } from './001-init/people.ts';
import type { Migration } from './migration.ts';

export const init: Migration = {
  number: 1,
  name: 'init',
  up(database) {
    for (const part of [cellTables, guestTables, imageTables, peopleTables, operationTables, journalTables]) {
      database.script(part);
    }
  },
};
