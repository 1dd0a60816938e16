/** What the worlds of the laws are about: one guest, its cell, another one, an image and a medium. */
import { createHash } from 'node:crypto';
import type { Guest } from '../../../control-plane/src/domain/guest.ts';
import { detached, type Volume } from '../../../control-plane/src/domain/volume.ts';
import { sampleGuest, startMs } from '../../support/domain-samples.ts';

export const lawCellId = 'c0ffee00-0000-4000-8000-000000000007';
/** Of the cell that a guest may be moved to. */
export const lawTargetId = 'c0ffee00-0000-4000-8000-000000000008';
/** Of the migration that has left something there. */
export const lawMigration = 'left-behind';
/** From power on to the guest's agent, on the clock that stands still. */
export const bootMs = 500;
export const imageContent = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.alloc(200_000, 7)]);
export const lawImage = {
  id: '3f0e7b34-5f53-4b6c-8a3c-1f5b4a0d1c55',
  sha256: createHash('sha256').update(imageContent).digest('hex'),
  sizeBytes: imageContent.length,
  format: 'qcow2' as const,
};

export const mediaContent = Buffer.alloc(50_000, 9);
export const lawMedia = {
  id: '9d1f0c1e-7c1b-4a55-8c3e-0a2f6b1d7e21',
  sha256: createHash('sha256').update(mediaContent).digest('hex'),
  sizeBytes: mediaContent.length,
  format: 'iso' as const,
};

/** The guest that the operations of these worlds are about. */
export const lawGuest: Guest = sampleGuest({
  id: '6f1f6a52-8d8c-4d6e-9a39-2f4f6c1d0c11',
  cellId: lawCellId,
  disks: [
    { sizeBytes: 2 ** 30, imageSha256: lawImage.sha256, clone: 'linked' },
    { sizeBytes: 2 ** 20, imageSha256: '', clone: 'linked' },
  ],
});
/** A volume that is to be attached, is attached, or is nobody's. */
export const lawVolume: Volume = {
  ...detached,
  id: '2b7e1c54-90d3-4f1a-8a6b-3c5d7e9f1a22',
  projectId: 'project',
  name: 'data',
  description: '',
  sizeBytes: 2 ** 20,
  storage: '',
  state: 'available',
  made: true,
  cellId: lawCellId,
  createdAtMs: startMs,
};
export const lawFloatingIp = {
  id: '7c4a2e10-3b5d-4c6f-9e8a-1d2f3a4b5c66',
  network: 'outside',
  address: '203.0.113.7',
  description: '',
  guestId: null,
  wantedGuestId: lawGuest.id,
  dueAtMs: 0,
  createdAtMs: startMs,
};
/** Name of a storage for guests on one. */
export const lawStorage = 'shared';
/** Of the image that a law builds. */
export const lawBuildId = '5b9c2f34-1d0a-4f6e-9c57-6b7a8d9e0f12';
/** Names of these in a cell's cache. */
export const wholeImages = new Set([`${lawImage.sha256}.qcow2`, `${lawMedia.sha256}.iso`]);
