export interface AdjutantDeliveriesTable {
  id: string;
  kind: 'mail' | 'webhook';
  /** JSON. */
  content: string;
  task_id: string | null;
  notification_id: string | null;
  failures: number;
  due_at_ms: number;
  created_at_ms: number;
}
