import { z } from 'zod';
import type { CreateGuestInput } from '../../../use-cases/guests/create-guest.ts';
import { flag, listOf, oneOf, optionalId, requiredText, text, wholeNumber } from '../../fields.ts';

const cloudInit = z.object({
  root_enabled: flag().optional(),
  admin_name: text(64).optional(),
  admin_secret: text(200).optional(),
  data_path: text(1000).optional(),
});

const qos = z.object({
  cpu_priority: oneOf(['high', 'medium', 'low']).optional(),
  write_speed: wholeNumber().optional(),
  write_iops: wholeNumber().optional(),
  read_speed: wholeNumber().optional(),
  read_iops: wholeNumber().optional(),
  receive_speed: wholeNumber().optional(),
  send_speed: wholeNumber().optional(),
});

/** What guests of one batch have in common; `ports` and `system` are sent by clients and mean nothing here. */
export const guestShape = z.object({
  owner: requiredText(200),
  group: requiredText(200),
  pool: requiredText(200),
  cores: wholeNumber(1),
  memory: wholeNumber(1),
  disks: listOf(wholeNumber(1), 64).min(1, 'must name the size of the system disk at least'),
  auto_start: flag().default(false),
  anti_affinity: text(200).nullish(),
  template: requiredText(100),
  from_image: optionalId(),
  modules: listOf(text(64), 16).nullish(),
  cloud_init: cloudInit.nullish(),
  qos: qos.nullish(),
});

export const createGuestRequest = guestShape.extend({
  name: requiredText(200),
  ethernet_address: optionalId(),
  network_address: optionalId(),
  security_policy_group: optionalId(),
});

export function toCreateGuest(request: z.output<typeof createGuestRequest>): CreateGuestInput {
  return {
    ...toGuestShape(request),
    name: request.name,
    ethernetAddress: request.ethernet_address,
    networkAddress: request.network_address,
    securityPolicyGroupId: request.security_policy_group,
  };
}

export function toGuestShape(request: z.output<typeof guestShape>) {
  const { owner, group, pool, cores, memory, disks } = request;
  return {
    owner,
    group,
    pool,
    cores,
    memoryBytes: memory,
    diskBytes: disks,
    autoStart: request.auto_start,
    antiAffinity: request.anti_affinity ?? '',
    templateId: request.template,
    imageId: request.from_image,
    modules: request.modules ?? [],
    cloudInit: request.cloud_init ? toCloudInit(request.cloud_init) : null,
    qos: toQos(request.qos ?? {}),
  };
}

function toCloudInit(wire: z.output<typeof cloudInit>) {
  return given({
    rootEnabled: wire.root_enabled,
    adminName: wire.admin_name,
    adminSecret: wire.admin_secret,
    dataPath: wire.data_path,
  });
}

function toQos(wire: z.output<typeof qos>) {
  return given({
    cpuPriority: wire.cpu_priority,
    writeBytesPerSecond: wire.write_speed,
    writeIops: wire.write_iops,
    readBytesPerSecond: wire.read_speed,
    readIops: wire.read_iops,
    receiveBytesPerSecond: wire.receive_speed,
    sendBytesPerSecond: wire.send_speed,
  });
}

/** Without the keys whose value is `undefined`. */
function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
