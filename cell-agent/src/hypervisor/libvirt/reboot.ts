import { DomainError } from '../../../../proto/src/errors.ts';
import type { LibvirtClient } from './client.ts';
import type { GuestRecord } from './guest-records.ts';
import type { DomainRef } from './rpc/procedure.ts';
import { domainReboot, qemuDomainAgentCommand } from './rpc/procedures.ts';

/** `virDomainRebootFlagValues` */
const BY_POWER_BUTTON = 1;
const BY_AGENT = 2;
const PING_SECONDS = 3;
const PING_TIMEOUT_MS = 10_000;
const AGENT_TIMEOUT_MS = 10_000;

/**
 * Asks the guest to reboot, by its agent if that answers, else by the power button. Libvirt can do both in turn, but
 * waits a minute for an agent that stops to answer midway.
 */
export async function rebootGuest(client: LibvirtClient, { ref, domain }: GuestRecord): Promise<void> {
  const canAsk = domain.guestAgentConnected && (await answers(client, ref));
  if (canAsk && (await askAgent(client, ref))) return;
  await client.call(domainReboot, { domain: ref, flags: BY_POWER_BUTTON });
}

async function answers(client: LibvirtClient, domain: DomainRef): Promise<boolean> {
  const command = JSON.stringify({ execute: 'guest-ping' });
  const ping = { domain, command, timeoutSeconds: PING_SECONDS, flags: 0 };
  return await client.call(qemuDomainAgentCommand, ping, { timeoutMs: PING_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
}

/** False when the agent refuses. Silence is consent: it says nothing more once the guest goes down. */
async function askAgent(client: LibvirtClient, domain: DomainRef): Promise<boolean> {
  try {
    await client.call(domainReboot, { domain, flags: BY_AGENT }, { timeoutMs: AGENT_TIMEOUT_MS });
    return true;
  } catch (error) {
    return error instanceof DomainError && error.reason === 'libvirt_timeout';
  }
}
