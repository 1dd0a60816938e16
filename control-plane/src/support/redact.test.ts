import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../config/schema.ts';
import { redactSettings, scrub, secretsOf } from './redact.ts';

/** Long enough never to occur by chance. */
const secret = fc.stringMatching(/^[A-Za-z0-9!#$%&*+,./:;=?@^_~-]{12,30}$/);

describe('what leaves the machine', () => {
  test('no secret of the configuration is in the redacted one, nor in a scrubbed log', () => {
    const planted = fc.record({
      smtp: secret,
      keystone: secret,
      hook: secret.filter((text) => !/[?#/]/.test(text)),
      fence: secret,
    });
    fc.assert(
      fc.property(planted, fc.string(), ({ smtp, keystone, hook, fence }, noise) => {
        const settings = settingsSchema.parse({
          adjutant: {
            mail: { smtp_url: `smtp://cellar-user:${encodeURIComponent(smtp)}@mail.example:25` },
            webhook: `https://hooks.example/${encodeURIComponent(hook)}`,
          },
          identity: { keystone: { url: 'https://id.example/v3', user: 'svc', password: keystone } },
          failover: { fence_command: ['/usr/sbin/fence', '--password', fence] },
        });
        const log = [
          smtp,
          keystone,
          fence,
          hook,
          JSON.stringify({ message: `${noise} ${keystone} ${smtp}` }),
        ];
        const shown =
          JSON.stringify(redactSettings(settings)) + scrub(log.join(`\n${noise}`), secretsOf(settings));
        for (const one of [smtp, keystone, hook, fence, encodeURIComponent(smtp)]) {
          expect(shown).not.toContain(one);
        }
        expect(shown).toContain('mail.example:25');
        expect(shown).toContain('/usr/sbin/fence');
      }),
    );
  });

  test.each([
    ['-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----', 'MHcCAQEE'],
    ['-----BEGIN PRIVATE KEY-----\nMHcCAQEE, cut off', 'MHcCAQEE'],
    ['cell token cellar1.WyJhIiwiYiJd printed', 'WyJhIiwiYiJd'],
    ['token cellar_0123456789abcdefghij of a program', '0123456789abcdefghij'],
    ['Authorization: Bearer 0b7c0b7c0b7c', '0b7c0b7c0b7c'],
    ['{"Nano-Session":"0b7c0b7c"}', '0b7c0b7c'],
    ['X-Auth-Token: 0b7c0b7c', '0b7c0b7c'],
    ['smtps://user:hunter22@mail', 'hunter22'],
    ['{"user":"a","new_password":"x\\"y","monitorSecret":"zz"}', 'y'],
  ])('%s is scrubbed by its form', (text, hiddenPart) => {
    expect(scrub(text, [])).not.toContain(hiddenPart);
    expect(scrub(text, [])).toContain('***');
  });

  test('what is no secret stays', () => {
    const line = '{"level":30,"path":"/cellar/v1/guests","user":"admin","cellar_api_seconds":1}';
    expect(scrub(line, secretsOf(settingsSchema.parse({})))).toBe(line);
  });
});
