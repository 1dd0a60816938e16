export { assign, listAssignments, unassign } from './assignments.ts';
export { findDomain, getDomain, insertDomain, listDomains, removeDomain, updateDomain } from './domains.ts';
export { domainsOf, groupRolesOn, projectsOf, rolesOn } from './effective-roles.ts';
export * from './identity-roles.ts';
export {
  findProject,
  getProject,
  insertProject,
  listProjects,
  moveProject,
  projectsAbove,
  projectsBelow,
  removeProject,
  updateProject,
} from './projects.ts';
