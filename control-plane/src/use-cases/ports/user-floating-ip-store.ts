import type { FloatingIp } from '../../domain/floating-ip.ts';

export interface UserFloatingIp {
  readonly userId: string;
  readonly floatingIpId: string;
}

/** Floating IPs, and which one follows which user: at most one each. */
export interface UserFloatingIpStore {
  insert(floatingIp: Omit<FloatingIp, 'userId'>): Promise<void>;
  find(id: string): Promise<FloatingIp | undefined>;
  /** Sorted by network and age. */
  search(): Promise<FloatingIp[]>;
  removeFloatingIp(id: string): Promise<void>;
  /** Where it leads, or shall lead. */
  lead(id: string, change: Partial<Pick<FloatingIp, 'guestId' | 'wantedGuestId' | 'dueAtMs'>>): Promise<void>;
  /** Those that lead to the guest, or shall. */
  leadingTo(guestId: string): Promise<FloatingIp[]>;
  /** Those that do not lead where they shall, and are due, the longest due first. */
  notLeading(nowMs: number, limit: number): Promise<FloatingIp[]>;

  get(userId: string): Promise<UserFloatingIp | undefined>;
  /** Sorted by user. */
  list(): Promise<UserFloatingIp[]>;
  /** @throws DomainError `already_exists` if the user has one, or another user has this one. */
  assign(assignment: UserFloatingIp): Promise<void>;
  /** False if the user has none. */
  remove(userId: string): Promise<boolean>;
}
