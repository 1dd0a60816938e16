import type { AuditEntry } from '../../domain/audit.ts';
import type { Context } from '../context.ts';
import type { Page } from './store.ts';

/** A row as it is read. */
export interface AuditRow extends AuditEntry {
  /** Grows with each row. */
  readonly id: number;
  readonly atMs: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly via: string;
  readonly address: string;
  readonly requestId: string;
}

/** Conditions that all hold. */
export interface AuditFilter {
  readonly actorName?: string;
  readonly via?: string;
  readonly address?: string;
  readonly requestId?: string;
  readonly action?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly outcome?: AuditEntry['outcome'];
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
  /** Rows with a smaller id: where the page before ended, whatever was appended since. */
  readonly beforeId?: number;
}

export interface AuditStore {
  append(context: Context, entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(page: Page, filter?: AuditFilter): Promise<AuditRow[]>;
  /** Those with a greater id, oldest first. */
  since(id: number, limit: number): Promise<AuditRow[]>;
}
