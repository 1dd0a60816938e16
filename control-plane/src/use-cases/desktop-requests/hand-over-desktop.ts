/**
 * STEP             do                                                      undo
 * open-session     the user's session on the desktop; his earlier one ends  removes it
 * open-for-client  lets the client's address in, on the cell               takes the rule back
 * complete         the request is answered                                 it is not
 *
 * What is the user's own comes before: `bring-belongings.ts`, whose parts are operations of the same guest. What a session opened
 * is taken back when it is closed: `follow-closed-sessions.ts`.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { clientRule, isSameRule, portOf } from '../../domain/client-access.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import { type DesktopSession, isMerged } from '../../domain/desktop-session.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { PolicyRule } from '../../domain/policy.ts';
import { appendRule } from '../../domain/policy-rules.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { isAmong } from '../desktop-servers/release-desktop.ts';
import { beginSession } from '../desktop-sessions/begin-session.ts';
import { type GuestOperationInput, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports, Store } from '../ports/index.ts';
import { requestEnded } from './request-ended.ts';
import { requesterContext } from './requester-context.ts';

export interface HandOverInput extends GuestOperationInput {
  readonly requestId: string;
}

type Run = StepRun<HandOverInput>;

/** What the later steps know of the session. */
interface OpenedSession {
  readonly sessionId: string;
  /** To be let in; null: nobody. */
  readonly rule: PolicyRule | null;
}

/**
 * Accepts that the user gets the desktop, which runs and has an address.
 * @throws DomainError `conflict` (`operation_running`), and `request_ended`.
 */
export async function handOverDesktop(
  ports: Pick<Ports, 'store' | 'operations' | 'clock'>,
  request: DesktopRequest,
  guest: Guest,
): Promise<Operation> {
  const ctx = requesterContext(ports, request);
  const input = { guestId: guest.id, cellId: guest.cellId, requestId: request.id };
  return submitGuestOperation<HandOverInput>(ports, ctx, {
    kind: 'hand-over-desktop',
    guest,
    input,
    details: { request: request.id },
    reserve: async (tx, { id: operationId }) => {
      if (!(await tx.desktopRequests.noteOperation(request.id, operationId))) throw requestEnded(request.id);
    },
  });
}

async function requestOf({ ports, input }: Run): Promise<DesktopRequest> {
  const request = await ports.store.desktopRequests.get(input.requestId);
  if (request === undefined || request.state === 'failed') throw requestEnded(input.requestId);
  return request;
}

async function openSession(run: Run): Promise<OpenedSession> {
  const request = await requestOf(run);
  const nowMs = run.ports.clock.nowMs();
  return run.ports.store.transaction(async (tx) => {
    const { guestId } = run.input;
    const known = await tx.desktopSessions.get(request.id);
    if (known) return openedSession(known);
    const server = await tx.desktops.getServer(guestId);
    const project = server && (await tx.desktops.getProject(server.projectId));
    const holders = (await tx.desktops.assignmentsOf(guestId)).map(({ holder }) => holder);
    if (!server || !project || !(await isAmong(tx, request.userId, holders))) throw notHeld(guestId);
    const rulePort = await neededPort(tx, guestId, request);
    const merged = await mergeWithGateways(tx, { request, guestId, rulePort, nowMs });
    if (merged) return openedSession(merged);
    const { userId, userName } = request;
    const about = { ...clientOf(request), id: request.id, origin: 'broker', rulePort } as const;
    return openedSession(
      await beginSession(tx, { server, mode: project.mode, userId, userName }, about, nowMs),
    );
  });
}

function clientOf({ connection, clientAddress, clientSystem, clientInfo }: DesktopRequest) {
  return { connection, clientAddress, clientSystem, clientInfo };
}

/** A gateway may have told of the session before. */
async function mergeWithGateways(
  tx: Store,
  about: { request: DesktopRequest; guestId: string; rulePort: number | null; nowMs: number },
): Promise<DesktopSession | undefined> {
  const { request, guestId, rulePort, nowMs } = about;
  const mine = { serverIds: [guestId], userIds: [request.userId], open: true, limit: 1 };
  const [known] = await tx.desktopSessions.list(mine);
  if (!known || !isMerged(known, 'gateway', nowMs)) return undefined;
  const merged: DesktopSession = {
    ...known,
    connection: known.connection ?? request.connection,
    clientAddress: request.clientAddress ?? known.clientAddress,
    clientSystem: known.clientSystem ?? request.clientSystem,
    clientInfo: known.clientInfo ?? request.clientInfo,
    rulePort,
  };
  await tx.desktopSessions.update(merged);
  return merged;
}

/** Null where there is nobody to let in, or a rule that is not the broker's does already. */
async function neededPort(
  tx: Store,
  guestId: string,
  { clientAddress, connection }: DesktopRequest,
): Promise<number | null> {
  const port = portOf(connection);
  if (clientAddress === null || port === null) return null;
  const rule = clientRule(clientAddress, port);
  const isThere = (await tx.guests.get(guestId))?.securityPolicy.rules.some((one) => isSameRule(one, rule));
  if (!isThere) return port;
  const ruled = await tx.desktopSessions.ruledOf(guestId);
  const isOwn = ruled.some((one) => one.clientAddress === clientAddress && one.rulePort === port);
  return isOwn ? port : null;
}

function openedSession({ id, clientAddress, rulePort }: DesktopSession): OpenedSession {
  const rule = clientAddress === null || rulePort === null ? null : clientRule(clientAddress, rulePort);
  return { sessionId: id, rule };
}

function opened({ results }: Run): OpenedSession | undefined {
  return results['open-session'] as OpenedSession | undefined;
}

async function openForClient(run: Run): Promise<void> {
  const rule = opened(run)?.rule;
  if (!rule) return;
  await changeRules(run, (rules) =>
    rules.some((one) => isSameRule(one, rule)) ? rules : appendRule(rules, rule),
  );
}

async function closeForClient(run: Run): Promise<void> {
  const { rule, sessionId } = opened(run) ?? {};
  if (!rule) return;
  const others = (await run.ports.store.desktopSessions.ruledOf(run.input.guestId)).filter(
    ({ id, clientAddress, rulePort }) =>
      id !== sessionId && clientAddress === rule.fromAddress && rulePort === rule.toPort,
  );
  if (others.length > 0) return;
  await changeRules(run, (rules) => rules.filter((one) => !isSameRule(one, rule)));
}

/** The cell first: what is noted with the guest is what its cell holds to. */
async function changeRules(
  { ports, operationId, input, signal, timeoutMs }: Run,
  change: (rules: readonly PolicyRule[]) => readonly PolicyRule[],
): Promise<void> {
  const { cellId, guestId } = input;
  const guest = await ports.store.guests.get(guestId);
  if (guest === undefined) return;
  const policy = { ...guest.securityPolicy, rules: change(guest.securityPolicy.rules) };
  const seen = await ports.cells.setSecurityPolicy(
    cellId,
    { operationId, guestId, policy },
    { timeoutMs, signal },
  );
  ports.live.note(cellId, seen);
  await ports.store.guests.update(guestId, { securityPolicy: policy });
}

function notHeld(guestId: string): DomainError {
  return new DomainError('conflict', 'the desktop is not the user’s any more', {
    reason: 'desktop_released',
    subject: { kind: 'server', id: guestId },
  });
}

export const handOverDesktopOperation: OperationDefinition<HandOverInput> = {
  kind: 'hand-over-desktop',
  cancellable: false,
  steps: [
    {
      name: 'open-session',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 1,
      do: openSession,
      undo: async ({ ports, input }) => ports.store.desktopSessions.remove(input.requestId),
    },
    {
      name: 'open-for-client',
      timeoutMs: 30_000,
      retryForMs: 15_000,
      weight: 1,
      do: openForClient,
      undo: closeForClient,
    },
    {
      name: 'complete',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, input }) =>
        ports.store.desktopRequests.complete(input.requestId, ports.clock.nowMs()),
      undo: async ({ ports, input }) => ports.store.desktopRequests.reopen(input.requestId),
    },
  ],
};
