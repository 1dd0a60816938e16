import { Hono } from 'hono';
import type { HttpEnvironment } from '../environment.ts';
import { cors } from '../middleware/cors.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { type NanoDependencies, renderError } from './dialect.ts';
import { DownloadCookie } from './download-cookie.ts';
import { addressPoolRoutes } from './routes/address-pools.ts';
import { addressRangeRoutes } from './routes/address-ranges.ts';
import { batchRoutes } from './routes/batches.ts';
import { cellRoutes } from './routes/cells.ts';
import { diskImageRoutes } from './routes/disk-images.ts';
import { guestChangeRoutes } from './routes/guest-changes.ts';
import { guestDiskRoutes } from './routes/guest-disks.ts';
import { guestMediaRoutes } from './routes/guest-media.ts';
import { guestPolicyRoutes } from './routes/guest-policies.ts';
import { guestSearchRoutes } from './routes/guest-search.ts';
import { guestRoutes } from './routes/guests.ts';
import { imageFileRoutes } from './routes/image-files.ts';
import { instanceRoutes } from './routes/instances.ts';
import { logRoutes } from './routes/logs.ts';
import { mediaImageRoutes } from './routes/media-images.ts';
import { migrationRoutes } from './routes/migrations.ts';
import { monitorChannelRoutes } from './routes/monitor-channels.ts';
import { poolRoutes } from './routes/pools.ts';
import { qosRoutes } from './routes/qos.ts';
import { roleRoutes } from './routes/roles.ts';
import { policyGroupRoutes } from './routes/security-policy-groups.ts';
import { policyRuleRoutes } from './routes/security-policy-rules.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { snapshotRoutes } from './routes/snapshots.ts';
import { statusRoutes } from './routes/status.ts';
import { storagePoolRoutes } from './routes/storage-pools.ts';
import { systemRoutes } from './routes/system.ts';
import { templateRoutes } from './routes/templates.ts';
import { userGroupRoutes } from './routes/user-groups.ts';
import { userRoutes } from './routes/users.ts';
import { visibilityRoutes } from './routes/visibility.ts';

/** Routes are written without a trailing slash; `strict: false` serves both forms, never by redirect. */
const resources = [
  systemRoutes,
  sessionRoutes,
  userRoutes,
  userGroupRoutes,
  roleRoutes,
  visibilityRoutes,
  statusRoutes,
  poolRoutes,
  cellRoutes,
  addressPoolRoutes,
  addressRangeRoutes,
  storagePoolRoutes,
  guestRoutes,
  guestChangeRoutes,
  guestDiskRoutes,
  guestSearchRoutes,
  guestPolicyRoutes,
  qosRoutes,
  batchRoutes,
  instanceRoutes,
  guestMediaRoutes,
  snapshotRoutes,
  templateRoutes,
  policyGroupRoutes,
  policyRuleRoutes,
  migrationRoutes,
  monitorChannelRoutes,
  logRoutes,
  mediaImageRoutes,
];

/** The Nano API under `/api/v1`, and the 404 of everything else under `/api`. */
export function createNanoApp(dependencies: NanoDependencies & { cors: boolean }): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  if (dependencies.cors) app.use('/api/*', cors());
  app.use('/api/*', wellFormedPath);
  for (const routes of resources) app.route('/api/v1', routes(dependencies));
  const downloadCookie = new DownloadCookie();
  for (const routes of [diskImageRoutes, imageFileRoutes]) {
    app.route('/api/v1', routes(dependencies, downloadCookie));
  }
  const unknown = unknownRoute(app.routes, renderError);
  app.all('/api', unknown);
  app.all('/api/*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
