import { Hono } from 'hono';
import { addCell } from '../../../use-cases/cells/add-cell.ts';
import { getCell } from '../../../use-cases/cells/get-cell.ts';
import { getCellStorages } from '../../../use-cases/cells/get-cell-storages.ts';
import { listCells } from '../../../use-cases/cells/list-cells.ts';
import { listUnallocatedCells } from '../../../use-cases/cells/list-unallocated-cells.ts';
import { removeCell } from '../../../use-cases/cells/remove-cell.ts';
import { setCellEnabled } from '../../../use-cases/cells/set-cell-enabled.ts';
import { setCellStoragePath } from '../../../use-cases/cells/set-cell-storage-path.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  cellStatusToWire,
  cellToWire,
  enableCellRequest,
  storagePathRequest,
  storagePathsToWire,
} from '../wire/cells.ts';

export function cellRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/compute_pool_cells', async (c) => {
    const cells = await listUnallocatedCells(ports, await toContext({ ports }, c));
    return envelope(c, cells.map(cellToWire));
  });
  routes.get('/compute_pool_cells/:pool', async (c) => {
    const cells = await listCells(ports, await toContext({ ports }, c), { pool: pathParameter(c, 'pool') });
    return envelope(c, cells.map(cellToWire));
  });
  routes.get('/compute_pool_cells/:pool/:cell', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, cellStatusToWire(await getCell(ports, context, placeOf(c))));
  });
  routes.post('/compute_pool_cells/:pool/:cell', async (c) => {
    await addCell(ports, await toContext({ ports }, c), placeOf(c));
    return envelope(c);
  });
  routes.put('/compute_pool_cells/:pool/:cell', async (c) => {
    const context = await toContext({ ports }, c);
    const { enable } = await readBody(c, enableCellRequest);
    await setCellEnabled(ports, context, { ...placeOf(c), enabled: enable });
    return envelope(c);
  });
  routes.delete('/compute_pool_cells/:pool/:cell', async (c) => {
    await removeCell(ports, await toContext({ ports }, c), placeOf(c));
    return envelope(c);
  });
  routes.get('/compute_cell_status/:pool/:cell/storages', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, storagePathsToWire(await getCellStorages(ports, context, placeOf(c))));
  });
  routes.put('/compute_cell_status/:pool/:cell/storages', async (c) => {
    const context = await toContext({ ports }, c);
    const { default: path } = await readBody(c, storagePathRequest);
    await setCellStoragePath(ports, context, { ...placeOf(c), path });
    return envelope(c);
  });
  return routes;
}

function placeOf(c: Request): { pool: string; cell: string } {
  return { pool: pathParameter(c, 'pool'), cell: pathParameter(c, 'cell') };
}
