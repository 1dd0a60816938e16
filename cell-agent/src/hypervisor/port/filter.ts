import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { SecurityPolicy } from '../../../../proto/src/model-policy.ts';

/** What reaches a guest and what it may send. Every guest is filtered from its definition on until it is undefined. */
export interface FilterHypervisor {
  /**
   * Which packets reach the guest; a running one at once.
   * @throws DomainError `unsupported` with reason `filter_unavailable` if the host can not filter a running guest.
   */
  setSecurityPolicy(guestId: string, policy: SecurityPolicy): Promise<void>;
  /**
   * Filters a guest that is to come here as the spec says, ahead of its definition: for one that arrives running. The
   * names of its interfaces on the host are in its definition, and the same on every host. Again with another spec
   * replaces the filter; `dropFilter` takes back that of a guest that did not come.
   * @throws DomainError `unsupported` with reason `filter_unavailable`.
   */
  prepareFilter(spec: GuestSpec): Promise<void>;
  /** Of a guest that is not defined here; any other's stays. */
  dropFilter(guestId: string): Promise<void>;
}
