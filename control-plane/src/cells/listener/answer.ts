/** The answers of the cell listener: JSON, and errors as `{"error":{"code","reason","message"}}`. */
import type { ServerResponse } from 'node:http';
import { type ErrorCode, toDomainError } from '../../../../proto/src/errors.ts';

const statusOf: Record<ErrorCode, number> = {
  not_found: 404,
  already_exists: 409,
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  quota_exceeded: 429,
  no_capacity: 507,
  cell_unreachable: 503,
  timeout: 504,
  cancelled: 503,
  unsupported: 501,
  internal: 500,
};

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** The connection ends with a refusal, so that what is left of the request need not be read. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.shouldKeepAlive = false;
  sendRefusal(response, error);
}

/** The connection goes on, so that the answer comes through to who still sends. */
export function sendRefusal(response: ServerResponse, error: unknown): void {
  const { code, reason, message } = toDomainError(error);
  sendJson(response, statusOf[code], { error: { code, reason: reason ?? null, message } });
}
