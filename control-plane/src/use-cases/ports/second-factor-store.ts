import type { SecondFactor } from '../../domain/second-factor.ts';

export interface SecondFactorStore {
  get(userId: string): Promise<SecondFactor | undefined>;
  /** Replaces one that is there. */
  put(factor: SecondFactor): Promise<void>;
  remove(userId: string): Promise<void>;
}

/** Codes by RFC 6238: SHA-1, six digits, periods of 30 seconds, which is what every app takes. */
export interface OneTimeCodes {
  /** Base32, 160 bits. */
  newSecret(): string;
  /** What a device reads from a picture: `otpauth://totp/…`. */
  uri(account: string, secret: string): string;
  /** The period whose code this is, of the one at this moment and its neighbours; null: of none. */
  matchedStep(secret: string, code: string, nowMs: number): number | null;
}
