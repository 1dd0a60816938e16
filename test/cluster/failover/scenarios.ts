/** What may go wrong with a cluster of failover, one thing at a time; `golden/` tells what happens then. */
import type { ClusterOptions } from './simulated-cluster.ts';

export interface Scenario {
  readonly name: string;
  readonly cluster?: Partial<ClusterOptions>;
  /** Seconds after the guests run, and what happens then. */
  readonly moments: readonly (readonly [atS: number, command: string])[];
  /** How long to look on before everything is healed. */
  readonly untilS: number;
}

export const scenarios: readonly Scenario[] = [
  { name: 'a host dies', moments: [[0, 'crash host1']], untilS: 60 },
  {
    name: 'a host is cut off and comes back',
    moments: [
      [0, 'cut host1'],
      [90, 'heal host1'],
    ],
    untilS: 100,
  },
  { name: 'a host no longer hears the control plane', moments: [[0, 'cut host1 to']], untilS: 90 },
  { name: 'a host is no longer heard by the control plane', moments: [[0, 'cut host1 from']], untilS: 90 },
  {
    name: 'a host is cut off for less than a lease',
    moments: [
      [0, 'cut host1'],
      [12, 'heal host1'],
    ],
    untilS: 60,
  },
  { name: 'a host loses its storage', moments: [[0, 'cut-storage host1']], untilS: 60 },
  {
    name: 'a host loses its storage and its network',
    moments: [
      [0, 'cut-storage host1'],
      [0, 'cut host1'],
    ],
    untilS: 60,
  },
  {
    name: 'a host restarts at once',
    moments: [
      [0, 'crash host1'],
      [5, 'boot host1'],
    ],
    untilS: 60,
  },
  {
    name: 'a host restarts that shall start a guest which was off',
    cluster: { hosts: 2, guests: 2, autoStart: true },
    moments: [
      [0, 'stop a'],
      [5, 'crash host1'],
      [10, 'boot host1'],
      [40, 'stop a'],
      [45, 'kill agent host1'],
      [47, 'start agent host1'],
    ],
    untilS: 70,
  },
  {
    name: 'an agent dies and starts within the lease',
    moments: [
      [0, 'kill agent host1'],
      [8, 'start agent host1'],
    ],
    untilS: 60,
  },
  {
    name: 'an agent dies for long',
    moments: [
      [0, 'kill agent host1'],
      [80, 'start agent host1'],
    ],
    untilS: 100,
  },
  {
    name: 'an agent is stopped and goes on',
    moments: [
      [0, 'pause agent host1'],
      [80, 'continue agent host1'],
    ],
    untilS: 100,
  },
  {
    name: 'an agent is stopped in the middle of a start and goes on when the guest is elsewhere',
    moments: [
      [0, 'stop a'],
      [5, 'slow host1 4'],
      [5, 'run a'],
      [7, 'pause agent host1'],
      [100, 'continue agent host1'],
    ],
    untilS: 120,
  },
  {
    name: 'a keeper dies and starts again',
    moments: [
      [0, 'kill keeper host1'],
      [3, 'start keeper host1'],
    ],
    untilS: 60,
  },
  {
    name: 'a keeper dies and the agent stands in for it',
    moments: [
      [0, 'kill keeper host1'],
      [60, 'start keeper host1'],
    ],
    untilS: 90,
  },
  {
    name: 'a keeper is stopped while its host is cut off',
    moments: [
      [0, 'pause keeper host1'],
      [0, 'cut host1'],
      [90, 'continue keeper host1'],
    ],
    untilS: 100,
  },
  {
    name: 'a keeper starts again on a host that is cut off',
    moments: [
      [0, 'cut host1'],
      [10, 'kill keeper host1'],
      [15, 'start keeper host1'],
    ],
    untilS: 60,
  },
  {
    name: 'the control plane dies and starts at once',
    moments: [
      [0, 'kill control-plane'],
      [2, 'start control-plane'],
    ],
    untilS: 60,
  },
  {
    name: 'the control plane dies for longer than a lease',
    moments: [
      [0, 'kill control-plane'],
      [60, 'start control-plane'],
    ],
    untilS: 90,
  },
  {
    name: 'the control plane is stopped and goes on',
    moments: [
      [0, 'pause control-plane'],
      [60, 'continue control-plane'],
    ],
    untilS: 100,
  },
  {
    name: 'the control plane and a host die together',
    moments: [
      [0, 'crash host1'],
      [0, 'kill control-plane'],
      [5, 'start control-plane'],
    ],
    untilS: 90,
  },
  {
    name: 'the control plane dies in the middle of a failover',
    moments: [
      [0, 'crash host1'],
      [24.5, 'slow host2 5'],
      [24.5, 'slow host3 5'],
      [27, 'kill control-plane'],
      [30, 'start control-plane'],
    ],
    untilS: 120,
  },
  {
    name: 'the refuge dies in the middle of a failover',
    cluster: { hosts: 3, guests: 1 },
    moments: [
      [0, 'slow host2 8'],
      [0, 'slow host3 8'],
      [0, 'crash host1'],
      [28, 'crash host3'],
    ],
    untilS: 120,
  },
  {
    name: 'clocks run unlike',
    moments: [
      [0, 'rate control-plane 1.05'],
      [0, 'rate host1 0.95'],
      [5, 'cut host1'],
    ],
    untilS: 60,
  },
  {
    name: 'the wall clock jumps',
    moments: [
      [0, 'wall 86400'],
      [5, 'wall -86400'],
      [10, 'cut host1'],
      [20, 'wall 86400'],
    ],
    untilS: 60,
  },
  {
    name: 'a host is suspended and wakes when its guests are elsewhere',
    moments: [
      [0, 'suspend host1'],
      [90, 'wake host1'],
    ],
    untilS: 120,
  },
  {
    name: 'messages are slow',
    moments: [
      [0, 'latency 2'],
      [10, 'cut host1'],
    ],
    untilS: 90,
  },
  {
    name: 'a disabled host dies and is left alone',
    moments: [
      [0, 'disable host1'],
      [10, 'crash host1'],
      [100, 'boot host1'],
    ],
    untilS: 130,
  },
  {
    name: 'a host that is cut off is fenced',
    cluster: { fence: 'works' },
    moments: [[0, 'cut host1']],
    untilS: 60,
  },
  {
    name: 'fencing fails and the leases are waited for',
    cluster: { fence: 'fails' },
    moments: [[0, 'cut host1']],
    untilS: 60,
  },
  {
    name: 'guests that are off move as well and stay off',
    moments: [
      [0, 'stop a'],
      [5, 'crash host1'],
    ],
    untilS: 60,
  },
  {
    name: 'a host dies with an operation under way that would wait for it',
    moments: [
      [0, 'crash host1'],
      [2, 'restore a'],
      [4, 'kill control-plane'],
      [6, 'start control-plane'],
      [100, 'boot host1'],
    ],
    untilS: 130,
  },
  {
    name: 'a host is cut off in the middle of a start',
    moments: [
      [0, 'stop a'],
      [5, 'slow host1 60'],
      [5, 'run a'],
      [7, 'cut host1'],
      [90, 'heal host1'],
    ],
    untilS: 130,
  },
  {
    name: 'only one host is left',
    moments: [
      [0, 'crash host1'],
      [3, 'crash host2'],
    ],
    untilS: 60,
  },
  {
    name: 'no host is left for a while',
    moments: [
      [0, 'cut host1'],
      [0, 'cut host2'],
      [0, 'cut host3'],
      [120, 'heal host2'],
    ],
    untilS: 180,
  },
];
