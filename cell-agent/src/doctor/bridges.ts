import { readdir, stat } from 'node:fs/promises';
import { type Check, type Finding, failure, ok, warning } from './finding.ts';

const check = 'bridge';

export const checkBridges: Check = async ({ settings }) => {
  const { bridge, external_bridge, nat_subnet } = settings.network;
  const findings: Finding[] = [];
  if (bridge !== null) findings.push(await examine(bridge, 'network.bridge'));
  if (external_bridge !== null) findings.push(await examine(external_bridge, 'network.external_bridge'));
  if (bridge === null)
    findings.push(ok(check, `guests get a NAT network${nat_subnet === null ? '' : ` in ${nat_subnet}`}`));
  return findings;
};

async function examine(name: string, setting: string): Promise<Finding> {
  if ((await stat(`/sys/class/net/${name}`).catch(() => null)) === null) {
    return failure(
      check,
      `the bridge ${name} of ${setting} does not exist`,
      `Make it, for instance: ip link add ${name} type bridge`,
    );
  }
  if ((await stat(`/sys/class/net/${name}/bridge`).catch(() => null)) === null) {
    return failure(check, `${name} of ${setting} is not a bridge`, `Name a bridge in ${setting}.`);
  }
  const cards = await readdir(`/sys/class/net/${name}/brif`).catch(() => []);
  return cards.length > 0
    ? ok(check, `bridge ${name}`)
    : warning(check, `the bridge ${name} has no ports`, 'Add a network card to it.');
}
