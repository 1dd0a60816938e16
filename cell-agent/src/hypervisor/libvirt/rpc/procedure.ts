import { type Codec, fixedOpaque, type Infer, int, string, uint, XdrError } from './xdr.ts';
import { array, mapped, optional, struct } from './xdr-composite.ts';

/** Programs of the protocol (libvirt's `remote_protocol.x`, `qemu_protocol.x`, `virkeepaliveprotocol.x`). */
export const programs = { remote: 0x2000_8086, qemu: 0x2000_8087, keepAlive: 0x6b65_6570 } as const;
/** All three programs have had this version from the start. */
export const PROGRAM_VERSION = 1;

/**
 * One remote procedure. A `query` changes nothing, so it may be sent again on a new connection; an `action` is
 * never repeated.
 */
export type Procedure<A, R> = {
  readonly name: string;
  readonly program: number;
  readonly number: number;
  readonly effect: 'query' | 'action';
  readonly args: Codec<A>;
  readonly result: Codec<R>;
};

/** A procedure of libvirt's main program that changes nothing. */
export function query<A, R>(name: string, number: number, args: Codec<A>, result: Codec<R>): Procedure<A, R> {
  return { name, program: programs.remote, number, effect: 'query', args, result };
}

/** A procedure of libvirt's main program that changes something. */
export function action<A, R>(
  name: string,
  number: number,
  args: Codec<A>,
  result: Codec<R>,
): Procedure<A, R> {
  return { name, program: programs.remote, number, effect: 'action', args, result };
}

const LIST_MAX = 16_384;

/** Text that is never null (`remote_nonnull_string`). */
export const text = string(4_194_304);
export const optionalText = optional(text);

/** A UUID: 16 bytes on the wire, canonical lower-case text here. */
export const uuid: Codec<string> = mapped(
  fixedOpaque(16),
  (bytes) => {
    const hex = Buffer.from(bytes).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
  (value) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
      throw new XdrError(`${JSON.stringify(value)} is not a UUID`);
    }
    return Buffer.from(value.replaceAll('-', ''), 'hex');
  },
);

/** A domain as libvirt names it on the wire; `id` is -1 while it is not running. */
export const domain = struct({ name: text, uuid, id: int });
export type DomainRef = Infer<typeof domain>;

export const network = struct({ name: text, uuid });
export type NetworkRef = Infer<typeof network>;

export const pool = struct({ name: text, uuid });
export type PoolRef = Infer<typeof pool>;

export const volume = struct({ pool: text, name: text, key: text });
export type VolumeRef = Infer<typeof volume>;

export const domainFlags = struct({ domain, flags: uint });

/** Arguments of the "list all" calls: flags, with the results always wanted. */
export const listFlags: Codec<number> = mapped(
  struct({ resultsWanted: int, flags: uint }),
  ({ flags }) => flags,
  (flags) => ({ resultsWanted: 1, flags }),
);

/** Results of the "list all" calls: the list; the count behind it repeats its length. */
export function listOf<T>(element: Codec<T>, max: number = LIST_MAX): Codec<T[]> {
  return mapped(
    struct({ items: array(element, max), count: uint }),
    ({ items }) => items,
    (items) => ({ items, count: items.length }),
  );
}
