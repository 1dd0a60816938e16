export type PolicyAction = 'accept' | 'reject';
export type PolicyProtocol = 'tcp' | 'udp' | 'icmp' | 'all';

/** Decides about packets to a guest; of an ordered list the first that matches counts. */
export interface PolicyRule {
  readonly action: PolicyAction;
  readonly protocol: PolicyProtocol;
  /** 0: any. With the protocol `all` a port means that of TCP and of UDP. */
  readonly toPort: number;
  /** An address, or a network as `address/prefix length`; empty: any. */
  readonly fromAddress: string;
  /** 1 for the guest's first interface; 0: all. */
  readonly interface: number;
}

export interface PolicyGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly groupId: string;
  readonly group: string;
  readonly enabled: boolean;
  /** Shown to all users. */
  readonly global: boolean;
  /** For packets that no rule matches. */
  readonly defaultAction: PolicyAction;
  readonly rules: readonly PolicyRule[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}
