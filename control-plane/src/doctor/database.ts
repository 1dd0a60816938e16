import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, ok, warning } from '../../../proto/src/doctor/finding.ts';
import { toDomainError } from '../../../proto/src/errors.ts';
import { databaseName } from '../backup/data-folder.ts';
import { newestSchema, schemaOfDatabase } from '../store/database-file.ts';
import { databasePath } from '../store/location.ts';
import type { Check } from './context.ts';

const check = 'database';

/** Whole, of a schema that this program knows, and for its owner only. */
export const checkDatabase: Check = async ({ settings: { database }, folder }) => {
  try {
    const path =
      database.url === undefined ? join(folder.path, databaseName) : databasePath({ url: database.url });
    const found = await stat(path).catch(() => null);
    if (found === null) {
      const remedy =
        'The first start makes it. If it was there: cellar restore from a backup, or cellar recover from the cells.';
      return [warning(check, `there is no database ${path}`, remedy)];
    }
    const schema = schemaOfDatabase(path);
    if (schema > newestSchema) {
      const message = `${path} has schema ${schema}, this program knows ${newestSchema} at most`;
      return [failure(check, message, 'Install the newer version again, or restore a backup of this one.')];
    }
    if ((found.mode & 0o077) !== 0)
      return [warning(check, `${path} is open to others`, `Run: chmod 600 ${path}`)];
    const note = schema < newestSchema ? `; the next start brings it to ${newestSchema}` : '';
    return [ok(check, `${path} is whole, schema ${schema}${note}`)];
  } catch (error) {
    const remedy = 'Restore a backup (cellar restore), or make it again from the cells (cellar recover).';
    return [failure(check, toDomainError(error).message, remedy)];
  }
};
