import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('an error is logged with its message and its causes, secrets beside it are not', () => {
  const lines: string[] = [];
  const log = createLogger('info', (line) => lines.push(line));
  const error = new Error('the step failed', { cause: new Error('the disk is gone') });
  log.error({ error, operation: 'o', password: 'hush' }, 'failed');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    error: {
      message: expect.stringContaining('the step failed: the disk is gone'),
      stack: expect.any(String),
    },
    password: '***',
  });
});
