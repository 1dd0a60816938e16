import { DomainError } from '../../../../proto/src/errors.ts';
import { clientRule, isSameRule } from '../../domain/client-access.ts';
import type { DesktopSession } from '../../domain/desktop-session.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Context } from '../context.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports, Store } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';

const atOnce = 100;

type ClosingPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>;

/**
 * Takes back the rules that let clients in to desktops for sessions that are over, as long as no open session needs them. A rule
 * is forgotten once the desktop does not have it any more, so that one that could not be taken back now is by a later call.
 */
export async function followClosedSessions(ports: ClosingPorts): Promise<void> {
  for (const serverId of await ports.store.desktopSessions.serversToClose(atOnce)) {
    try {
      await closeForClients(ports, systemContext(ports), serverId);
    } catch (error) {
      // Something else is at work on the guest, or its cell is silent.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

async function closeForClients(ports: ClosingPorts, ctx: Context, serverId: string): Promise<void> {
  const guest = await ports.store.guests.get(serverId);
  const obsolete = await ports.store.transaction((tx) => obsoleteSessions(tx, serverId, guest));
  if (guest === undefined || obsolete.length === 0) return;
  await requireReachable(ports, guest);
  const from = guest.securityPolicy;
  const rules = from.rules.filter((rule) => !obsolete.some((session) => isSameRule(rule, ruleOf(session))));
  await submitGuestOperation(ports, ctx, {
    kind: 'set-security-policy',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from, to: { ...from, rules }, immediate: true },
    details: { change: 'close-for-client', sessions: obsolete.map(({ id }) => id) },
    reserve: async (tx) => requireSame(guest, await tx.guests.get(guest.id)),
  });
}

/** Closed sessions whose rules the guest still has for nobody else; the others' rules are forgotten. */
async function obsoleteSessions(
  tx: Store,
  serverId: string,
  guest: Guest | undefined,
): Promise<DesktopSession[]> {
  const ruled = await tx.desktopSessions.ruledOf(serverId);
  const open = ruled.filter(({ closedAtMs }) => closedAtMs === null).map(ruleOf);
  const obsolete: DesktopSession[] = [];
  for (const session of ruled.filter(({ closedAtMs }) => closedAtMs !== null)) {
    const rule = ruleOf(session);
    const isThere = guest?.securityPolicy.rules.some((one) => isSameRule(one, rule)) ?? false;
    if (isThere && !open.some((one) => isSameRule(one, rule))) obsolete.push(session);
    else await tx.desktopSessions.forgetRule(session.id);
  }
  return obsolete;
}

function ruleOf({ clientAddress, rulePort }: DesktopSession) {
  return clientRule(clientAddress ?? '', rulePort ?? 0);
}

/** Whatever changed the policy meanwhile is kept. */
function requireSame(before: Guest, now: Guest | undefined): void {
  if (JSON.stringify(now?.securityPolicy) === JSON.stringify(before.securityPolicy)) return;
  throw new DomainError('conflict', `the policy of guest '${before.name}' has changed`, {
    reason: 'policy_changed',
    subject: { kind: 'guest', id: before.id },
  });
}
