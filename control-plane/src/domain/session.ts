/** A Nano session. Only its hash is kept; only `PUT /sessions/{id}` extends it. */
export interface Session {
  readonly idHash: string;
  readonly userId: string;
  readonly userName: string;
  readonly groupId: string;
  readonly groupName: string;
  /** As they were at the login. */
  readonly menus: readonly string[];
  readonly address: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A one-use way to one guest's screen. Only its hash is kept. */
export interface MonitorChannel {
  readonly idHash: string;
  readonly guestId: string;
  readonly credentialHash: string;
  readonly userId: string;
  readonly userName: string;
  readonly expiresAtMs: number;
}
