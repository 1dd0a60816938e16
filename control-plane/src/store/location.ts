import { fileURLToPath } from 'node:url';
import { DomainError } from '../../../proto/src/errors.ts';

/**
 * The database file that a `sqlite:` or `file:` URL names, or the path itself.
 * @throws DomainError `unsupported` for PostgreSQL, `invalid` for anything else.
 */
export function databasePath(location: { readonly url: string } | { readonly path: string }): string {
  if ('path' in location) return location.path;
  const { url } = location;
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined && url !== '') return url;
  if (scheme === 'file') return fileURLToPath(url);
  if (scheme === 'sqlite') return decodeURIComponent(url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''));
  if (scheme === 'postgres' || scheme === 'postgresql') {
    throw new DomainError('unsupported', 'PostgreSQL is not supported yet: use a path or a sqlite: URL', {
      reason: 'database_unsupported',
      details: { scheme },
    });
  }
  throw new DomainError('invalid', 'the URL of the database must be a path or start with sqlite:', {
    reason: 'bad_database_url',
  });
}
