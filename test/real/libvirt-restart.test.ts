import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type ClientOptions, LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import * as libvirt from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { blankGuestXml, eventOf, foundAgain, isLifecycle } from '../support/blank-guest.ts';
import { type PrivateLibvirtd, startPrivateLibvirtd } from '../support/private-libvirtd.ts';

let dir: string;
let daemon: PrivateLibvirtd;

beforeAll(async () => {
  dir = await mkdtemp('/tmp/cellar-libvirt-');
  daemon = await startPrivateLibvirtd({ dir, ownNetwork: true });
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

function client(options: ClientOptions = {}): LibvirtClient {
  const made = new LibvirtClient({ socketPath: daemon.socket, ...options });
  onTestFinished(() => made.close());
  return made;
}

describe('a daemon that goes away', () => {
  it('is found again after a restart, and its events flow again', async () => {
    const system = client({ events: ['lifecycle'], backoff: { minMs: 10, maxMs: 100 } });
    await once(system, 'connected');
    const domain = await system.call(libvirt.domainCreateXml, { xml: blankGuestXml('survivor'), flags: 0 });
    const disconnected = once(system, 'disconnected');
    await daemon.stop();
    await disconnected;
    expect(system.isConnected).toBe(false);
    const waiting = system.call(libvirt.domainLookupByName, 'survivor');
    const connected = once(system, 'connected');
    await daemon.start();
    expect(await waiting).toEqual(domain);
    await connected;
    await foundAgain(system, domain);
    const stopped = eventOf(system, isLifecycle('survivor', 5));
    await system.call(libvirt.domainDestroyFlags, { domain, flags: 0 });
    await stopped;
  });

  it('fails calls at their deadline while it is away', async () => {
    const system = client();
    await system.call(libvirt.connectGetType, undefined);
    await daemon.stop();
    onTestFinished(() => daemon.start());
    const call = system.call(libvirt.connectGetType, undefined, { timeoutMs: 300 });
    await expect(call).rejects.toMatchObject({ code: 'cell_unreachable', reason: 'libvirt_unreachable' });
    const abort = new AbortController();
    const aborted = system.call(libvirt.connectGetType, undefined, { signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('fails an action that was on its way when it was killed, and sends a query again', async () => {
    const system = client({ backoff: { minMs: 10, maxMs: 100 } });
    const domain = await system.call(libvirt.domainCreateXml, { xml: blankGuestXml('midcall'), flags: 0 });
    // A stopped daemon reads nothing, so both calls are surely on their way when it dies.
    process.kill(daemon.pid, 'SIGSTOP');
    const action = system.call(libvirt.domainSuspend, domain);
    const query = system.call(libvirt.domainLookupByName, 'midcall');
    const failed = expect(action).rejects.toMatchObject({
      code: 'cell_unreachable',
      reason: 'libvirt_unreachable',
      details: { outcome: 'unknown' },
    });
    await daemon.kill9();
    await failed;
    await daemon.start();
    expect(await query).toEqual(domain);
    await foundAgain(system, domain);
    expect(await system.call(libvirt.domainGetState, { domain, flags: 0 })).toMatchObject({ state: 1 });
    await system.call(libvirt.domainDestroyFlags, { domain, flags: 0 });
  });
});
