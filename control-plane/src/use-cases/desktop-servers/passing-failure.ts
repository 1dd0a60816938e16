import type { DomainError } from '../../../../proto/src/errors.ts';

const passing = [
  'operation_running',
  'guest_creating',
  'guest_resetting',
  'guest_migrating',
  'guest_deleting',
  'image_not_ready',
];

/** Something else is at work on the guest, or its cell does not answer: that ends by itself. */
export function isPassing({ code, reason }: DomainError): boolean {
  if (code === 'conflict') return reason !== undefined && passing.includes(reason);
  return ['cell_unreachable', 'timeout', 'no_capacity', 'internal'].includes(code);
}
