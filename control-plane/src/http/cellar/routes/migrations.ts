import { Hono } from 'hono';
import { drainCell } from '../../../use-cases/cells/drain-cell.ts';
import { restoreCell } from '../../../use-cases/cells/restore-cell.ts';
import { getMigration } from '../../../use-cases/migrations/get-migration.ts';
import { listMigrations } from '../../../use-cases/migrations/list-migrations.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { acceptedToWire, migrationToWire, restoreCellRequest } from '../wire/migrations.ts';

/** Emptying cells, and how far the guests are. */
export function migrationRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/cells/:cell/drain', async (c) => {
    const context = await toContext({ ports }, c);
    return c.json(acceptedToWire(await drainCell(ports, context, { cell: c.req.param('cell') })), 202);
  });
  routes.post('/cells/:cell/restore', async (c) => {
    const context = await toContext({ ports }, c);
    const { bring_back: bringBack } = validate(restoreCellRequest, await readJsonObject(c));
    const accepted = await restoreCell(ports, context, { cell: c.req.param('cell'), bringBack });
    return c.json(acceptedToWire(accepted), 202);
  });
  routes.get('/migrations', async (c) => {
    const migrations = await listMigrations(ports, await toContext({ ports }, c));
    return c.json({ migrations: migrations.map(migrationToWire) });
  });
  routes.get('/migrations/:migration', async (c) => {
    const context = await toContext({ ports }, c);
    const view = await getMigration(ports, context, { migrationId: c.req.param('migration') });
    return c.json({ migration: migrationToWire(view) });
  });
  return routes;
}
