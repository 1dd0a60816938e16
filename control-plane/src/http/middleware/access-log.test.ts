import { expect, test } from 'vitest';
import { withoutSecrets } from './access-log.ts';

test.each([
  ['/api/v1/sessions/0b7c', '/api/v1/sessions/***'],
  ['/api/v1/sessions/', '/api/v1/sessions/'],
  ['/api/v1/monitor_channels/0b7c', '/api/v1/monitor_channels/***'],
  ['/console/0b7c', '/console/***'],
  ['/console/guest/0b7c', '/console/guest/0b7c'],
  ['/token/0b7c', '/token/***'],
  ['/api/v1/guests/0b7c', '/api/v1/guests/0b7c'],
  ["path '/api/v1/sessions/0b7c/x' does not exist", "path '/api/v1/sessions/***/x' does not exist"],
  [
    "method DELETE is not allowed on path '/api/v1/sessions/0b7c', only GET",
    "method DELETE is not allowed on path '/api/v1/sessions/***', only GET",
  ],
  ["invalid session '0b7c, it's'", "invalid session '***'"],
  ["invalid channel '0b7c'", "invalid channel '***'"],
  ["invalid guest '0b7c'", "invalid guest '0b7c'"],
])('%s is logged as %s', (path, logged) => {
  expect(withoutSecrets(path)).toBe(logged);
});
