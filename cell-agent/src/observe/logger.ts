/** The agent's only way to its log: one JSON line an entry on stderr; stdout belongs to the ready line. */
import { type Logger, pino } from 'pino';
import { logOutput } from '../../../proto/src/log-output.ts';
import type { Settings } from '../config/schema.ts';

export type { Logger };

/** Fields that no entry ever shows, wherever they sit in the logged object. */
const secretFields = [
  'key',
  'secret',
  'token',
  'password',
  'monitorSecret',
  'adminSecret',
  'userData',
  'certificateRequest',
];
const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*.*.*.${field}`]);

export function createLogger(level: Settings['log']['level'], write?: (line: string) => void): Logger {
  const options = { level, base: { program: 'cell-agent' }, redact: { paths, censor: '***' } };
  return pino(options, write ? { write } : logOutput(2));
}
