import { readFile } from 'node:fs/promises';
import { type Check, ok, warning } from './finding.ts';

const check = 'filtering';
const setting = '/proc/sys/net/bridge/bridge-nf-call-iptables';

/** Stateful filters of bridged guests need br_netfilter to show bridged packets to iptables. */
export const checkFiltering: Check = async () => {
  const value = await readFile(setting, 'utf8').catch(() => null);
  if (value === null) {
    return [
      warning(
        check,
        'br_netfilter is not loaded: filters of bridged guests do nothing',
        'Run: modprobe br_netfilter',
      ),
    ];
  }
  if (value.trim() === '1') return [ok(check, 'bridged packets pass the filters')];
  const remedy = 'Run: sysctl -w net.bridge.bridge-nf-call-iptables=1';
  return [warning(check, 'bridged packets bypass the filters: bridge-nf-call-iptables is 0', remedy)];
};
