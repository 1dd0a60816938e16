/** A hypervisor host that has joined. Its name is unique and never changes; its address may. */
export interface Cell {
  readonly id: string;
  readonly name: string;
  /** Null: unallocated. */
  readonly pool: string | null;
  readonly enabled: boolean;
  /** Where its agent's gRPC server is, `host:port`. */
  readonly address: string;
  readonly joinedAtMs: number;
  readonly revokedAtMs: number | null;
}

export interface ComputePool {
  readonly name: string;
  readonly enabled: boolean;
  /** Name of a storage pool; empty: each cell's local storage. */
  readonly storage: string;
  /** Name of an address pool; empty: whatever the bridge's network gives. */
  readonly network: string;
  readonly failover: boolean;
  readonly createdAtMs: number;
}

/** The host part of `host:port`, without brackets. */
export function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

export interface JoinTokenRecord {
  readonly id: string;
  readonly secretHash: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** Set once: a token enrols one cell. */
  readonly usedByCellId: string | null;
  /** The compute pool that the cell shall enter at once; null: unallocated. */
  readonly pool: string | null;
}
