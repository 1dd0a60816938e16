export interface OperationStepsTable {
  operation_id: string;
  position: number;
  name: string;
  state: string;
  attempts: number;
  /** JSON. */
  result: string;
  finished_at_ms: number | null;
}
