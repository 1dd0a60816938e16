import { z } from 'zod';
import { projectOfWarning, type Warning } from '../../../domain/warning.ts';
import { oneOf } from '../../fields.ts';
import { isoTime, paging } from './common.ts';

export const listWarningsQuery = z.object({
  ...paging,
  cleared: oneOf(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

export function warningToWire(warning: Warning) {
  const { cellId, cellName, guestId, guestName } = warning;
  const project = projectOfWarning(warning);
  return {
    id: warning.id,
    code: warning.code,
    message: warning.message,
    cell: { id: cellId, name: cellName },
    ...(project !== null && { project }),
    guest: guestId === '' || project !== null ? null : { id: guestId, name: guestName },
    first_seen_at: isoTime(warning.firstSeenMs),
    last_seen_at: isoTime(warning.lastSeenMs),
    count: warning.count,
    acknowledged_at: isoTime(warning.acknowledgedAtMs),
    acknowledged_by: warning.acknowledgedBy,
    cleared_at: isoTime(warning.clearedAtMs),
  };
}
