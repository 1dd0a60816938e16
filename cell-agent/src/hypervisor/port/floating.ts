/** Addresses of the outside that lead to guests. */
export interface FloatingHypervisor {
  /**
   * At once and from then on, whoever starts the guest: the cell answers for the addresses outside, and what the guest
   * sends there bears the first.
   * @throws DomainError `unsupported` with reason `floating_unavailable` where the cell can not do that for a guest.
   */
  setFloatingAddresses(guestId: string, addresses: readonly string[]): Promise<void>;
}
