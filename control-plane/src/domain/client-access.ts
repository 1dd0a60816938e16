/** How clients reach a desktop. */
import type { Connection } from './desktop-session.ts';
import type { Guest } from './guest.ts';
import type { PolicyRule } from './policy.ts';

export const remoteDesktopPort = 3389;
export const shellPort = 22;

/** A web client comes by the control plane and the cell, not over the guest's network. */
export function portOf(connection: Connection | null): number | null {
  if (connection === 'web') return null;
  return connection === 'ssh' ? shellPort : remoteDesktopPort;
}

/** Lets the client in. @param address in the form of `sourceAddress`. */
export function clientRule(address: string, port: number): PolicyRule {
  return { action: 'accept', protocol: 'tcp', toPort: port, fromAddress: address, interface: 0 };
}

export function isSameRule(one: PolicyRule, other: PolicyRule): boolean {
  return (
    one.action === other.action &&
    one.protocol === other.protocol &&
    one.toPort === other.toPort &&
    one.fromAddress === other.fromAddress &&
    one.interface === other.interface
  );
}

export type AccessProtocol = 'vnc' | 'rdp' | 'ssh';

const firstOf = { web: 'vnc', ssh: 'ssh', client: 'rdp' } as const satisfies Record<
  Connection,
  AccessProtocol
>;

/** What the desktop can be reached by, first what was asked for. */
export function protocolsOf(
  { operatingSystem, hardware }: Pick<Guest, 'operatingSystem' | 'hardware'>,
  connection: Connection | null,
): AccessProtocol[] {
  const offered: AccessProtocol[] = ['rdp'];
  if (operatingSystem === 'linux') offered.push('ssh');
  if (hardware.display !== 'none') offered.push('vnc');
  const first = firstOf[connection ?? 'client'];
  return offered.includes(first) ? [first, ...offered.filter((one) => one !== first)] : offered;
}
