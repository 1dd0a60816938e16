import type { DescribedOperations } from '../openapi/describe.ts';
import { linkRequest } from './routes/groups.ts';
import { changeRequest } from './routes/password.ts';
import { createApiTokenRequest, listApiTokensQuery } from './wire/api-tokens.ts';
import { listAuditQuery } from './wire/audit.ts';
import { createJoinTokenRequest, revokeCellRequest } from './wire/cells.ts';
import { followEventsQuery } from './wire/events.ts';
import { restoreCellRequest } from './wire/migrations.ts';
import { getOperationQuery, listOperationsQuery } from './wire/operations.ts';
import { setQuotaRequest } from './wire/quotas.ts';
import { codeRequest, optionalCodeRequest } from './wire/second-factor.ts';
import { usageQuery } from './wire/usage.ts';
import { listWarningsQuery } from './wire/warnings.ts';

/** Every route of the API, as its document tells it: method and path below `/cellar/v1`. */
export const cellarOperations: DescribedOperations = {
  'GET /operations': { summary: 'list operations', query: listOperationsQuery },
  'GET /operations/{operation}': { summary: 'get operation, waiting for its end', query: getOperationQuery },
  'POST /operations/{operation}/cancel': { summary: 'cancel operation', status: 202 },
  'GET /cells': { summary: 'list cells' },
  'POST /cells/{cell}/revoke': { summary: 'revoke cell', body: revokeCellRequest },
  'POST /join-tokens': { summary: 'create join token', body: createJoinTokenRequest, status: 201 },
  'GET /join-tokens': { summary: 'list join tokens' },
  'DELETE /join-tokens/{token}': { summary: 'revoke join token' },
  'GET /projects/{project}/quota': { summary: 'get project quota' },
  'PUT /projects/{project}/quota': { summary: 'set project quota', body: setQuotaRequest },
  'GET /groups/{group}/project': { summary: 'get group project' },
  'PUT /groups/{group}/project': { summary: 'link group project', body: linkRequest },
  'GET /storage-pools': { summary: 'list storage pools with their use' },
  'POST /cells/{cell}/drain': { summary: 'drain cell', status: 202 },
  'POST /cells/{cell}/restore': { summary: 'restore cell', body: restoreCellRequest, status: 202 },
  'GET /migrations': { summary: 'list migrations' },
  'GET /migrations/{migration}': { summary: 'get migration' },
  'GET /audit': { summary: 'list audit', query: listAuditQuery },
  'GET /warnings': { summary: 'list warnings', query: listWarningsQuery },
  'POST /warnings/{warning}/acknowledge': { summary: 'acknowledge warning' },
  'GET /events': { summary: 'follow events as a stream of server-sent events', query: followEventsQuery },
  'POST /api-tokens': { summary: 'create api token', body: createApiTokenRequest, status: 201 },
  'GET /api-tokens': { summary: 'list api tokens', query: listApiTokensQuery },
  'DELETE /api-tokens/{token}': { summary: 'revoke api token' },
  'GET /second-factor': { summary: 'get second factor' },
  'POST /second-factor': { summary: 'enrol second factor', status: 201 },
  'POST /second-factor/confirm': { summary: 'confirm second factor', body: codeRequest },
  'DELETE /second-factor': { summary: 'disable second factor', body: optionalCodeRequest },
  'DELETE /second-factor/{user}': { summary: 'reset second factor' },
  'GET /whoami': { summary: 'describe caller' },
  'POST /password': { summary: 'change password by the old one', body: changeRequest, open: true },
  'GET /cells/{cell}/usage': { summary: 'get cell usage', query: usageQuery },
  'GET /guests/{guest}/usage': { summary: 'get guest usage', query: usageQuery },
  'GET /endpoints': { summary: 'origins of all APIs' },
};
