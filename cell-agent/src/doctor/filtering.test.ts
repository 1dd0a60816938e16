import { expect, test } from 'vitest';
import { filteringFinding } from './filtering.ts';

test.each([
  [{ byNftables: true, off: [] }, 'ok', null],
  [{ byNftables: true, off: null }, 'warning', 'Run: modprobe br_netfilter'],
  [
    { byNftables: true, off: ['bridge-nf-call-ip6tables'] },
    'warning',
    'Run: sysctl -w net.bridge.bridge-nf-call-ip6tables=1',
  ],
  [{ byNftables: false, off: [] }, 'warning', expect.stringContaining('Install nftables')],
])('a host with %j is told so', (means, level, remedy) => {
  expect(filteringFinding(means)).toMatchObject({ check: 'filtering', level, remedy });
});
