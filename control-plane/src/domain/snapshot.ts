import { DomainError } from '../../../proto/src/errors.ts';
import type { Snapshot } from '../../../proto/src/model-snapshots.ts';

/** What the database keeps of a snapshot, for the time when its cell does not answer. */
export type SnapshotRecord = Omit<Snapshot, 'operationId'>;

const allowed = "1 to 64 of '0~9a~Z-_.'";
const maxDescription = 1_000;

/** `.` and `..` stand for themselves in no path of a request. @throws DomainError `invalid`. */
export function checkSnapshotName(name: string): void {
  if (/^[\w.-]{1,64}$/.test(name) && !/^\.\.?$/.test(name)) return;
  throw new DomainError(
    'invalid',
    `illegal name ${JSON.stringify(name.slice(0, 80))}: only ${allowed} allowed`,
    { reason: 'bad_name', details: { field: 'name', allowed } },
  );
}

/** @throws DomainError `invalid`. */
export function checkSnapshotDescription(description: string): void {
  if (description.length <= maxDescription) return;
  throw new DomainError('invalid', `description must have at most ${maxDescription} characters`, {
    reason: 'description_too_long',
    details: { field: 'description' },
  });
}

export function noSuchSnapshot(
  guest: { readonly id: string; readonly name: string },
  name: string,
): DomainError {
  return new DomainError('not_found', `guest '${guest.name}' has no snapshot '${name.slice(0, 80)}'`, {
    reason: 'snapshot_not_found',
    subject: { kind: 'guest', id: guest.id },
  });
}
