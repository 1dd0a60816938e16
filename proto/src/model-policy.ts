/** Which packets reach a guest. What it sends and the answers to that always pass. */
import type { GuestCommand } from './model.ts';

/** `reject` drops without a word. */
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

export interface SecurityPolicy {
  /** For packets that no rule matches. */
  readonly defaultAction: PolicyAction;
  readonly rules: readonly PolicyRule[];
}

/** That of a guest to which nobody gave one. */
export const openPolicy: SecurityPolicy = { defaultAction: 'accept', rules: [] };

export interface SetSecurityPolicyRequest extends GuestCommand {
  readonly policy: SecurityPolicy;
}
