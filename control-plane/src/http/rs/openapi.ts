import type { DescribedOperations } from '../openapi/describe.ts';
import { createFlavorRequest, modifyFlavorRequest } from './wire/flavors.ts';
import { createProjectRequest, modifyProjectRequest, objectQuery, projectQuery } from './wire/projects.ts';

/** Every route of the API, as its document tells it: method and path below `/v1`. */
export const rsOperations: DescribedOperations = {
  'GET /info': { summary: 'get desktop info' },
  'GET /projects/actions/get-settings': { summary: 'get default settings' },
  'GET /projects/{project}/statistics': { summary: 'get desktop statistics' },
  'POST /projects': { summary: 'create desktop project', body: createProjectRequest, status: 201 },
  'GET /projects': { summary: 'list desktop projects', query: projectQuery },
  'GET /projects/{project}': { summary: 'get desktop project', query: objectQuery },
  'PUT /projects/{project}': { summary: 'modify desktop project', body: modifyProjectRequest },
  'DELETE /projects/{project}': { summary: 'delete desktop project', status: 204 },
  'POST /flavors': { summary: 'create flavor', body: createFlavorRequest, status: 201 },
  'GET /flavors': { summary: 'list flavors' },
  'GET /flavors/{flavor}': { summary: 'get flavor' },
  'PUT /flavors/{flavor}': { summary: 'modify flavor', body: modifyFlavorRequest },
  'DELETE /flavors/{flavor}': { summary: 'delete flavor', status: 204 },
  'GET /networks': { summary: 'list networks' },
  'GET /networks/{id}': { summary: 'get network' },
  'GET /images': { summary: 'search images' },
  'GET /images/{id}': { summary: 'get image' },
  'GET /availability-zones': { summary: 'list zones' },
  'GET /availability-zones/{id}': { summary: 'get zone' },
  'GET /volume-types': { summary: 'list volume types' },
  'GET /volume-types/{id}': { summary: 'get volume type' },
  'GET /tasks': { summary: 'list rs tasks' },
  'GET /tasks/{task}': { summary: 'get rs task' },
  'GET /users': { summary: 'list floating ip users' },
  'GET /users/{user}': { summary: 'get desktop user' },
};
