import { type Logger, pino } from 'pino';
import { logOutput } from '../../../proto/src/log-output.ts';

export type { Logger } from 'pino';

/** JSON lines on standard output. Credentials never get this far; the paths are a second guard. */
export function createLogger(level: string, write?: (line: string) => void): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Message, stack and causes of an error are no fields of it that JSON would show.
    serializers: { error: pino.stdSerializers.err },
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
  };
  return pino(options, write ? { write } : logOutput(1));
}
