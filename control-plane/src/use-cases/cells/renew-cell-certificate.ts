import type { EnrolReply } from '../../../../proto/src/enrolment.ts';
import { systemActor } from '../../domain/actor.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireTrustedCell } from './require-trusted-cell.ts';

/** A cell that is trusted already gets a certificate for a new key. */
export async function renewCellCertificate(
  ports: Pick<Ports, 'store' | 'authority'>,
  caller: Omit<Context, 'actor'>,
  input: { cellId: string; certificateRequest: string },
): Promise<EnrolReply> {
  const { cellId } = input;
  const certificate = await ports.authority.certifyCell(input.certificateRequest, cellId);
  await ports.store.transaction(async (tx) => {
    await requireTrustedCell({ store: tx }, cellId);
    const subject = { kind: 'cell', id: cellId };
    await tx.audit.append(
      { ...caller, actor: systemActor },
      { action: 'renew-cell-certificate', subject, outcome: 'done' },
    );
  });
  return { cellId, certificate, caCertificate: ports.authority.certificate };
}
