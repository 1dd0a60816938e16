import { DomainError, toDomainError } from '../../../../proto/src/errors.ts';
import { type DesktopRequest, isUnfinished } from '../../domain/desktop-request.ts';
import type { Operation } from '../../domain/operation.ts';
import { bringBelongings } from '../desktop-users/bring-belongings.ts';
import { operationFailure } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { allocateDesktop } from './allocate-desktop.ts';
import { bringUpDesktop } from './bring-up-desktop.ts';
import { handOverDesktop } from './hand-over-desktop.ts';
import { noticeOf, withoutVolume } from './notice-of.ts';
import { requesterContext } from './requester-context.ts';

export type FulfilPorts = Pick<
  Ports,
  'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock' | 'desktops' | 'keystone' | 'reserves'
>;

const handOverMs = 120_000;

/**
 * Brings a request to its end from wherever it stands: a desktop is chosen or made, brought up, and handed over. Its row says how
 * far it is; each part looks first at what is done.
 * @throws what `signal` was aborted with, and what is wrong with the store: then it is to be called again.
 */
export async function fulfilRequest(ports: FulfilPorts, id: string, signal: AbortSignal): Promise<void> {
  try {
    if (!(await ports.store.desktopRequests.begin(id))) return;
    for (let isOver = false; !isOver; ) isOver = await goOn(ports, id, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    const error = toDomainError(thrown);
    if (error.reason === 'request_ended') return;
    await ports.store.desktopRequests.fail(id, noticeOf(error), ports.clock.nowMs());
    if (error.code === 'internal') throw thrown;
  }
}

/** False: another desktop has to be chosen, or something else is at work on this one. */
async function goOn(ports: FulfilPorts, id: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const request = await ports.store.desktopRequests.get(id);
  if (!request || !isUnfinished(request)) return true;
  if (request.operationId !== null) return handedOver(ports, request, request.operationId, signal);
  const serverId = request.serverId ?? (await allocateDesktop(ports, request));
  if (!(await bringUpDesktop(ports, request, serverId, signal))) return chooseAnew(ports, id);
  const guest = await ports.store.guests.get(serverId);
  if (guest === undefined) return chooseAnew(ports, id);
  await bringWith(ports, request, serverId, signal);
  const operation = await handOver(() => handOverDesktop(ports, request, guest));
  if (typeof operation === 'string') await waitFor(ports, operation, signal);
  return false;
}

/** What is the user's own comes with him; that his volume does not is told. */
async function bringWith(
  ports: FulfilPorts,
  request: DesktopRequest,
  serverId: string,
  signal: AbortSignal,
): Promise<void> {
  const { userId, userName, projectId, warnings } = request;
  const wanted = { userId, userName, projectId, serverId };
  const outcome = await bringBelongings(ports, requesterContext(ports, request), wanted, signal);
  const others = warnings.filter(({ data }) => data.volume === undefined);
  const told = outcome.outcome === 'skipped' ? [...others, withoutVolume(outcome)] : others;
  if (told.length !== warnings.length) await ports.store.desktopRequests.setWarnings(request.id, told);
}

async function chooseAnew({ store }: FulfilPorts, id: string): Promise<boolean> {
  await store.desktopRequests.choose(id, null);
  return false;
}

/** The id of the operation that is in the way, if one is. */
async function handOver(submit: () => Promise<Operation>): Promise<Operation | string> {
  try {
    return await submit();
  } catch (error) {
    const inTheWay = error instanceof DomainError && error.details?.operation;
    if (typeof inTheWay === 'string') return inTheWay;
    throw error;
  }
}

async function handedOver(
  ports: FulfilPorts,
  { id }: DesktopRequest,
  operationId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const operation = await waitFor(ports, operationId, signal);
  if (operation === undefined) return false;
  if (operation.state === 'done') return true;
  const failure = operationFailure(operation);
  if (failure.reason === 'desktop_released') return chooseAnew(ports, id);
  throw failure;
}

/** Undefined while it goes on. */
async function waitFor(
  { operations }: FulfilPorts,
  operationId: string,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  try {
    return await operations.finished(operationId, { timeoutMs: handOverMs, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DomainError && error.reason === 'operation_running') return undefined;
    throw error;
  }
}
