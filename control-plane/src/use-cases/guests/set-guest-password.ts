import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest, GuestAccount } from '../../domain/guest.ts';
import { isRunning } from '../../domain/live.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { ChangePorts } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { accountOf } from './guest-account.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';

interface SetGuestPasswordInput extends GuestOperationInput {
  readonly account: GuestAccount;
}

const generatedLength = 10;
/** Both reach the guest's system as a line `user:password`. */
const userName = /^[^:\p{Cc}]{1,64}$/u;
const password = /^[^\p{Cc}]{1,128}$/u;

/**
 * Sets the password of an account inside the running guest, by the agent there. An empty user is the administrator, an
 * empty password a generated one.
 */
export async function setGuestPassword(
  ports: ChangePorts & Pick<Ports, 'ids'>,
  ctx: Context,
  request: { guestId: string; user: string; password: string },
): Promise<GuestAccount> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const account: GuestAccount = {
    user: request.user || (await accountOf(ports.store, guest)).user,
    password: request.password || ports.ids.password(generatedLength),
  };
  checkAccount(account);
  await requireReachable(ports, guest);
  if (!isRunning(ports.live.guest(guest.id))) throw notRunning(guest);
  await runGuestOperation(ports, ctx, {
    kind: 'set-guest-password',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, account },
    timeoutMs: 60_000,
  });
  return account;
}

export const setGuestPasswordOperation: OperationDefinition<SetGuestPasswordInput> = {
  kind: 'set-guest-password',
  cancellable: false,
  endedInput: ({ guestId, cellId, account }) => ({ guestId, cellId, user: account.user }),
  steps: [
    {
      name: 'set-in-guest',
      timeoutMs: 45_000,
      // The password before is not known: a cell that falls silent is waited for.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId, account } = input;
        await ports.cells.setGuestPassword(
          cellId,
          { operationId, guestId, ...account },
          { timeoutMs, signal },
        );
      },
    },
    {
      name: 'record',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports, input }) => ports.store.guests.setAccount(input.guestId, input.account),
    },
  ],
};

function checkAccount(account: GuestAccount): void {
  if (!userName.test(account.user)) {
    throw new DomainError(
      'invalid',
      `user ${JSON.stringify(account.user.slice(0, 80))} is not allowed: 1 to 64 characters without ':' and control characters`,
      { reason: 'bad_account', details: { field: 'user' } },
    );
  }
  if (password.test(account.password)) return;
  throw new DomainError(
    'invalid',
    'password is not allowed: 1 to 128 characters without control characters',
    {
      reason: 'bad_account',
      details: { field: 'password' },
    },
  );
}

function notRunning(guest: Guest): DomainError {
  return new DomainError('conflict', `guest '${guest.name}' is not running`, {
    reason: 'guest_stopped',
    subject: { kind: 'guest', id: guest.id },
  });
}
