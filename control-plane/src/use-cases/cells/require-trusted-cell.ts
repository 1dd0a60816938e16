import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Ports } from '../ports/index.ts';

/** The cell that a verified certificate names. @throws DomainError `forbidden` with reason `cell_revoked` or `cell_unknown`. */
export async function requireTrustedCell(ports: Pick<Ports, 'store'>, cellId: string): Promise<Cell> {
  const cell = await ports.store.cells.get(cellId);
  const subject = { kind: 'cell', id: cellId };
  if (!cell)
    throw new DomainError('forbidden', 'the certificate is of a cell that is not known here', {
      reason: 'cell_unknown',
      subject,
    });
  if (cell.revokedAtMs !== null)
    throw new DomainError('forbidden', `cell '${cell.name}' was revoked`, {
      reason: 'cell_revoked',
      subject,
    });
  return cell;
}
