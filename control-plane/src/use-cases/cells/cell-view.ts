import type { Cell } from '../../domain/cell.ts';
import type { LiveView } from '../ports/index.ts';

export interface CellView {
  readonly cell: Cell;
  readonly alive: boolean;
  /** When it was last heard of; null: never since the start. */
  readonly seenAtMs: number | null;
}

export function viewCell(live: Pick<LiveView, 'cell'>, cell: Cell): CellView {
  const seen = live.cell(cell.id);
  return { cell, alive: seen?.alive ?? false, seenAtMs: seen?.seenAtMs ?? null };
}
