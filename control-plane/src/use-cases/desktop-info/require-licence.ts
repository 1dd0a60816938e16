import { rsError } from '../../domain/rs-errors.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Where the licence is enforced, users are refused once it has expired.
 * @param cloudUrl names this installation to them. @throws DomainError `forbidden` with reason `licence_expired`.
 */
export function requireLicence({ desktops }: Pick<Ports, 'desktops'>, nowMs: number, cloudUrl: string): void {
  const { enforced, expiresAtMs } = desktops.licence;
  if (enforced && expiresAtMs <= nowMs) throw rsError('licence_expired', { cloud_url: cloudUrl });
}
