/** What happens to a simulated cluster, as lines that people write and read. */
import { controlPlaneName } from './links.ts';
import { guestName, type SimulatedCluster } from './simulated-cluster.ts';

const directions = { both: [true, true], to: [true, false], from: [false, true] } as const;

/**
 *   cut HOST [to|from|both]       nothing reaches the host from the control plane, the other way, or both
 *   heal HOST | cut-storage HOST | heal-storage HOST
 *   crash HOST | boot HOST | suspend HOST | wake HOST
 *   kill|start|pause|continue agent|keeper HOST
 *   kill|start|pause|continue control-plane
 *   rate HOST|control-plane X     its clock runs so fast
 *   wall SECONDS                  the control plane's wall clock is off by so much
 *   slow HOST SECONDS             a start of a guest takes so long there
 *   latency SECONDS
 *   run GUEST | stop GUEST | restore GUEST (to a snapshot) | disable HOST | enable HOST
 */
export async function perform(cluster: SimulatedCluster, command: string): Promise<void> {
  cluster.say(`* ${command}`);
  const [verb = '', subject = '', object = ''] = command.split(' ');
  if (subject === controlPlaneName) return await controlPlane(cluster, verb, object);
  if (subject === 'agent' || subject === 'keeper') return await program(cluster, verb, subject, object);
  if (verb === 'wall') cluster.wallOffsetMs = Number(subject) * 1000;
  else if (verb === 'latency') cluster.network.latencyMs = Number(subject) * 1000;
  else if (verb === 'run' || verb === 'stop' || verb === 'restore') await person(cluster, verb, subject);
  else await host(cluster, verb, subject, object);
}

const orders = { run: 'start-guest', stop: 'stop-guest', restore: 'restore-snapshot' } as const;

async function person(cluster: SimulatedCluster, verb: keyof typeof orders, name: string): Promise<void> {
  // Nobody takes the order of somebody who is not answered.
  if (cluster.controlPlane?.execution.state !== 'running') return;
  const id = cluster.guestIds.find((_, n) => guestName(n) === name) ?? '';
  if (verb === 'run') cluster.wanted.add(id);
  if (verb === 'stop') cluster.wanted.delete(id);
  await cluster.controlPlane.operate(orders[verb], id);
}

async function controlPlane(cluster: SimulatedCluster, verb: string, object: string): Promise<void> {
  const execution = cluster.controlPlane?.execution;
  if (verb === 'kill') execution?.kill();
  else if (verb === 'start') await cluster.startControlPlane();
  else if (verb === 'pause') execution?.pause();
  else if (verb === 'continue') execution?.resume();
  else if (verb === 'rate') cluster.controlPlaneRate = Number(object);
  else throw new Error(`${verb} ${controlPlaneName}`);
}

async function program(
  cluster: SimulatedCluster,
  verb: string,
  which: 'agent' | 'keeper',
  name: string,
): Promise<void> {
  const one = cluster.host(name);
  const execution = which === 'agent' ? one.agent : one.keeper;
  if (verb === 'kill') execution.kill();
  else if (verb === 'pause') execution.pause();
  else if (verb === 'continue') execution.resume();
  else if (verb !== 'start') throw new Error(`${verb} ${which}`);
  // What an agent does when it starts may wait for a keeper that is silent.
  else if (which === 'agent') void one.startAgent();
  else await one.startKeeper();
}

async function host(cluster: SimulatedCluster, verb: string, name: string, object: string): Promise<void> {
  const one = cluster.host(name);
  const { network } = cluster;
  if (verb === 'cut') {
    const [to, from] = directions[(object || 'both') as keyof typeof directions];
    if (to) network.cut(controlPlaneName, name);
    if (from) network.cut(name, controlPlaneName);
  } else if (verb === 'heal') {
    network.heal(controlPlaneName, name);
    network.heal(name, controlPlaneName);
  } else if (verb === 'cut-storage') one.cutStorage();
  else if (verb === 'heal-storage') one.healStorage();
  else if (verb === 'crash') one.crash();
  else if (verb === 'boot') await cluster.boot(one);
  else if (verb === 'suspend') one.suspend();
  else if (verb === 'wake') one.wake();
  else if (verb === 'rate') one.rate = Number(object);
  else if (verb === 'slow') one.startMs = Number(object) * 1000;
  else if (verb === 'enable' || verb === 'disable') {
    await cluster.store.cells.update(one.cellId, { enabled: verb === 'enable' });
  } else throw new Error(`no such command: ${verb}`);
}

/** Ends every fault; hosts that are off stay so. Somebody enables what is disabled. */
export async function healAll(cluster: SimulatedCluster): Promise<void> {
  cluster.say('* everything is healed');
  cluster.network.latencyMs = 0;
  cluster.controlPlaneRate = 1;
  for (const one of cluster.hosts) {
    cluster.network.heal(controlPlaneName, one.name);
    cluster.network.heal(one.name, controlPlaneName);
    one.wake();
    one.healStorage();
    one.rate = 1;
    one.startMs = 0;
    if (one.power !== 'on') continue;
    if (one.keeper.state === 'dead') await one.startKeeper();
    one.keeper.resume();
    if (one.agent.state === 'dead') void one.startAgent();
    one.agent.resume();
  }
  if (cluster.controlPlane?.execution.state === 'paused') cluster.controlPlane.execution.resume();
  if (cluster.controlPlane?.execution.state !== 'running') await cluster.startControlPlane();
  for (const { cellId } of cluster.hosts) await cluster.store.cells.update(cellId, { enabled: true });
}

/** Runs until all is well. @returns what is not, after the longest time that it may take. */
export async function converge(cluster: SimulatedCluster, withinMs = 1_500_000): Promise<string[]> {
  const checkEveryMs = 5_000;
  let flaws = await cluster.flaws();
  for (let passed = 0; flaws.length > 0 && passed < withinMs; passed += checkEveryMs) {
    await cluster.run(checkEveryMs);
    flaws = await cluster.flaws();
  }
  return flaws;
}
