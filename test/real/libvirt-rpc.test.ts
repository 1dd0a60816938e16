import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type ClientOptions, LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { isLibvirtError } from '../../cell-agent/src/hypervisor/libvirt/errors.ts';
import { type DomainEvent, lifecycleEvents } from '../../cell-agent/src/hypervisor/libvirt/rpc/events.ts';
import * as libvirt from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { fromTypedParams, toTypedParams } from '../../cell-agent/src/hypervisor/libvirt/rpc/typed-params.ts';
import { blankGuestXml, eventOf, isLifecycle } from '../support/blank-guest.ts';
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

describe('qemu:///system', () => {
  it('tells who it is', async () => {
    const system = client();
    expect(await system.call(libvirt.connectGetType, undefined)).toBe('QEMU');
    expect(await system.call(libvirt.connectGetLibVersion, undefined)).toBeGreaterThan(8_000_000);
    expect(await system.call(libvirt.connectGetUri, undefined)).toBe('qemu:///system');
    expect(await system.call(libvirt.connectGetHostname, undefined)).not.toBe('');
    expect((await system.call(libvirt.nodeGetInfo, undefined)).cpuModel).toBe('x86_64');
    expect(await system.call(libvirt.connectGetCapabilities, undefined)).toContain('<capabilities>');
    expect(await system.call(libvirt.connectSupportsFeature, 14)).toBe(true);
    const guest = { emulator: null, arch: 'x86_64', machine: 'q35', virtType: 'qemu', flags: 0 };
    expect(await system.call(libvirt.connectGetDomainCapabilities, guest)).toContain('<domain>qemu</domain>');
    const { count } = await system.call(libvirt.nodeGetCpuStats, { cpu: -1, count: 0, flags: 0 });
    const cpu = await system.call(libvirt.nodeGetCpuStats, { cpu: -1, count, flags: 0 });
    expect(cpu.params.map((param) => param.field)).toContain('idle');
    const kinds = await system.call(libvirt.nodeGetMemoryStats, { count: 0, cell: -1, flags: 0 });
    const memory = await system.call(libvirt.nodeGetMemoryStats, { count: kinds.count, cell: -1, flags: 0 });
    expect(memory.params.map((param) => param.field)).toContain('total');
  });

  it('reads the same as virsh', async () => {
    const system = client();
    const { stdout } = await daemon.exec('virsh', '-q', 'nodeinfo');
    const info = await system.call(libvirt.nodeGetInfo, undefined);
    expect(stdout).toMatch(new RegExp(`Memory size: +${info.memoryKiB} KiB`));
    expect(stdout).toMatch(new RegExp(`CPU\\(s\\): +${info.cpus}\n`));
  });

  it('leads a guest through its life, and tells of it', async () => {
    const system = client({ events: ['lifecycle', 'reboot', 'balloonChange', 'deviceAdded'] });
    await once(system, 'connected');
    const events: DomainEvent[] = [];
    system.on('event', (event) => events.push(event));
    const defined = await system.call(libvirt.domainDefineXmlFlags, { xml: blankGuestXml('life'), flags: 0 });
    expect(await system.call(libvirt.domainLookupByUuid, defined.uuid)).toEqual(defined);
    expect(defined.id).toBe(-1);
    const metadata = { type: 2, key: 'cellar', uri: 'urn:cellar:test', flags: 2 };
    await system.call(libvirt.domainSetMetadata, {
      domain: defined,
      metadata: '<guest id="7"/>',
      ...metadata,
    });
    const kept = { domain: defined, type: 2, uri: 'urn:cellar:test', flags: 2 };
    expect(await system.call(libvirt.domainGetMetadata, kept)).toContain('id="7"');
    await system.call(libvirt.domainSetAutostart, { domain: defined, autostart: true });
    expect(await system.call(libvirt.domainGetAutostart, defined)).toBe(true);

    const running = await system.call(libvirt.domainCreateWithFlags, { domain: defined, flags: 0 });
    expect(running.id).toBeGreaterThan(0);
    expect(await system.call(libvirt.domainGetState, { domain: running, flags: 0 })).toEqual({
      state: 1,
      reason: 1,
    });
    expect(await system.call(libvirt.domainGetInfo, running)).toMatchObject({
      maxMemoryKiB: 65_536,
      vcpus: 1,
    });
    expect(await system.call(libvirt.domainGetXmlDesc, { domain: running, flags: 0 })).toContain(
      '<name>life</name>',
    );
    const [stats] = await system.call(libvirt.connectGetAllDomainStats, {
      domains: [running],
      stats: 0,
      flags: 0,
    });
    expect(fromTypedParams(stats?.params ?? [])).toMatchObject({
      'state.state': 1,
      'balloon.maximum': 65_536,
    });
    await system.call(libvirt.domainSuspend, running);
    await system.call(libvirt.domainResume, running);
    const reset = eventOf(system, (event) => event.kind === 'reboot');
    await system.call(libvirt.domainReset, { domain: running, flags: 0 });
    expect((await reset).domain.name).toBe('life');
    const shares = toTypedParams({ cpu_shares: ['ullong', 512] });
    await system.call(libvirt.domainSetSchedulerParameters, { domain: running, params: shares, flags: 1 });
    const scheduler = { domain: running, maxParams: 16, flags: 4 };
    expect(fromTypedParams(await system.call(libvirt.domainGetSchedulerParameters, scheduler))).toMatchObject(
      { cpu_shares: 512 },
    );
    const agent = { domain: running, command: '{"execute":"guest-ping"}', timeoutSeconds: 5, flags: 0 };
    await expect(system.call(libvirt.qemuDomainAgentCommand, agent)).rejects.toMatchObject({
      code: 'unsupported',
    });
    await system.call(libvirt.domainDestroyFlags, { domain: running, flags: 0 });
    await expect(
      system.call(libvirt.domainDestroyFlags, { domain: running, flags: 0 }),
    ).rejects.toMatchObject({
      code: 'conflict',
      reason: 'libvirt_wrong_state',
    });
    const gone = eventOf(system, isLifecycle('life', 1));
    await system.call(libvirt.domainUndefineFlags, { domain: running, flags: 0 });
    await gone;
    const lifecycle = events.flatMap((event) => (event.kind === 'lifecycle' ? [event.event] : []));
    // Whether QEMU still tells of its shutdown (6) when it is destroyed is a matter of luck.
    const names = lifecycle.filter((number) => number !== 6).map((number) => lifecycleEvents[number]);
    expect(names).toEqual(['defined', 'resumed', 'started', 'suspended', 'resumed', 'stopped', 'undefined']);
  });

  it('streams a screenshot', async () => {
    const system = client();
    const domain = await system.call(libvirt.domainCreateXml, { xml: blankGuestXml('screen'), flags: 0 });
    const { result, stream } = await system.callWithStream(libvirt.domainScreenshot, {
      domain,
      screen: 0,
      flags: 0,
    });
    const picture = await buffer(stream.readable());
    expect(result).toBe('image/png');
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(picture.subarray(-8).toString('hex')).toBe('49454e44ae426082');
    await system.call(libvirt.domainDestroyFlags, { domain, flags: 0 });
  });

  it('keeps networks', async () => {
    const system = client();
    const xml = `<network><name>lab</name><bridge name='labbr7'/><ip address='10.77.0.1' netmask='255.255.255.0'>
      <dhcp><range start='10.77.0.10' end='10.77.0.20'/></dhcp></ip></network>`;
    const network = await system.call(libvirt.networkDefineXml, xml);
    await system.call(libvirt.networkCreate, network);
    expect(await system.call(libvirt.networkIsActive, network)).toBe(true);
    const host = "<host mac='52:54:00:aa:bb:01' ip='10.77.0.15'/>";
    const command = libvirt.networkUpdateCommands.addLast;
    const section = libvirt.networkUpdateSections.ipDhcpHost;
    await system.call(libvirt.networkUpdate, {
      network,
      command,
      section,
      parentIndex: -1,
      xml: host,
      flags: 3,
    });
    expect(await system.call(libvirt.networkGetXmlDesc, { network, flags: 0 })).toContain(
      '52:54:00:aa:bb:01',
    );
    expect(await system.call(libvirt.networkGetDhcpLeases, { network, mac: null })).toEqual([]);
    await system.call(libvirt.networkDestroy, network);
    await system.call(libvirt.networkUndefine, network);
    await expect(system.call(libvirt.networkLookupByName, 'lab')).rejects.toMatchObject({
      reason: 'network_unknown',
    });
  });

  it('moves a volume in and out, byte for byte', async () => {
    const system = client();
    const poolXml = `<pool type='dir'><name>p</name><target><path>${dir}/pool</path></target></pool>`;
    const pool = await system.call(libvirt.storagePoolDefineXml, { xml: poolXml, flags: 0 });
    await system.call(libvirt.storagePoolBuild, { pool, flags: 0 });
    await system.call(libvirt.storagePoolCreate, { pool, flags: 0 });
    const bytes = randomBytes(9 * 1024 * 1024 + 13);
    const xml = `<volume><name>v.raw</name><capacity>${bytes.length}</capacity><target><format type='raw'/></target></volume>`;
    const volume = await system.call(libvirt.storageVolCreateXml, { pool, xml, flags: 0 });
    expect(await system.call(libvirt.storagePoolListAllVolumes, pool)).toEqual([volume]);

    await using transfer = await system.openConnection();
    const range = { volume, offset: 0, length: 0, flags: 0 };
    const upload = await transfer.callWithStream(libvirt.storageVolUpload, range);
    await pipeline([bytes], upload.stream.writable());
    const path = await system.call(libvirt.storageVolGetPath, volume);
    expect((await readFile(path)).equals(bytes)).toBe(true);

    const download = await transfer.callWithStream(libvirt.storageVolDownload, range);
    expect((await buffer(download.stream)).equals(bytes)).toBe(true);

    const part = await transfer.callWithStream(libvirt.storageVolDownload, {
      ...range,
      offset: 5,
      length: 70_000,
    });
    expect((await buffer(part.stream)).equals(bytes.subarray(5, 70_005))).toBe(true);

    const left = await transfer.callWithStream(libvirt.storageVolDownload, range);
    for await (const chunk of left.stream) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(await transfer.call(libvirt.connectGetType, undefined)).toBe('QEMU');

    await system.call(libvirt.storageVolDelete, { volume, flags: 0 });
    await expect(transfer.callWithStream(libvirt.storageVolUpload, range)).rejects.toMatchObject({
      code: 50,
    });
    await system.call(libvirt.storagePoolDestroy, pool);
    await system.call(libvirt.storagePoolUndefine, pool);
  });
});

describe('test:///default through the daemon', () => {
  const uri = 'test:///default';

  it('lists its guest and says by number what is wrong', async () => {
    const test = client({ uri });
    const [guest] = await test.call(libvirt.connectListAllDomains, 0);
    expect(guest).toMatchObject({ name: 'test', id: 1, uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f' });
    const unknown = test.call(libvirt.domainLookupByName, 'nobody');
    await expect(unknown).rejects.toMatchObject({ code: 'not_found', details: { libvirtError: 42 } });
    expect(isLibvirtError(await unknown.catch((error: unknown) => error), 42)).toBe(true);
    const broken = test.call(libvirt.domainDefineXmlFlags, { xml: '<domain', flags: 0 });
    await expect(broken).rejects.toMatchObject({ code: 'invalid' });
    await expect(test.call(libvirt.domainLookupByName, 'a\0b')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('answers 200 calls that are on their way together, each with its own answer', async () => {
    const system = client();
    const names = Array.from({ length: 200 }, (_, index) => `guest-${index}`);
    const answers = await Promise.all(
      names.map((name) =>
        system.call(libvirt.domainLookupByName, name).catch((error: Error) => error.message),
      ),
    );
    for (const [index, answer] of answers.entries()) expect(answer).toContain(`'guest-${index}'`);
  });
});
