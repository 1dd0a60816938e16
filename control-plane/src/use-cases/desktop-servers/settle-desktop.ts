import type { Ports, Store } from '../ports/index.ts';

/**
 * A desktop is ready, or an error, after something was done to it; what the reserve of its project learns by that is kept.
 * Wake the reserve after the transaction. Of a guest that is no desktop nothing changes.
 * @returns the project; null: it is none.
 */
export async function settleDesktop(
  tx: Store,
  { clock }: Pick<Ports, 'clock'>,
  id: string,
  state: 'ready' | 'error',
): Promise<string | null> {
  const server = await tx.desktops.getServer(id);
  if (server === undefined) return null;
  const { projectId, reservationId } = server;
  if (server.state === state) return projectId;
  await tx.desktops.setServerState(id, state);
  const record = await tx.desktopReserves.get(projectId);
  if (state === 'ready') {
    if (record && record.failures > 0) await tx.desktopReserves.put({ ...record, failures: 0, message: '' });
    return projectId;
  }
  if (server.state !== 'building') await tx.rollOuts.noteFailure(projectId);
  const failedAttempt = server.state === 'building' ? reservationId : id;
  if (record && record.failures > 0 && record.failedAttempt === failedAttempt) return projectId;
  const operation = await tx.operations.latest({ kind: 'guest', id });
  const message = operation?.error?.message ?? `the instance '${server.name}' failed`;
  const failures = (record?.failures ?? 0) + 1;
  const degraded = record?.degraded ?? false;
  await tx.desktopReserves.put({
    projectId,
    failures,
    failedAtMs: clock.nowMs(),
    failedAttempt,
    message,
    degraded,
  });
  return projectId;
}
