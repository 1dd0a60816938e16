import type { CloudInit, Qos } from '../../../../proto/src/model.ts';
import type { Template } from '../../domain/template.ts';
import type { Ids } from '../ports/index.ts';

const unlimited: Qos = {
  cpuPriority: 'medium',
  readBytesPerSecond: 0,
  writeBytesPerSecond: 0,
  readIops: 0,
  writeIops: 0,
  receiveBytesPerSecond: 0,
  sendBytesPerSecond: 0,
};

export function completeQos(given: Partial<Qos>): Qos {
  return { ...unlimited, ...given };
}

/** What Nano's documents promise for what is left out: root may log in, the template's administrator, a generated secret, `/opt/data`. */
export function completeCloudInit(
  given: Partial<CloudInit> | null,
  template: Template,
  ids: Pick<Ids, 'password'>,
): CloudInit {
  return {
    rootEnabled: given?.rootEnabled ?? true,
    adminName: given?.adminName || template.admin,
    adminSecret: given?.adminSecret || ids.password(10),
    dataPath: given?.dataPath || '/opt/data',
    userData: given?.userData ?? '',
  };
}
