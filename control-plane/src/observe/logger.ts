import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on standard output. Credentials never get this far; the paths are a second guard. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        'secret',
        '*.password',
        '*.secret',
        '*.monitorSecret',
        '*.adminSecret',
        'token',
        '*.token',
      ],
      censor: '***',
    },
  });
}
