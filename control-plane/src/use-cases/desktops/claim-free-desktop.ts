import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopState } from '../../domain/desktop.ts';
import type { Store } from '../ports/index.ts';

/** So that nobody gets it from now on. @throws DomainError `conflict` (`server_taken`) if somebody has it by now. */
export async function claimFreeDesktop(tx: Store, id: string, state: DesktopState): Promise<void> {
  const server = await tx.desktops.getServer(id);
  const isHeld = (await tx.desktops.assignmentsOf(id)).length > 0;
  if (server?.state !== 'ready' || isHeld)
    throw new DomainError('conflict', 'the instance is not free', {
      reason: 'server_taken',
      subject: { kind: 'server', id },
    });
  await tx.desktops.setServerState(id, state);
}
