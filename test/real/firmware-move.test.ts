/** What a guest's UEFI remembers goes with it to another host. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { define } from '../hypervisor/context.ts';
import { smallGuestSpec } from '../hypervisor/small-guest.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

let hosts: RealHypervisor[];
beforeAll(async () => {
  hosts = await Promise.all(['firmware-source', 'firmware-target'].map((id) => startRealHypervisor(id)));
});
afterAll(async () => {
  for (const host of hosts ?? []) await host[Symbol.asyncDispose]();
});

test('also where its disks are copied', async () => {
  const [source, target] = hosts as [RealHypervisor, RealHypervisor];
  const hardware = { ...smallGuestSpec().hardware, firmware: 'efi' } as const;
  const spec = await define(source, smallGuestSpec({ hardware }));
  await source.hypervisor.startGuest(spec.id, { type: 'disk' });
  await source.hypervisor.destroyGuest(spec.id);
  const firmwareOn = ({ storagePath }: RealHypervisor) => join(storagePath, `${spec.id}.nvram.fd`);
  const file = await open(firmwareOn(source), 'r+');
  // Behind the variables, where nobody looks.
  await file.write('remembered', (await file.stat()).size - 10);
  await file.close();
  const remembered = await readFile(firmwareOn(source));

  const [from, to] = [source.hypervisor, target.hypervisor];
  const departure = await from.departGuest('move', spec.id, true);
  const cookie = await to.expectGuest('move', { spec, departure, copy: true, bases: [null] }, {});
  const takings: Promise<void>[] = [];
  const parcel = {
    copy: true,
    cookie,
    open: async (channel: string) => {
      const [near, far] = duplexPair();
      takings.push(to.takeChannel('move', spec.id, channel, far));
      return near;
    },
  };
  const sent = await from.sendGuest('move', spec.id, parcel, {});
  await Promise.all(takings);
  await to.arriveGuest('move', spec.id, sent);
  await to.admitGuest('move', spec.id);
  await from.leaveGuest('move', spec.id, parcel);

  expect((await readFile(firmwareOn(target))).equals(remembered)).toBe(true);
  await expect(readFile(firmwareOn(source))).rejects.toMatchObject({ code: 'ENOENT' });
  await to.startGuest(spec.id, { type: 'disk' });
  expect(await to.getGuest(spec.id)).toMatchObject({ state: 'running' });
  await to.destroyGuest(spec.id);
  expect((await readFile(firmwareOn(target))).subarray(-10).toString()).toBe('remembered');
  await to.undefineGuest(spec.id);
  await to.deleteDisks(spec.id);
  await expect(readFile(firmwareOn(target))).rejects.toMatchObject({ code: 'ENOENT' });
});
