/** Everybody comes at nine: users who log in within ten seconds and get desktops that are free, on simulated cells. */
import { setTimeout as delay } from 'node:timers/promises';
import { TokenClient } from '../../support/token-client.ts';
import { cpuMicroseconds, timed } from '../child-program.ts';
import { type DesktopUser, DesktopUsers } from '../desktop-users.ts';
import type { Comparison, Line } from '../harness.ts';

const users = 500;
const withinMs = 10_000;

/** What each user waited for, sorted, and what it cost the control plane. */
interface Rush {
  readonly waitedMs: readonly number[];
  readonly cpuMs: number;
}

export const desktops: Line = {
  name: 'desktops',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const world = await DesktopUsers.open(stack, users);
    const { cluster } = world;

    const projects = await rush(world, (user) => user.broker.ask('/get-projects/').then(succeeded));
    yield* rows('by password', projects, await logIns(world, () => ({})));

    const byToken = ({ token }: DesktopUser) => ({ token });
    const plain = await rush(world, async ({ token }) =>
      succeeded(await new TokenClient('/v3', cluster.identity, token).call('GET', '/auth/projects')),
    );
    yield* rows('by token', plain, await logIns(world, byToken));

    await world.keepReserve(users);
    yield* rows('by token, the reserve being filled again', plain, await logIns(world, byToken));
  },
};

/** All get desktops and give them back. @throws Error if two get the same. */
async function logIns(world: DesktopUsers, proof: (user: DesktopUser) => object): Promise<Rush> {
  const given = new Map<DesktopUser, string>();
  const taken = await rush(world, async (user) => {
    given.set(user, await world.desktopOf(user, proof(user)));
  });
  const ids = world.people.map((user) => given.get(user) ?? '');
  const different = new Set(ids).size;
  if (different !== users) throw new Error(`${users} users have ${different} desktops`);
  await world.release(ids);
  await world.untilFree(users);
  return taken;
}

/** The users come evenly, each as a client of his own. */
async function rush(
  { people, cluster }: DesktopUsers,
  work: (user: DesktopUser) => Promise<void>,
): Promise<Rush> {
  const before = await cpuMicroseconds(cluster.controlPlanePid);
  const start = performance.now();
  const waited = people.map(async (user, n) => {
    await delay(Math.max(0, start + (n * withinMs) / users - performance.now()));
    return timed(() => work(user));
  });
  const waitedMs = (await Promise.all(waited)).sort((one, other) => one - other);
  return { waitedMs, cpuMs: ((await cpuMicroseconds(cluster.controlPlanePid)) - before) / 1_000 / users };
}

function succeeded({ status, body }: { readonly status: number; readonly body: unknown }): void {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

function* rows(how: string, floor: Rush, product: Rush): Generator<Comparison> {
  const row = (what: string, value: (rush: Rush) => number): Comparison => ({
    what: `${users} users within ${withinMs / 1_000} s, ${how}: ${what}`,
    unit: 'ms',
    against: 'the same, asking for their projects only',
    goal: null,
    repeats: 1,
    floor: async () => value(floor),
    product: async () => value(product),
  });
  const within = (share: number) => (one: Rush) =>
    one.waitedMs[Math.ceil(one.waitedMs.length * share) - 1] ?? Number.NaN;
  yield row('half have their desktops within', within(0.5));
  yield row('99 of 100 have them within', within(0.99));
  yield row('CPU of the control plane for each', ({ cpuMs }) => cpuMs);
}
