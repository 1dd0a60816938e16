/** Cuts lost cells off by the configured command, once for each loss and again while that fails. */
import type { Cell } from '../../domain/cell.ts';
import type { Fence, Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';

const tryAgainAfterMs = 60_000;

type FencePorts = Pick<Ports, 'store' | 'live' | 'clock' | 'ids'>;

export class Fences {
  readonly #ports: FencePorts;
  readonly #fence: Fence;
  readonly #nowMs: () => number;
  readonly #cells = new Map<string, { state: 'under way' | 'cut' | 'failed'; atMs: number }>();

  constructor(ports: FencePorts, fence: Fence, nowMs: () => number) {
    this.#ports = ports;
    this.#fence = fence;
    this.#nowMs = nowMs;
  }

  isCut(cellId: string): boolean {
    return this.#cells.get(cellId)?.state === 'cut';
  }

  /** The cell is back: what was cut off then no longer counts. */
  forget(cellId: string): void {
    if (this.#cells.get(cellId)?.state !== 'under way') this.#cells.delete(cellId);
  }

  /** Returns when the command has ended, if this is what begins it. */
  async cutOff(cell: Cell): Promise<void> {
    const { cut } = this.#fence;
    const before = this.#cells.get(cell.id);
    if (cut === null || before?.state === 'under way' || before?.state === 'cut') return;
    if (before !== undefined && this.#nowMs() - before.atMs < tryAgainAfterMs) return;
    this.#cells.set(cell.id, { state: 'under way', atMs: this.#nowMs() });
    const failure = await cut(cell).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'unknown error'),
    );
    this.#cells.set(cell.id, { state: failure === null ? 'cut' : 'failed', atMs: this.#nowMs() });
    const { store, live, clock, ids } = this.#ports;
    await store.audit.append(systemContext({ clock, ids }), {
      action: 'fence-cell',
      subject: { kind: 'cell', id: cell.id },
      outcome: failure === null ? 'done' : 'failed',
      details: { cell: cell.name, address: cell.address, ...(failure === null ? {} : { failure }) },
    });
    const message =
      failure === null
        ? `The lost cell '${cell.name}' was cut off by the fencing command.`
        : `The fencing command failed for the lost cell '${cell.name}': ${failure}`;
    const code = failure === null ? 'cell_fenced' : 'fencing_failed';
    live.warn({ cellId: cell.id, guestId: '', code, message });
  }
}
