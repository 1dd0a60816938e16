export interface UserFloatingIp {
  readonly userId: string;
  readonly floatingIpId: string;
}

/** Which floating IP follows which user: at most one each. */
export interface UserFloatingIpStore {
  get(userId: string): Promise<UserFloatingIp | undefined>;
  /** Sorted by user. */
  list(): Promise<UserFloatingIp[]>;
}
