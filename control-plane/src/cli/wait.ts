/** Waiting for what the control plane does, with its progress on the terminal. */
import { DomainError, isErrorCode } from '../../../proto/src/errors.ts';
import type { ApiClient } from './api-client.ts';
import type { Output } from './output/output.ts';

interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly progress: number;
  readonly error: { readonly code: string; readonly reason: string | null; readonly message: string } | null;
}

const waitS = 2;

/** Returns the finished operation. @throws DomainError as it failed, `cancelled`. */
export async function awaitOperation(client: ApiClient, out: Output, id: string): Promise<OperationRow> {
  for (;;) {
    const { operation } = await client.cellar<{ operation: OperationRow }>(
      'GET',
      `/operations/${id}?wait=${waitS}`,
    );
    const { state, progress, kind, error } = operation;
    out.progress(kind, state === 'done' ? 100 : progress);
    if (state === 'done') return operation;
    if (state === 'cancelled') throw new DomainError('cancelled', 'the operation was cancelled');
    if (state === 'failed')
      throw new DomainError(
        error && isErrorCode(error.code) ? error.code : 'internal',
        error?.message ?? 'the operation failed',
        { reason: error?.reason ?? undefined },
      );
  }
}

/** Waits until the guest is created. @throws DomainError as its creation failed. */
export async function awaitGuest(client: ApiClient, out: Output, id: string, name: string): Promise<void> {
  const { operations } = await client.cellar<{ operations: OperationRow[] }>(
    'GET',
    `/operations?subject_kind=guest&subject_id=${id}&kind=create-guest&limit=1`,
  );
  const [operation] = operations;
  if (operation === undefined)
    throw new DomainError('not_found', `nothing is known of the creation of ${name}`);
  await awaitOperation(client, out, operation.id);
}
