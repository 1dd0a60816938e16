import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { Ports } from '../ports/index.ts';
import { allVolumeTypes, type VolumeType } from './find-volume-type.ts';

/** @throws DomainError `forbidden`. */
export async function listVolumeTypes(ports: Pick<Ports, 'store'>, ctx: Context): Promise<VolumeType[]> {
  requireDesktopAdministrator(ctx);
  return allVolumeTypes(ports.store);
}
