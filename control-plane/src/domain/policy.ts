import type { SecurityPolicy } from '../../../proto/src/model-policy.ts';

export type {
  PolicyAction,
  PolicyProtocol,
  PolicyRule,
  SecurityPolicy,
} from '../../../proto/src/model-policy.ts';

export interface PolicyGroup extends SecurityPolicy {
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
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}
