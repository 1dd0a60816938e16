import { isTold } from '../../../domain/warning.ts';
import type { Ports, Store } from '../../ports/index.ts';
import type { KeptWarning } from '../../warnings/keep-warnings.ts';
import { keepNotification } from './keep-notification.ts';

/** A warning that is kept anew becomes a notification; while its cause is there no other comes of it. */
export async function tellWarning(
  tx: Store,
  ports: Pick<Ports, 'ids' | 'adjutant'>,
  warning: KeptWarning,
  nowMs: number,
): Promise<void> {
  if (!isTold(warning)) return;
  const { id, code, cellId, message } = warning;
  const cell = cellId === '' ? undefined : await tx.cells.get(cellId);
  const notes = [cell === undefined ? message : `Cell ${cell.name}: ${message}`];
  await keepNotification(tx, ports, nowMs, { task: null, notes, error: true, warning: { id, code } });
}
