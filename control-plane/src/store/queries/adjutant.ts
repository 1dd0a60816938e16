export * from './adjutant-deliveries.ts';
export * from './adjutant-notifications.ts';
export {
  countTasks,
  duplicatesOf,
  getTask,
  insertTask,
  lastCompletedTask,
  listTasks,
  pendingTasks,
  saveTask,
  tasksOfProject,
} from './adjutant-tasks.ts';
export * from './adjutant-tokens.ts';
export * from './project-quotas.ts';
