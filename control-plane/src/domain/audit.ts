/** One append-only row for every mutation, written in the same transaction. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: 'accepted' | 'done' | 'refused' | 'failed' | 'cancelled';
  /** Plain data without secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}
