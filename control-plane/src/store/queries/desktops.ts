/** Desktop projects, the desktops in them, and who has which. */
export {
  assign,
  assignIfFree,
  assignmentHistory,
  assignmentsOf,
  assignmentsTo,
  recordAssignment,
  unassign,
} from './desktop-assignments.ts';
export { freeBuilding, freeServers, hasServerName, listHeld, releasingServers } from './desktop-held.ts';
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
  setMaintenance,
  setServerState,
} from './desktop-servers.ts';
