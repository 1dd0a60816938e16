/** What cloud-init and the systems that it sets up take. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { CloudInit } from '../../../proto/src/model.ts';

/** What useradd of all distributions takes. */
const userName = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/;
/** Nothing that fstab, a shell or a unit's name would need quotes for. */
const absolutePath = /^(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*){1,32}$/;
const maximumPathLength = 255;
/** A disk mounted there, or below the kernel's own, leaves a system that does not start. */
const systemFolders =
  /^\/(?:bin|boot|etc|lib|lib32|lib64|libx32|root|sbin|tmp|usr|var)$|^\/(?:dev|proc|run|sys)(?:\/|$)/;
const maximumSecretBytes = 255;

/** Field names are the Nano API's; the secret is in no message. @throws DomainError `invalid`. */
export function checkCloudInit({ adminName, adminSecret, dataPath }: CloudInit): void {
  if (!userName.test(adminName)) {
    throw wrong(
      'admin_name',
      `${quoted(adminName)} is not allowed: it must be 1 to 32 of '0~9a~Z_-.', and begin with a letter or '_'`,
    );
  }
  if (/\p{Cc}/u.test(adminSecret)) throw wrong('admin_secret', 'must not have control characters');
  if (new TextEncoder().encode(adminSecret).length > maximumSecretBytes) {
    throw wrong('admin_secret', `must have at most ${maximumSecretBytes} bytes of UTF-8`);
  }
  if (!absolutePath.test(dataPath) || dataPath.length > maximumPathLength) {
    throw wrong(
      'data_path',
      `${quoted(dataPath)} is not allowed: it must be an absolute path of at most ${maximumPathLength} of '0~9a~Z_-.', without '.' and '..'`,
    );
  }
  if (systemFolders.test(dataPath)) {
    throw wrong('data_path', `${quoted(dataPath)} is not allowed: the system itself is there`);
  }
}

function quoted(value: string): string {
  return JSON.stringify(value.slice(0, 80));
}

function wrong(field: string, fault: string): DomainError {
  return new DomainError('invalid', `cloud_init.${field} ${fault}`, {
    reason: 'bad_cloud_init',
    details: { field: `cloud_init.${field}` },
  });
}
