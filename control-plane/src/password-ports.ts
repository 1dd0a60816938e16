import type { Settings } from './config/schema.ts';
import { createPasswordScript } from './system/password-script.ts';
import type { Ports } from './use-cases/ports/index.ts';

const dayMs = 86_400_000;

export function passwordPortsOf({ passwords }: Settings): Pick<Ports, 'passwordPolicy' | 'passwordScript'> {
  const { min_length, max_age_days, warn_days, grace_logins, history, script, script_timeout_s } = passwords;
  return {
    passwordPolicy: {
      minLength: min_length,
      maxAgeMs: max_age_days === 0 ? null : max_age_days * dayMs,
      warnMs: warn_days * dayMs,
      graceLogins: grace_logins,
      history,
    },
    passwordScript: script === undefined ? null : createPasswordScript(script, script_timeout_s * 1000),
  };
}
