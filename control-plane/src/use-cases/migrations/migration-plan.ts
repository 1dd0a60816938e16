/** What the items of one migration have in common; plain data. */
export interface MigrationPlan {
  /** Guests that are elsewhere by then are not moved; null: wherever they are. */
  readonly sourceCellId: string | null;
  readonly targetPool: string;
  /** Null: placement chooses for each guest. */
  readonly targetCellId: string | null;
}
