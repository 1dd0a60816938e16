/** Refusals in Adjutant's words: clients show and compare these texts. */
import { DomainError } from '../../../../proto/src/errors.ts';

export function noSuchTask(): DomainError {
  return new DomainError('not_found', 'No task with this id.', { reason: 'task_not_found' });
}

export function taskNotFound(id: string): DomainError {
  return new DomainError('not_found', `Task not found with uuid of: '${id.slice(0, 80)}'`, {
    reason: 'task_not_found',
  });
}

export function noSuchToken(): DomainError {
  return new DomainError('not_found', 'This token does not exist or has expired.', {
    reason: 'task_token_not_found',
  });
}

export function noSuchNotification(): DomainError {
  return new DomainError('not_found', 'No notification with this id.', { reason: 'notification_not_found' });
}

export function noSuchPerson(): DomainError {
  return new DomainError('not_found', 'No user with this id.', { reason: 'user_not_found' });
}

export function wrongState(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'task_state' });
}

/** @param fields what is wrong with each. */
export function fieldErrors(
  fields: Readonly<Record<string, readonly string[]>>,
  reason = 'bad_request',
): DomainError {
  const message = Object.entries(fields)
    .map(([field, faults]) => `${field}: ${faults.join(' ')}`)
    .join(' ');
  return new DomainError('invalid', message, { reason, details: { fields } });
}

export function actionsInvalid(): DomainError {
  return new DomainError('invalid', 'actions invalid', { reason: 'actions_invalid' });
}

/** Something that an action needs failed: the task is there, and can be approved or submitted again. */
export function actionFailed(cause: unknown): DomainError {
  return new DomainError('internal', 'Service temporarily unavailable, try again later.', {
    reason: 'action_failed',
    cause,
  });
}

export function missingRole(roles: readonly string[]): DomainError {
  const shown = roles.map((role) => `'${role}'`).join(', ');
  return new DomainError('forbidden', `Must have one of the following roles: [${shown}]`, {
    reason: 'missing_role',
    details: { roles },
  });
}

export function notLoggedIn(): DomainError {
  return new DomainError('unauthenticated', 'Credentials incorrect or none given.', {
    reason: 'no_scoped_token',
  });
}
