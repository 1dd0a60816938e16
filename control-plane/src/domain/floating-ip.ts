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
  readonly createdAtMs: number;
}
