import { decodeCell, decodeStorageState, encodeCell } from '../convert-events.ts';
import { DomainError } from '../errors.ts';
import type { StorageState } from '../model-storages.ts';
import { type AttachStorageRequest, storageTypes } from '../model-storages.ts';
import { cellar } from '../runtime.ts';
import { codec, empty, method } from './method.ts';

const v1 = cellar.cell.v1;

/** Storage of the cell: what it shares with others, and where its own is. */
export const storageMethods = {
  attachStorage: method(
    'AttachStorage',
    codec(v1.AttachStorageRequest, (value: AttachStorageRequest) => value, decodeRequest),
    codec(v1.StorageState, (value: StorageState) => value, decodeStorageState),
  ),
  detachStorage: method(
    'DetachStorage',
    codec(
      v1.DetachStorageRequest,
      (value: { name: string }) => value,
      (message) => ({ name: message.name ?? '' }),
    ),
    empty,
  ),
  setStoragePath: method(
    'SetStoragePath',
    codec(
      v1.SetStoragePathRequest,
      (value: { path: string }) => value,
      (message) => ({ path: message.path ?? '' }),
    ),
    codec(v1.CellDescription, encodeCell, decodeCell),
  ),
};

function decodeRequest(message: cellar.cell.v1.IAttachStorageRequest): AttachStorageRequest {
  const request = new v1.AttachStorageRequest(message);
  const type = storageTypes.find((known) => known === request.type);
  if (type === undefined) {
    throw new DomainError(
      'invalid',
      `storage type "${request.type}" is not one of ${storageTypes.join(', ')}`,
    );
  }
  const { name, id, host, target, initialize } = request;
  return { name, id, type, host, target, initialize };
}
