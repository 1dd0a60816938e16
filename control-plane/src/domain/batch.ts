/** Many guests created, deleted, stopped or migrated by one request; each item succeeds or fails by itself. */
import type { Actor } from './actor.ts';
import type { OperationError } from './operation.ts';

export type BatchKind = 'create-guest' | 'delete-guest' | 'stop-guest' | 'migrate-guest';

export interface Batch {
  readonly id: string;
  readonly kind: BatchKind;
  /** Who asked for it; the items run with his rights at that time. */
  readonly actor: Actor;
  readonly requestId: string;
  readonly address: string;
  /** What all items have in common; plain data. May hold secrets: never shown. */
  readonly input: unknown;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
}

export interface NewBatchItem {
  /** Of the guest to be; empty where the guest exists, or is named when it has its address. */
  readonly name: string;
  /** Of an existing guest as it was asked for; null until it is being created. */
  readonly guestId: string | null;
  /** MAC that the guest to be shall have; null: any. */
  readonly ethernetAddress: string | null;
}

export interface BatchItem extends NewBatchItem {
  /** Place in the request, from 0. */
  readonly position: number;
  /** The operation that does it; null before it was submitted, and for good if the item was refused. */
  readonly operationId: string | null;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly error: OperationError | null;
  /** 0 to 100 of its operation. */
  readonly progress: number;
}
