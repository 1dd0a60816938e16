/** What a user proves besides his password: the code of his device, or a recovery code for a lost one. */
export interface SecondFactor {
  readonly userId: string;
  /** Base32, shared with the user's device. */
  readonly secret: string;
  /** Null: the device has not shown that it knows the secret, and none is asked for it. */
  readonly confirmedAtMs: number | null;
  /** The newest period of which a code was taken: none is taken twice. */
  readonly lastStep: number;
  readonly recoveryHashes: readonly string[];
  readonly createdAtMs: number;
}

/** The six digits of a device. */
export const codePattern = /^\d{6}$/;

export const recoveryCodeCount = 10;

/** As people may type them. */
export function plainRecoveryCode(text: string): string {
  return text.replace(/[\s-]/g, '').toLowerCase();
}

/**
 * A login that has no field for the code takes it at the end of the password. Null if the password does not end like
 * that.
 */
export function splitPassword(text: string): { readonly password: string; readonly code: string } | null {
  const match = /^(.+?)(\d{6})$/s.exec(text);
  return match ? { password: match[1] ?? '', code: match[2] ?? '' } : null;
}
