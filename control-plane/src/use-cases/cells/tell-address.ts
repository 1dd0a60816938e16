import { systemActor } from '../../domain/actor.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireCellAddress } from './cell-address.ts';
import { requireTrustedCell } from './require-trusted-cell.ts';

/**
 * A cell tells where it is reached from now on; its link is made anew.
 * @throws DomainError `forbidden` (`cell_revoked`, `cell_unknown`), `invalid` (`bad_address`).
 */
export async function tellAddress(
  ports: Pick<Ports, 'store' | 'cellLinks'>,
  caller: Omit<Context, 'actor'>,
  input: { cellId: string; advertise: string },
): Promise<void> {
  const { cellId, advertise: address } = input;
  requireCellAddress(address);
  await ports.store.transaction(async (tx) => {
    const cell = await requireTrustedCell({ store: tx }, cellId);
    if (cell.address === address) return;
    await tx.cells.update(cellId, { address });
    await tx.audit.append(
      { ...caller, actor: systemActor },
      {
        action: 'tell-address',
        subject: { kind: 'cell', id: cellId },
        outcome: 'done',
        details: { name: cell.name, before: cell.address, address },
      },
    );
  });
  ports.cellLinks.refresh();
}
