/** Changes of one guest. Each looks at what is first: doing it again changes nothing more. */
import type { LongCall } from '../port.ts';

export interface ChangeHypervisor {
  /** Also the host name, which cloud-init hands on at the next start. */
  renameGuest(guestId: string, name: string): Promise<void>;
  /**
   * `next-start` leaves a running guest as it is. `now` changes the running one too; it returns when that has as many.
   * @throws DomainError `conflict` with reason `cores_above_maximum` beyond what the guest was started for, or
   *   `cores_in_use` if its system does not let go of one;
   *   `unsupported` with reason `cores_not_removable`.
   */
  setCores(guestId: string, cores: number, when: 'next-start' | 'now'): Promise<void>;
  /**
   * Of a running guest too; returns when that has as much.
   * @throws DomainError `conflict` with reason `memory_above_maximum` beyond what the guest was started for, or
   *   `memory_in_use` if its system does not go along.
   */
  setMemory(guestId: string, memoryBytes: number): Promise<void>;
  /**
   * Of a running guest too, which sees it at once. A disk that is larger already is left as it is.
   * @throws DomainError `not_found` with reason `disk_unknown`.
   */
  resizeDisk(guestId: string, index: number, sizeBytes: number): Promise<void>;
  /**
   * Writes the file of a stopped guest's disk anew without what the disk no longer holds. Its content stays.
   * @throws DomainError `conflict` with reason `disk_has_snapshots`; `cancelled`; `no_capacity`.
   */
  compactDisk(guestId: string, index: number, options?: LongCall): Promise<void>;
  /** With the host; one that needs a lease does not, whatever it is set to. */
  setAutoStart(guestId: string, enabled: boolean): Promise<void>;
  /** Notes whether it needs a lease to run, which is for the agent to heed. */
  setFailover(guestId: string, enabled: boolean): Promise<void>;
  /** New viewers of a running guest's screen need it at once. */
  setMonitorSecret(guestId: string, secret: string): Promise<void>;
  /**
   * By the agent inside the running guest.
   * @throws DomainError `conflict` with reason `guest_agent_unresponsive`, `invalid` with reason `password_refused`.
   */
  setGuestPassword(guestId: string, user: string, password: string): Promise<void>;
}
