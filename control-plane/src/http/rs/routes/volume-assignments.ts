import { Hono } from 'hono';
import { createVolumeAssignment } from '../../../use-cases/volume-assignments/create-volume-assignment.ts';
import { deleteVolumeAssignment } from '../../../use-cases/volume-assignments/delete-volume-assignment.ts';
import { getVolumeAssignment } from '../../../use-cases/volume-assignments/get-volume-assignment.ts';
import { listVolumeAssignments } from '../../../use-cases/volume-assignments/list-volume-assignments.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { parseListConditions } from '../list-modifiers.ts';
import { volumeAssignmentRequest, volumeAssignmentToWire } from '../wire/volumes.ts';

const listParameters = { user_id: 'id', project_id: 'id', volume_id: 'id' } as const;

/** Keys with a dash, bare bodies and ids that are numbers, as the document has them. */
export function volumeAssignmentRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/volume-assignments', async (c) => {
    const context = await toContext(dependencies, c);
    const conditions = parseListConditions(c.req.queries(), listParameters);
    const found = await listVolumeAssignments(ports, context, { conditions });
    return c.json({ 'volume-assignments': found.map(volumeAssignmentToWire) });
  });
  routes.get('/volume-assignments/:assignment', async (c) => {
    const context = await toContext(dependencies, c);
    const found = await getVolumeAssignment(ports, context, { id: pathId(c, 'assignment') });
    return c.json({ 'volume-assignment': volumeAssignmentToWire(found) });
  });
  routes.post('/volume-assignments', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, volumeAssignmentRequest);
    const { user_id: userId, project_id: projectId, volume_id: volumeId } = request;
    const made = await createVolumeAssignment(ports, context, { userId, projectId, volumeId });
    return c.json({ 'volume-assignment': volumeAssignmentToWire(made) }, 201);
  });
  routes.delete('/volume-assignments/:assignment', async (c) => {
    const context = await toContext(dependencies, c);
    await deleteVolumeAssignment(ports, context, { id: pathId(c, 'assignment') });
    return c.body(null, 204);
  });
  return routes;
}
