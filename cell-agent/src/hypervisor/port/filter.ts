import type { SecurityPolicy } from '../../../../proto/src/model-policy.ts';

/** What reaches a guest and what it may send. Every guest is filtered from its definition on until it is undefined. */
export interface FilterHypervisor {
  /**
   * Which packets reach the guest; a running one at once.
   * @throws DomainError `unsupported` with reason `filter_unavailable` if the host can not filter a running guest.
   */
  setSecurityPolicy(guestId: string, policy: SecurityPolicy): Promise<void>;
}
