/** Every kind of operation that the engine knows. */
import { createGuestOperation } from '../use-cases/guests/create-guest-operation.ts';
import { deleteGuestOperation } from '../use-cases/guests/delete-guest.ts';
import { rebootGuestOperation } from '../use-cases/guests/reboot-guest.ts';
import { resetGuestOperation } from '../use-cases/guests/reset-guest.ts';
import { startGuestOperation } from '../use-cases/guests/start-guest.ts';
import { stopGuestOperation } from '../use-cases/guests/stop-guest.ts';
import type { AnyDefinition } from './run-steps.ts';

export const knownOperations: readonly AnyDefinition[] = [
  createGuestOperation,
  deleteGuestOperation,
  startGuestOperation,
  stopGuestOperation,
  rebootGuestOperation,
  resetGuestOperation,
];
