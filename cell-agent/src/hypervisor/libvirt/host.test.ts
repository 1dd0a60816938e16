import { expect, test } from 'vitest';
import { parseQemuOwner } from './host.ts';

const capabilities = (label: string) => `<capabilities><host>
  <secmodel><model>none</model></secmodel>
  <secmodel><model>dac</model><baselabel type='kvm'>+1:+2</baselabel><baselabel type='qemu'>${label}</baselabel></secmodel>
</host></capabilities>`;

test("QEMU's user is read from libvirt's capabilities", () => {
  expect(parseQemuOwner(capabilities('+64055:+64056'), 'qemu')).toEqual({ uid: 64055, gid: 64056 });
  expect(parseQemuOwner(capabilities('+64055:+64056'), 'kvm')).toEqual({ uid: 1, gid: 2 });
});

test('without a user QEMU is root', () => {
  expect(parseQemuOwner('<capabilities><host/></capabilities>', 'qemu')).toEqual({ uid: 0, gid: 0 });
});
