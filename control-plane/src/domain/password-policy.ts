/** How long a password lasts, and what its user is told when it ends. */
export interface PasswordPolicy {
  /** At least 8, as Nano asks. */
  readonly minLength: number;
  /** Null: passwords do not expire. */
  readonly maxAgeMs: number | null;
  /** How long before the end its user is warned. */
  readonly warnMs: number;
  /** Logins that an expired password still allows. */
  readonly graceLogins: number;
  /** How many of the passwords before may not come back. */
  readonly history: number;
}

export type PasswordState =
  | { readonly type: 'good' }
  | { readonly type: 'expires_soon'; readonly seconds: number }
  /** Of this login on. */
  | { readonly type: 'grace'; readonly loginsLeft: number }
  | { readonly type: 'expired' };

/** @param password when it was set, and how many grace logins were used since. */
export function passwordState(
  policy: PasswordPolicy,
  password: { readonly passwordChangedAtMs: number; readonly graceLoginsUsed: number },
  nowMs: number,
): PasswordState {
  if (policy.maxAgeMs === null) return { type: 'good' };
  const leftMs = password.passwordChangedAtMs + policy.maxAgeMs - nowMs;
  if (leftMs > policy.warnMs) return { type: 'good' };
  if (leftMs > 0) return { type: 'expires_soon', seconds: Math.ceil(leftMs / 1000) };
  const loginsLeft = policy.graceLogins - password.graceLoginsUsed - 1;
  return loginsLeft >= 0 ? { type: 'grace', loginsLeft } : { type: 'expired' };
}

/** When it ends; null: never. */
export function passwordExpiryMs(
  policy: PasswordPolicy,
  password: { readonly passwordChangedAtMs: number },
): number | null {
  return policy.maxAgeMs === null ? null : password.passwordChangedAtMs + policy.maxAgeMs;
}
