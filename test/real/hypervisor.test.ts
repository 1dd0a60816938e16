import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { describeHypervisor } from '../hypervisor/suite.ts';
import { guestImage } from '../support/guest-image.ts';
import { startRealHypervisor } from '../support/real-hypervisor.ts';

describeHypervisor('libvirt', async () => {
  const real = await startRealHypervisor('11111111-cell-one');
  const { disk, iso } = await guestImage(real.imagesPath);
  const image = { ...disk, clone: 'linked' } as const;
  const { hypervisor } = real;
  return {
    hypervisor,
    neighbour: await real.connect('22222222-cell-two'),
    newSpec: smallGuestSpec,
    baseImage: async () => image,
    media: { imageId: 'an iso', imageSha256: iso.sha256 },
    get bootable() {
      const systemDisk = { sizeBytes: 2 ** 27, imageSha256: disk.sha256, clone: 'linked' } as const;
      return {
        image,
        needs: { memoryBytes: 192 * 2 ** 20, disks: [systemDisk], interfaces: [internalInterface()] },
      };
    },
    dispose: async () => await real[Symbol.asyncDispose](),
  };
});
