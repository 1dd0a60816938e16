import { domain, network, optionalText } from './procedure.ts';
import { decodeXdr, type Infer, int } from './xdr.ts';
import { optional, struct } from './xdr-composite.ts';

/** `virNetMessageError`: what a reply carries in place of its result. */
const errorCodec = struct({
  code: int,
  domain: int,
  message: optionalText,
  level: int,
  guest: optional(domain),
  text1: optionalText,
  text2: optionalText,
  text3: optionalText,
  int1: int,
  int2: int,
  network: optional(network),
});

/** What libvirt answered in place of a result: `code` is a `VIR_ERR_*`, `origin` a `VIR_FROM_*`. */
export class LibvirtError extends Error {
  override name = 'LibvirtError';
  readonly code: number;
  readonly origin: number;
  readonly level: number;

  constructor(error: Pick<Infer<typeof errorCodec>, 'code' | 'domain' | 'level' | 'message'>) {
    super(error.message ?? `libvirt error ${error.code}`);
    this.code = error.code;
    this.origin = error.domain;
    this.level = error.level;
  }
}

/** Reads the payload of an error reply. Throws `XdrError` on anything else. */
export function decodeLibvirtError(payload: Buffer): LibvirtError {
  return new LibvirtError(decodeXdr(errorCodec, payload));
}

/** The payload of an error reply. */
export { errorCodec };

/**
 * Why a call ended without an answer. `unreachable`: no connection could be made. `lost`: it ended while the call was
 * on its way, so the call may or may not have been carried out. `timeout`, `aborted`: the caller stopped waiting; the
 * daemon may still carry it out. `invalid`: the arguments cannot be sent. `protocol`: the peer does not keep to the
 * protocol. `closed`: the connection had been closed before.
 */
export type RpcFailure = 'unreachable' | 'lost' | 'timeout' | 'aborted' | 'invalid' | 'protocol' | 'closed';

export class RpcError extends Error {
  override name = 'RpcError';
  readonly failure: RpcFailure;

  constructor(failure: RpcFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.failure = failure;
  }
}
