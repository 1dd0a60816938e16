import { controlPlaneVersion } from '../../../system/version.ts';
import type { DesktopInfo } from '../../../use-cases/desktop-info/get-desktop-info.ts';

const toSeconds = (atMs: number) => Math.floor(atMs / 1000);

export function infoToWire({ licence, createdAtMs, expired }: DesktopInfo) {
  return {
    license: {
      created_at: toSeconds(createdAtMs),
      expire_at: toSeconds(licence.expiresAtMs),
      module_package: 'rs_server',
      name: licence.name,
      product: 'RSserver',
      surrogate_name: 'RSserver',
      unique_id: licence.installation.slice(0, 32),
      verified: !expired,
    },
    version: controlPlaneVersion,
  };
}
