/** Guests that stopped short because of their host, and how they go on. */
export interface RecoveryHypervisor {
  /** Ids of the guests that have paused as the storage was full. */
  guestsWaitingForRoom(): Promise<string[]>;
  /**
   * Lets a paused guest go on, and what it could not write is written. A running one goes on already.
   * @throws DomainError `conflict` with reason `guest_stopped`.
   */
  resumeGuest(guestId: string): Promise<void>;
  /** Whether a migration has begun that is not over: it may run elsewhere by now. */
  isOnItsWay(guestId: string): Promise<boolean>;
}
