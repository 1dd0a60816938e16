/** An address of an external network that follows its user to whichever desktop he has. */
export interface FloatingIp {
  readonly id: string;
  /** Name of the address pool. */
  readonly network: string;
  /** IPv4 without prefix. */
  readonly address: string;
  readonly description: string;
  /** Null: nobody's. */
  readonly userId: string | null;
  /** The guest that its cell leads it to, or is told to; null: none. */
  readonly guestId: string | null;
  /** The guest that it shall lead to; null: none. */
  readonly wantedGuestId: string | null;
  /** When what is wanted is tried again. */
  readonly dueAtMs: number;
  readonly createdAtMs: number;
}
