import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeHypervisor } from '../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import type { BaseImage } from '../../cell-agent/src/hypervisor/port.ts';
import { internalInterface, smallGuestSpec } from './small-guest.ts';
import { describeHypervisor } from './suite.ts';

describeHypervisor('fake', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-hypervisor-'));
  const path = join(folder, 'image.qcow2');
  await writeFile(path, Buffer.alloc(1000));
  const image: BaseImage = { path, sha256: 'cd'.repeat(32), clone: 'linked' };
  const hypervisor = createFakeHypervisor({
    cellId: 'cell-1',
    stateFile: join(folder, 'state.json'),
    ignoresAcpi: ({ name }) => name === 'deaf',
  });
  return {
    hypervisor,
    newSpec: smallGuestSpec,
    deafSpec: () => smallGuestSpec({ name: 'deaf' }),
    baseImage: async () => image,
    media: { imageId: 'an iso', imageSha256: 'ef'.repeat(32) },
    // Each guest needs an interface of its own.
    get bootable() {
      return { image, needs: { interfaces: [internalInterface()] } };
    },
    async dispose() {
      await hypervisor[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
});
