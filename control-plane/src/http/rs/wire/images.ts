import type { Image } from '../../../domain/image.ts';
import { toTime } from './fields.ts';

const GiB = 2 ** 30;

/** As Glance tells it. */
export function imageToWire(image: Image) {
  const { content } = image;
  return {
    id: image.id,
    name: image.name,
    description: image.description,
    status: image.phase === 'ready' ? 'active' : image.phase === 'uploading' ? 'saving' : 'queued',
    visibility: 'shared',
    owner: image.owner,
    tags: image.tags,
    disk_format: content?.format ?? null,
    container_format: 'bare',
    size: content?.sizeBytes ?? null,
    virtual_size: content?.virtualSizeBytes ?? null,
    min_disk: content ? Math.ceil(content.virtualSizeBytes / GiB) : 0,
    min_ram: 0,
    checksum: content?.sha256 ?? null,
    created_at: toTime(image.createdAtMs),
    updated_at: toTime(image.modifiedAtMs),
  };
}
