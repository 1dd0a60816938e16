import { Hono } from 'hono';
import { getMigration } from '../../../use-cases/migrations/get-migration.ts';
import { listMigrations } from '../../../use-cases/migrations/list-migrations.ts';
import { migrateGuests } from '../../../use-cases/migrations/migrate-guests.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  migrationRequest,
  migrationRowToWire,
  migrationStatus,
  migrationToWire,
  toMigration,
} from '../wire/migrations.ts';

export function migrationRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/migrations', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toMigration(await readBody(c, migrationRequest));
    return envelope(c, await migrateGuests(ports, context, input), 202);
  });
  routes.get('/migrations', async (c) => {
    const migrations = await listMigrations(ports, await toContext({ ports }, c));
    return envelope(c, migrations.map(migrationRowToWire));
  });
  routes.get('/migrations/:migration', async (c) => {
    const context = await toContext({ ports }, c);
    const view = await getMigration(ports, context, { migrationId: pathParameter(c, 'migration') });
    return envelope(c, migrationToWire(view), migrationStatus(view));
  });
  return routes;
}
