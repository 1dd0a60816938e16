import { Secret, TOTP } from 'otpauth';
import type { OneTimeCodes } from '../use-cases/ports/index.ts';

const periodS = 30;
const issuer = 'Cellar';

export const systemOneTimeCodes: OneTimeCodes = {
  newSecret: () => new Secret({ size: 20 }).base32,
  uri: (account, secret) => totp(secret, account).toString(),
  matchedStep(secret, code, nowMs) {
    const delta = totp(secret, '').validate({ token: code, timestamp: nowMs, window: 1 });
    return delta === null ? null : Math.floor(nowMs / 1000 / periodS) + delta;
  },
};

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodS,
  });
}
