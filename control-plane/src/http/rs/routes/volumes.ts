import { Hono } from 'hono';
import { attachVolume } from '../../../use-cases/volumes/attach-volume.ts';
import { createVolume } from '../../../use-cases/volumes/create-volume.ts';
import { deleteVolume } from '../../../use-cases/volumes/delete-volume.ts';
import { detachVolume } from '../../../use-cases/volumes/detach-volume.ts';
import { getVolume } from '../../../use-cases/volumes/get-volume.ts';
import { listVolumes } from '../../../use-cases/volumes/list-volumes.ts';
import { modifyVolume } from '../../../use-cases/volumes/modify-volume.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import {
  attachVolumeRequest,
  createVolumeRequest,
  modifyVolumeRequest,
  toBytes,
  volumeQuery,
  volumeToWire,
} from '../wire/volumes.ts';

export function volumeRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/volumes', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, createVolumeRequest);
    const made = await createVolume(ports, context, {
      projectId: request.project_id ?? undefined,
      name: request.name ?? '',
      description: request.description ?? '',
      sizeBytes: toBytes(request.size),
      volumeType: request.volume_type ?? null,
    });
    return c.json({ volume: volumeToWire(made) }, 201);
  });
  routes.get('/volumes', async (c) => {
    const context = await toContext(dependencies, c);
    const { project_id: projectId } = validate(volumeQuery, c.req.query());
    return c.json({ volumes: (await listVolumes(ports, context, { projectId })).map(volumeToWire) });
  });
  routes.get('/volumes/:volume', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({ volume: volumeToWire(await getVolume(ports, context, { id: pathId(c, 'volume') })) });
  });
  routes.put('/volumes/:volume', async (c) => {
    const context = await toContext(dependencies, c);
    const { size, ...about } = await readBody(c, modifyVolumeRequest);
    const sizeBytes = size === undefined ? undefined : toBytes(size);
    const change = { id: pathId(c, 'volume'), ...about, sizeBytes };
    const { volume, operation } = await modifyVolume(ports, context, change);
    if (operation === null) return c.json({ volume: volumeToWire(volume) });
    return c.json({ volume: volumeToWire(volume), task_id: operation.id }, 202);
  });
  routes.delete('/volumes/:volume', async (c) => {
    const context = await toContext(dependencies, c);
    const operation = await deleteVolume(ports, context, { id: pathId(c, 'volume') });
    return operation === null ? c.body(null, 204) : c.json({ task_id: operation.id }, 202);
  });
  routes.post('/servers/:server/volumes', async (c) => {
    const context = await toContext(dependencies, c);
    const { volume_id: volumeId } = await readBody(c, attachVolumeRequest);
    const operation = await attachVolume(ports, context, { serverId: pathId(c, 'server'), volumeId });
    return c.json({ task_id: operation.id }, 202);
  });
  routes.delete('/servers/:server/volumes/:volume', async (c) => {
    const context = await toContext(dependencies, c);
    const input = { serverId: pathId(c, 'server'), volumeId: pathId(c, 'volume') };
    const operation = await detachVolume(ports, context, input);
    return c.json({ task_id: operation.id }, 202);
  });
  return routes;
}
