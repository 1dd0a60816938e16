import { z } from 'zod';
import type { DesktopRequest } from '../../../domain/desktop-request.ts';
import { rsErrors, rsText } from '../../../domain/rs-errors.ts';
import { digits, oneOf } from '../../fields.ts';
import { toTime } from './fields.ts';
import { id } from './ids.ts';

export const requestQuery = z.object({
  project_id: id().optional(),
  user_id: id().optional(),
  status: oneOf(['pending', 'in_progress', 'completed', 'failed']).optional(),
  limit: digits(1, 1000).default(100),
});

export function requestToWire(request: DesktopRequest) {
  const { failure, finishedAtMs } = request;
  return {
    id: request.id,
    user_id: request.userId,
    user_name: request.userName,
    project_id: request.projectId,
    instance_id: request.serverId,
    status: request.state,
    connection: request.connection,
    client_ip: request.clientAddress,
    client_os: request.clientSystem,
    client_info: request.clientInfo,
    error: failure && {
      code: rsErrors[failure.reason].number,
      message: rsText(failure.reason, 'en', failure.data),
      data: failure.data,
    },
    created_at: toTime(request.createdAtMs),
    finished_at: finishedAtMs === null ? null : toTime(finishedAtMs),
  };
}
