/** Desktop projects, the desktops in them, and who has which. */
export { assign, assignmentsOf, unassign } from './desktop-assignments.ts';
export {
  getProject,
  insertProject,
  listProjects,
  projectsThatUse,
  removeProject,
  takeNumber,
  updateProject,
} from './desktop-projects.ts';
export {
  countServers,
  countsOf,
  getServer,
  guestsOf,
  insertServer,
  removeServer,
  setServerState,
} from './desktop-servers.ts';
