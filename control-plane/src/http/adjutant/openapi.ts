import type { DescribedOperation, DescribedOperations } from '../openapi/describe.ts';
import * as requests from './wire/requests.ts';

const tasks = {
  'GET /tasks': { summary: 'list tasks', query: requests.tasksQuery },
  'GET /tasks/{task}': { summary: 'get task' },
  'PUT /tasks/{task}': { summary: 'update task', body: requests.taskDataRequest },
  'POST /tasks/{task}': { summary: 'approve task', body: requests.approveRequest },
  'DELETE /tasks/{task}': { summary: 'cancel task' },
};

const tokens = {
  'GET /tokens': { summary: 'list task tokens', query: requests.tokensQuery },
  'POST /tokens': { summary: 'reissue task token', body: requests.reissueRequest },
  'DELETE /tokens': { summary: 'remove expired task tokens' },
  'GET /tokens/{token}': { summary: 'describe task token', open: true },
  'POST /tokens/{token}': { summary: 'submit task token', body: requests.tokenDataRequest, open: true },
} as const;

const notifications = {
  'GET /notifications': { summary: 'list notifications', query: requests.notificationsQuery },
  'POST /notifications': { summary: 'acknowledge notifications', body: requests.acknowledgeListRequest },
  'GET /notifications/stream': { summary: 'follow notifications', file: 'download' },
  'GET /notifications/{notification}': { summary: 'get notification' },
  'POST /notifications/{notification}': {
    summary: 'acknowledge notification',
    body: requests.acknowledgeRequest,
  },
} as const;

/** The API's document names them in the singular, clients in the plural: both are served. */
function inSingular(operations: DescribedOperations, plural: string): DescribedOperations {
  const singular = plural.slice(0, -1);
  return Object.fromEntries(
    Object.entries(operations).map(([key, operation]): [string, DescribedOperation] => [
      key.replace(`/${plural}`, `/${singular}`),
      operation,
    ]),
  );
}

const signUp = {
  summary: 'ask for a project',
  body: requests.signUpRequest,
  status: 202,
  open: true,
} as const;
const reset = {
  summary: 'ask for a password',
  body: requests.resetRequest,
  status: 202,
  open: true,
} as const;
const address = { summary: 'ask for another address', body: requests.emailRequest, status: 202 };
const invite = { summary: 'invite user', body: requests.inviteRequest, status: 202 };
const quota = { summary: 'ask for a quota', body: requests.quotaRequest, status: 202 };

/** Every route of the API, as its document tells it: method and path below `/v1`. */
export const adjutantOperations: DescribedOperations = {
  'GET /': { summary: 'versions', open: true },
  'GET /status': { summary: 'get task status' },
  ...tasks,
  ...inSingular(tasks, 'tasks'),
  ...tokens,
  ...inSingular(tokens, 'tokens'),
  ...notifications,
  ...inSingular(notifications, 'notifications'),
  'POST /openstack/sign-up': signUp,
  'POST /openstack/users/password-reset': reset,
  'POST /openstack/users/email-update': address,
  'POST /openstack/email-update': address,
  'GET /openstack/users': { summary: 'list people of the project' },
  'POST /openstack/users': invite,
  'GET /openstack/users/{user}': { summary: 'get person' },
  'DELETE /openstack/users/{user}': { summary: 'cancel invitation' },
  'GET /openstack/users/{user}/roles': { summary: 'get roles of a person' },
  'PUT /openstack/users/{user}/roles': { summary: 'give roles', body: requests.rolesRequest, status: 202 },
  'DELETE /openstack/users/{user}/roles': {
    summary: 'take roles',
    body: requests.rolesRequest,
    status: 202,
  },
  'GET /openstack/roles': { summary: 'list manageable roles' },
  'GET /openstack/quotas': { summary: 'get quotas', query: requests.quotasQuery },
  'POST /openstack/quotas': quota,
  'POST /actions/CreateProjectAndUser': signUp,
  'POST /actions/ResetPassword': reset,
  'POST /actions/UpdateEmail': address,
  'POST /actions/InviteUser': invite,
  'POST /actions/EditUser': { summary: 'edit roles', body: requests.editRequest, status: 202 },
  'POST /actions/UpdateProjectQuotas': quota,
  'POST /actions/{type}': {
    summary: 'ask for a task of the configuration',
    body: requests.taskDataRequest,
    status: 202,
  },
};
