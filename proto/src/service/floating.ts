import type { SetFloatingAddressesRequest } from '../model-volumes.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, guest, method } from './method.ts';

const v1 = cellar.cell.v1;

/** Which addresses of the outside lead to a guest. */
export const floatingMethods = {
  setFloatingAddresses: method(
    'SetFloatingAddresses',
    codec(
      v1.SetFloatingAddressesRequest,
      (value: SetFloatingAddressesRequest) => ({ ...value, addresses: [...value.addresses] }),
      (message): SetFloatingAddressesRequest => ({
        ...decodeGuestCommand(message),
        addresses: message.addresses ?? [],
      }),
    ),
    guest,
  ),
};
