/** The boundary check of what the control plane asks for; beyond it a spec is taken as sound. */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec, VolumeSpec } from '../../../../proto/src/model.ts';

const noControlCharacters = /^[^\p{Cc}]*$/u;
const text = z.string().max(255).regex(noControlCharacters, 'has control characters');
const positive = z.int('must be a safe integer').positive();
const limit = z.int('must be a safe integer').nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const address = z.string().refine((value) => ipaddr.isValid(value), 'must be an IP address');
const cidr = z.string().refine((value) => ipaddr.isValidCIDR(value), 'must be an address with prefix length');

const policyRule = z.object({
  toPort: z.int().min(0).max(65_535),
  fromAddress: address.or(cidr).or(z.literal('')),
  interface: limit,
});

const storage = z.string().regex(/^[A-Za-z0-9_-]{0,63}$/, 'must be the name of a storage');
const volumesMax = 10;
const floatingMax = 64;
const volume = z.object({
  id: z.uuid('must be a UUID'),
  storage,
  sizeBytes: positive,
  slot: z
    .int()
    .min(0)
    .max(volumesMax - 1),
});

const spec = z.object({
  id: z.uuid('must be a UUID'),
  name: text.min(1),
  hostName: text,
  owner: text,
  group: text,
  pool: text,
  cores: positive.max(1_024),
  memoryBytes: positive,
  disks: z.array(z.object({ sizeBytes: positive, imageSha256: sha256.or(z.literal('')) })).max(26),
  interfaces: z
    .array(
      z.object({
        ethernetAddress: z
          .string()
          .regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i, 'must be six hex octets with colons'),
        address: cidr.or(z.literal('')),
        gateway: address.or(z.literal('')),
        dns: z.array(address).max(8),
      }),
    )
    .max(16),
  qos: z.object({
    readBytesPerSecond: limit,
    writeBytesPerSecond: limit,
    readIops: limit,
    writeIops: limit,
    receiveBytesPerSecond: limit,
    sendBytesPerSecond: limit,
  }),
  monitorSecret: z.string().max(8).regex(noControlCharacters, 'has control characters'),
  cloudInit: z
    .object({ adminName: text, adminSecret: text, dataPath: text, userData: z.string().max(512 * 1024) })
    .nullable(),
  antiAffinity: text,
  modules: z.array(text).max(64),
  securityPolicy: z.object({ rules: z.array(policyRule).max(200) }),
  createdAtMs: limit,
  storage,
  volumes: z.array(volume).max(volumesMax),
  floatingAddresses: z.array(z.ipv4('must be an IPv4 address')).max(floatingMax),
});

/** @throws DomainError `invalid` naming the first field that is wrong; never its value, which may be secret. */
export function validateSpec(candidate: GuestSpec): void {
  const result = spec.safeParse(candidate);
  const issue = result.error?.issues[0];
  if (issue === undefined) return;
  const field = issue.path.join('.');
  throw new DomainError('invalid', `the guest's ${field} is wrong: ${issue.message}`, {
    reason: 'bad_spec',
    details: { field },
  });
}

/** @throws DomainError `invalid` for anything but a UUID. */
export function validateGuestId(guestId: string): void {
  if (z.uuid().safeParse(guestId).success) return;
  throw new DomainError('invalid', 'the guest id is not a UUID', {
    reason: 'bad_guest_id',
    details: { field: 'guestId' },
  });
}

/** @throws DomainError `invalid` naming what is wrong. */
export function validateVolume(candidate: VolumeSpec): void {
  const issue = volume.safeParse(candidate).error?.issues[0];
  if (issue === undefined) return;
  const field = issue.path.join('.');
  throw new DomainError('invalid', `the volume's ${field} is wrong: ${issue.message}`, {
    reason: 'bad_volume',
    details: { field },
  });
}
