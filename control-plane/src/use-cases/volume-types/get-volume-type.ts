import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findVolumeType, type VolumeType } from './find-volume-type.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getVolumeType(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<VolumeType> {
  requireDesktopAdministrator(ctx);
  return (await findVolumeType(ports.store, input.id)) ?? missing('volume type', input.id);
}
