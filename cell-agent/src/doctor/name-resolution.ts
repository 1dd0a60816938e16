import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { type Check, type Finding, ok, warning } from './finding.ts';

const check = 'names';

/** The names that this cell uses: its own, the control plane's, and the one that it tells the control plane. */
export const checkNames: Check = async ({ settings, identity }) => {
  const told = hostOf(identity?.advertise ?? settings.agent.advertise ?? '');
  const wanted = new Map([
    [hostname(), 'Add it to /etc/hosts.'],
    [told, 'Set agent.advertise to a name that resolves, or an address, and join again.'],
    [
      identity === null ? '' : hostOf(new URL(identity.controlPlane).host),
      'Add it to the DNS or to /etc/hosts: cells join and fetch images there.',
    ],
  ]);
  const findings = await Promise.all(
    [...wanted]
      .filter(([name]) => name !== '' && isIP(name) === 0)
      .map(([name, remedy]) => resolve(name, remedy)),
  );
  return findings.flat();
};

async function resolve(name: string, remedy: string): Promise<Finding[]> {
  try {
    const { address } = await lookup(name);
    return [ok(check, `${name} is ${address}`)];
  } catch {
    return [warning(check, `the name ${name} does not resolve`, remedy)];
  }
}

/** Of `host`, `host:port`, `[v6]` or `[v6]:port`. */
function hostOf(address: string): string {
  return address.startsWith('[') ? address.slice(1, address.indexOf(']')) : address.replace(/:\d+$/, '');
}
