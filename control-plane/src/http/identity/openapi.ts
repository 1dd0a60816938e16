import type { DescribedOperations } from '../openapi/describe.ts';
import { assignmentQuery } from './wire/assignments.ts';
import { authRequest } from './wire/auth.ts';
import { createDomainRequest, domainQuery, modifyDomainRequest } from './wire/domains.ts';
import { createGroupRequest, groupQuery, modifyGroupRequest } from './wire/groups.ts';
import { createProjectRequest, modifyProjectRequest, projectQuery, treeQuery } from './wire/projects.ts';
import { createRoleRequest, modifyRoleRequest, roleQuery } from './wire/roles.ts';
import { changePasswordRequest, createUserRequest, modifyUserRequest, userQuery } from './wire/users.ts';

/** Every route of the API, as its document tells it: method and path below `/`. */
export const identityOperations: DescribedOperations = {
  'GET /': { summary: 'versions', status: 300, open: true },
  'GET /v3': { summary: 'this version', open: true },
  'POST /v3/auth/tokens': { open: true, summary: 'issue token', body: authRequest, status: 201 },
  'GET /v3/auth/tokens': { summary: 'get token' },
  'DELETE /v3/auth/tokens': { summary: 'revoke token', status: 204 },
  'GET /v3/auth/projects': { summary: 'list token scopes' },
  'GET /v3/auth/domains': { summary: 'list token scopes' },
  'GET /v3/auth/catalog': { summary: 'catalogue of services' },
  'GET /v3/users': { summary: 'list accounts', query: userQuery },
  'POST /v3/users': { summary: 'create account', body: createUserRequest, status: 201 },
  'GET /v3/users/{user}': { summary: 'get account' },
  'PATCH /v3/users/{user}': { summary: 'modify account', body: modifyUserRequest },
  'DELETE /v3/users/{user}': { summary: 'delete account', status: 204 },
  'POST /v3/users/{user}/password': {
    summary: 'change own password',
    body: changePasswordRequest,
    status: 204,
  },
  'GET /v3/users/{user}/groups': { summary: 'list account groups' },
  'GET /v3/users/{user}/projects': { summary: 'list account projects' },
  'GET /v3/groups': { summary: 'search account groups', query: groupQuery },
  'POST /v3/groups': { summary: 'create account group', body: createGroupRequest, status: 201 },
  'GET /v3/groups/{group}': { summary: 'get account group' },
  'PATCH /v3/groups/{group}': { summary: 'modify account group', body: modifyGroupRequest },
  'DELETE /v3/groups/{group}': { summary: 'delete account group', status: 204 },
  'GET /v3/groups/{group}/users': { summary: 'list account members' },
  'GET /v3/groups/{group}/users/{user}': { summary: 'check account member', status: 204 },
  'PUT /v3/groups/{group}/users/{user}': { summary: 'add account member', status: 204 },
  'DELETE /v3/groups/{group}/users/{user}': { summary: 'remove account member', status: 204 },
  'GET /v3/projects': { summary: 'list projects', query: projectQuery },
  'POST /v3/projects': { summary: 'create project', body: createProjectRequest, status: 201 },
  'GET /v3/projects/{project}': { summary: 'get project', query: treeQuery },
  'PATCH /v3/projects/{project}': { summary: 'modify project', body: modifyProjectRequest },
  'DELETE /v3/projects/{project}': { summary: 'delete project', status: 204 },
  'GET /v3/domains': { summary: 'list domains', query: domainQuery },
  'POST /v3/domains': { summary: 'create domain', body: createDomainRequest, status: 201 },
  'GET /v3/domains/{domain}': { summary: 'get domain' },
  'PATCH /v3/domains/{domain}': { summary: 'modify domain', body: modifyDomainRequest },
  'DELETE /v3/domains/{domain}': { summary: 'delete domain', status: 204 },
  'GET /v3/roles': { summary: 'list identity roles', query: roleQuery },
  'POST /v3/roles': { summary: 'create identity role', body: createRoleRequest, status: 201 },
  'GET /v3/roles/{role}': { summary: 'get identity role' },
  'PATCH /v3/roles/{role}': { summary: 'modify identity role', body: modifyRoleRequest },
  'DELETE /v3/roles/{role}': { summary: 'delete identity role', status: 204 },
  'GET /v3/role_assignments': { summary: 'list assignments', query: assignmentQuery },
  'GET /v3/projects/{target}/users/{holder}/roles': { summary: 'list assigned roles' },
  'GET /v3/projects/{target}/users/{holder}/roles/{role}': { summary: 'check assigned role', status: 204 },
  'PUT /v3/projects/{target}/users/{holder}/roles/{role}': { summary: 'assign role', status: 204 },
  'DELETE /v3/projects/{target}/users/{holder}/roles/{role}': { summary: 'unassign role', status: 204 },
  'GET /v3/OS-INHERIT/projects/{target}/users/{holder}/roles/inherited_to_projects': {
    summary: 'list assigned roles',
  },
  'GET /v3/OS-INHERIT/projects/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'check assigned role',
    status: 204,
  },
  'PUT /v3/OS-INHERIT/projects/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'assign role',
    status: 204,
  },
  'DELETE /v3/OS-INHERIT/projects/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'unassign role',
    status: 204,
  },
  'GET /v3/projects/{target}/groups/{holder}/roles': { summary: 'list assigned roles' },
  'GET /v3/projects/{target}/groups/{holder}/roles/{role}': { summary: 'check assigned role', status: 204 },
  'PUT /v3/projects/{target}/groups/{holder}/roles/{role}': { summary: 'assign role', status: 204 },
  'DELETE /v3/projects/{target}/groups/{holder}/roles/{role}': { summary: 'unassign role', status: 204 },
  'GET /v3/OS-INHERIT/projects/{target}/groups/{holder}/roles/inherited_to_projects': {
    summary: 'list assigned roles',
  },
  'GET /v3/OS-INHERIT/projects/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'check assigned role',
    status: 204,
  },
  'PUT /v3/OS-INHERIT/projects/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'assign role',
    status: 204,
  },
  'DELETE /v3/OS-INHERIT/projects/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'unassign role',
    status: 204,
  },
  'GET /v3/domains/{target}/users/{holder}/roles': { summary: 'list assigned roles' },
  'GET /v3/domains/{target}/users/{holder}/roles/{role}': { summary: 'check assigned role', status: 204 },
  'PUT /v3/domains/{target}/users/{holder}/roles/{role}': { summary: 'assign role', status: 204 },
  'DELETE /v3/domains/{target}/users/{holder}/roles/{role}': { summary: 'unassign role', status: 204 },
  'GET /v3/OS-INHERIT/domains/{target}/users/{holder}/roles/inherited_to_projects': {
    summary: 'list assigned roles',
  },
  'GET /v3/OS-INHERIT/domains/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'check assigned role',
    status: 204,
  },
  'PUT /v3/OS-INHERIT/domains/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'assign role',
    status: 204,
  },
  'DELETE /v3/OS-INHERIT/domains/{target}/users/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'unassign role',
    status: 204,
  },
  'GET /v3/domains/{target}/groups/{holder}/roles': { summary: 'list assigned roles' },
  'GET /v3/domains/{target}/groups/{holder}/roles/{role}': { summary: 'check assigned role', status: 204 },
  'PUT /v3/domains/{target}/groups/{holder}/roles/{role}': { summary: 'assign role', status: 204 },
  'DELETE /v3/domains/{target}/groups/{holder}/roles/{role}': { summary: 'unassign role', status: 204 },
  'GET /v3/OS-INHERIT/domains/{target}/groups/{holder}/roles/inherited_to_projects': {
    summary: 'list assigned roles',
  },
  'GET /v3/OS-INHERIT/domains/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'check assigned role',
    status: 204,
  },
  'PUT /v3/OS-INHERIT/domains/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'assign role',
    status: 204,
  },
  'DELETE /v3/OS-INHERIT/domains/{target}/groups/{holder}/roles/{role}/inherited_to_projects': {
    summary: 'unassign role',
    status: 204,
  },
};
