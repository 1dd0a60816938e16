import { DomainError } from '../../../../proto/src/errors.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { findDesktopProject } from './desktop-access.ts';
import { giveDesktops } from './give-desktops.ts';

interface AutoAllocateInput {
  readonly projectId: string;
  /** Who asked for it, for the history of the desktops. */
  readonly actor: Context['actor'];
}

/**
 * Gives the users of the project the desktops that are free; asked for again while it is at work, it is that same operation.
 * @returns the operation's id. @throws DomainError `forbidden`, `not_found`.
 */
export async function autoAllocateUsers(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  input: { id: string },
): Promise<{ operationId: string }> {
  const { project } = await findDesktopProject(ports.store, ctx, input.id);
  const subject = { kind: 'project', id: project.id };
  try {
    const operationId = await ports.store.transaction(async (tx) => {
      const actor = { ...ctx.actor, credentialHash: '' };
      const request = { kind: 'auto-allocate-users', subject, input: { projectId: project.id, actor } };
      const { id } = await ports.operations.submit(tx, ctx, request);
      const details = { operation: id };
      await tx.audit.append(ctx, { action: 'auto-allocate-users', subject, outcome: 'accepted', details });
      return id;
    });
    ports.operations.start(operationId);
    return { operationId };
  } catch (error) {
    const running = error instanceof DomainError && error.reason === 'operation_running';
    const { kind, operation } = (running && error.details) || {};
    if (kind !== 'auto-allocate-users' || typeof operation !== 'string') throw error;
    return { operationId: operation };
  }
}

export const autoAllocateUsersOperation: OperationDefinition<AutoAllocateInput> = {
  kind: 'auto-allocate-users',
  cancellable: false,
  steps: [
    {
      name: 'allocate',
      timeoutMs: 60_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, requestId, input }) => {
        const ctx = { ...systemContext(ports, requestId), actor: input.actor };
        const given = await ports.store.transaction((tx) => giveDesktops(tx, ctx, input.projectId));
        ports.reserves.wake(input.projectId);
        return given;
      },
    },
  ],
  result: ({ results }: StepRun<AutoAllocateInput>) => results.allocate,
};
