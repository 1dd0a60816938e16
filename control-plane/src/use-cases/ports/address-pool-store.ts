import type { AddressHolder, AddressPool, AddressRange, Allocation } from '../../domain/address-pool.ts';
import type { Stretch } from '../../domain/allocation.ts';

export type CountedAddressPool = AddressPool & {
  /** Of all its ranges. */
  readonly addresses: number;
  readonly allocated: number;
};

export interface AddressPoolStore {
  /** @throws DomainError `already_exists`. */
  insert(pool: AddressPool): Promise<void>;
  get(name: string): Promise<AddressPool | undefined>;
  /** Sorted by name. */
  list(): Promise<CountedAddressPool[]>;
  update(
    name: string,
    change: Partial<Pick<AddressPool, 'gateway' | 'dns' | 'provider' | 'mode'>>,
  ): Promise<void>;
  /** With its ranges. */
  remove(name: string): Promise<void>;

  insertRange(range: AddressRange): Promise<void>;
  /** In the order in which they were added. */
  ranges(pool: string): Promise<AddressRange[]>;
  /** Where the search for free addresses goes on. */
  setNext(range: AddressRange, next: number): Promise<void>;
  removeRange(range: AddressRange): Promise<void>;

  /** The lowest free address of the stretch; null if all are taken. */
  firstFree(pool: string, stretch: Stretch): Promise<number | null>;
  /** @throws DomainError `already_exists` with reason `address_taken`. */
  allocate(allocation: Allocation): Promise<void>;
  /** Sorted by address. */
  allocations(pool: string, within?: Stretch, limit?: number): Promise<Allocation[]>;
  countAllocations(pool: string, within?: Stretch): Promise<number>;
  findAllocation(pool: string, address: number): Promise<Allocation | undefined>;
  /** Frees all that it holds. A guest that is removed does so by itself. */
  release(holder: AddressHolder): Promise<void>;
}
