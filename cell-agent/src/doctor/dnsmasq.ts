import { type Check, ok, warning } from './finding.ts';
import { runCommand } from './run-command.ts';

const check = 'dnsmasq';
/** The first that serves a network in which its bridge has no address. */
const needed = { major: 2, minor: 81 };

export const checkDnsmasq: Check = async () => {
  const { exitCode, output } = await runCommand('dnsmasq', ['--version']);
  const remedy = `Install dnsmasq-base, ${needed.major}.${needed.minor} or newer.`;
  if (exitCode !== 0) {
    return [warning(check, 'dnsmasq is missing: guests get no address of an address pool by DHCP', remedy)];
  }
  const [, major = '0', minor = '0'] = /version (\d+)\.(\d+)/i.exec(output) ?? [];
  const isNew = Number(major) > needed.major || Number(minor) >= needed.minor;
  if (isNew) return [ok(check, `dnsmasq ${major}.${minor}`)];
  return [
    warning(check, `dnsmasq ${major}.${minor} is too old to give guests addresses of address pools`, remedy),
  ];
};
