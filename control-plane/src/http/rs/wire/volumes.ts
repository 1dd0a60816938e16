import { z } from 'zod';
import type { Volume, VolumeAssignment } from '../../../domain/volume.ts';
import { localVolumeType, volumeTypeId } from '../../../use-cases/volume-types/find-volume-type.ts';
import { prose, text } from '../../fields.ts';
import { count, enveloped, toTime } from './fields.ts';
import { id } from './ids.ts';

const GiB = 2 ** 30;
/** GiB; what an installation allows is less. */
const size = () => count(1, 1_048_576);

export const createVolumeRequest = enveloped('volume', {
  size: size(),
  name: text(255).nullish(),
  description: prose(255).nullish(),
  volume_type: text(80).nullish(),
  project_id: id().nullish(),
});

export const modifyVolumeRequest = enveloped('volume', {
  size: size().optional(),
  name: text(255).optional(),
  description: prose(255).optional(),
});

export const attachVolumeRequest = z.object({ volume_id: id() });

export const volumeQuery = z.object({ project_id: id().optional() });

export const volumeAssignmentRequest = z.object({ user_id: id(), project_id: id(), volume_id: id() });

export const toBytes = (gibibytes: number) => gibibytes * GiB;

/** As Cinder tells it. */
export function volumeToWire(volume: Volume) {
  const type = volume.storage || localVolumeType;
  return {
    id: volume.id,
    name: volume.name,
    description: volume.description,
    size: volume.sizeBytes / GiB,
    status: volume.state,
    volume_type: type,
    volume_type_id: volumeTypeId(type),
    project_id: volume.projectId,
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    availability_zone: null,
    bootable: 'false',
    encrypted: false,
    multiattach: false,
    snapshot_id: null,
    source_volid: null,
    metadata: {},
    attachments: attachmentsOf(volume),
    created_at: toTime(volume.createdAtMs),
  };
}

function attachmentsOf({ id: volumeId, guestId, attachedAtMs }: Volume) {
  if (guestId === null) return [];
  return [
    {
      id: volumeId,
      attachment_id: volumeId,
      volume_id: volumeId,
      server_id: guestId,
      attached_at: attachedAtMs === null ? null : toTime(attachedAtMs),
    },
  ];
}

export function volumeAssignmentToWire({ id: number, projectId, userId, volumeId }: VolumeAssignment) {
  return { id: number, project_id: projectId, user_id: userId, volume_id: volumeId };
}
