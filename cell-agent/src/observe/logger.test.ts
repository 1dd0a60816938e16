import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('secrets in logged objects are masked', () => {
  const lines: string[] = [];
  const log = createLogger('info', (line) => lines.push(line));
  log.info(
    { spec: { monitorSecret: 'hush-1', cloudInit: { adminSecret: 'hush-2' } }, token: 'hush-3', guest: 'g' },
    'made',
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hush');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ guest: 'g', token: '***', msg: 'made' });
});
