import { expect, test } from 'vitest';
import { powerState, type SeenDesktop, serverStatus, vmState } from './desktop-status.ts';

type Guest = NonNullable<SeenDesktop['guest']>;
const guest = (change: Partial<Guest> = {}): Guest => ({
  phase: 'ready',
  status: 'running',
  paused: false,
  ...change,
});

test.each<[SeenDesktop, string]>([
  [{ state: 'building', guest: null }, 'BUILD building 0'],
  [{ state: 'ready', guest: guest({ phase: 'creating', status: 'stopped' }) }, 'BUILD building 0'],
  [{ state: 'ready', guest: guest() }, 'ACTIVE active 1'],
  [{ state: 'ready', guest: guest({ paused: true }) }, 'PAUSED paused 3'],
  [{ state: 'ready', guest: guest({ status: 'stopped' }) }, 'SHUTOFF stopped 4'],
  [{ state: 'ready', guest: guest({ phase: 'resetting', status: 'stopped' }) }, 'REBUILD active 0'],
  [{ state: 'ready', guest: guest({ status: 'lost' }) }, 'ERROR error 0'],
  [{ state: 'ready', guest: null }, 'ERROR error 0'],
  [{ state: 'error', guest: guest() }, 'ERROR error 0'],
  [{ state: 'ready', guest: guest({ phase: 'deleting' }) }, 'DELETED deleted 0'],
  [{ state: 'deleting', guest: null }, 'DELETED deleted 0'],
])('%j is %s', (desktop, expected) => {
  const status = serverStatus(desktop);
  expect(`${status} ${vmState(status)} ${powerState(status)}`).toBe(expected);
});
