import type { ComputePool } from '../../domain/cell.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findZone } from './find-zone.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getZone(
  ports: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
  input: { name: string },
): Promise<ComputePool> {
  requireDesktopAdministrator(ctx);
  return (await findZone(ports, input.name)) ?? missing('availability zone', input.name);
}
