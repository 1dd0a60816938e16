import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { type CellRow, listCells } from './control-plane.ts';

const pollMs = 500;

export interface Awaited {
  readonly cellId: string;
  readonly timeoutMs: number;
  /** What else must hold; none: nothing. */
  readonly holds?: (cell: CellRow) => boolean;
}

/**
 * Waits until the control plane hears of the cell.
 * @throws DomainError `timeout` with reason `cell_not_alive` and the agent's last words.
 */
export async function awaitAlive(
  client: ApiClient,
  host: RemoteHost,
  { cellId, timeoutMs, holds = () => true }: Awaited,
): Promise<CellRow> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const cell = (await listCells(client)).find((each) => each.id === cellId);
    if (cell?.alive && holds(cell)) return cell;
    if (performance.now() > deadline) break;
    await delay(pollMs);
  }
  const journal = 'journalctl -u cellar-cell-agent -n 5 -o cat --no-pager';
  const { output } = await host.attemptAsRoot(journal).catch(() => ({ output: '' }));
  throw new DomainError(
    'timeout',
    `the control plane has not heard of the cell within ${timeoutMs / 1000} s: it must reach the host's ports 5852 and 5853, and the host its port 5851. The agent's last words:\n${output.trim()}`,
    { reason: 'cell_not_alive' },
  );
}
