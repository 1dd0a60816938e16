/** What SQLite says went wrong, by the code of better-sqlite3's errors. */
import { DomainError } from '../../../proto/src/errors.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** A full disk becomes `no_capacity` with reason `disk_full`; anything else stays as it is. */
export function translate(error: unknown): unknown {
  if (codeOf(error) !== 'SQLITE_FULL') return error;
  return new DomainError('no_capacity', 'the disk that holds the database is full', {
    reason: 'disk_full',
    cause: error,
  });
}

/** What is wrong with the file itself, for whoever starts the program. */
export function unusableFile(path: string, error: unknown): unknown {
  const code = codeOf(error);
  const fault = Object.entries(fileFaults).find(([prefix]) => code.startsWith(prefix))?.[1];
  if (fault === undefined) return error;
  return new DomainError('invalid', `the database ${path} ${fault}`, {
    reason: 'bad_database',
    cause: error,
  });
}

const fileFaults = {
  SQLITE_NOTADB: 'is no database of SQLite',
  SQLITE_CORRUPT: 'is damaged: restore a copy of it',
  SQLITE_READONLY: 'can only be read',
  SQLITE_CANTOPEN: 'can not be opened',
};

/** Runs the work; a row that is there already becomes what `refusal` makes. */
export async function refuseDuplicate<T>(
  work: Promise<T>,
  refusal: () => DomainError | Promise<DomainError>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isDuplicate(error) ? await refusal() : error;
  }
}
