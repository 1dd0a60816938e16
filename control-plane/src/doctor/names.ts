import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ok, warning } from '../../../proto/src/doctor/finding.ts';
import { isLoopback } from '../config/schema.ts';
import type { Check } from './context.ts';

const check = 'names';

/** The name under which cells look for this control plane. */
export const checkNames: Check = async ({ settings: { cells } }) => {
  const host = cells.advertise.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const remedy = 'Set cells.advertise to a name or an address of this machine that the cells reach.';
  if (isIP(host) !== 0) return [ok(check, `cells are told to reach ${host}`)];
  try {
    const { address } = await lookup(host);
    if (!isLoopback(address)) return [ok(check, `cells are told to reach ${host}, which is ${address}`)];
    return [
      warning(check, `cells are told to reach ${host}, which is this machine itself (${address})`, remedy),
    ];
  } catch {
    return [warning(check, `cells are told to reach ${host}, which does not resolve`, remedy)];
  }
};
