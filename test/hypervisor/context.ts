/** What a hypervisor brings to the shared suite, and the steps that most of its tests begin with. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { BaseImage, Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import type { CellGuest, GuestSpec, Media } from '../../proto/src/model.ts';
import { poll } from '../support/poll.ts';

export interface HypervisorContext {
  readonly hypervisor: Hypervisor;
  /** A small guest with one blank disk that can be started here, unlike any other. */
  newSpec(overrides?: Partial<GuestSpec>): GuestSpec;
  /** One whose system does not listen to the power button, where `newSpec`'s does: with nothing to boot, nobody listens. */
  deafSpec?(): GuestSpec;
  /** A small image (at most 64 MiB virtual); what is in it does not matter. */
  baseImage(): Promise<BaseImage>;
  /** An ISO in the cell's cache. */
  readonly media?: Media;
  dispose(): Promise<void>;

  /** Another cell's hypervisor on the same host, where there is such a thing. */
  readonly neighbour?: Hypervisor;
  /** A system with a guest agent and a network, where there is one. */
  readonly bootable?: {
    readonly image: BaseImage;
    /** What it needs: memory, disk, an interface. */
    readonly needs: Partial<GuestSpec>;
  };
}

export type Current = () => HypervisorContext;

/** Defines a guest over fresh disks; all of it is removed when the test ends. */
export async function define(
  { hypervisor }: Pick<HypervisorContext, 'hypervisor'>,
  spec: GuestSpec,
  base: BaseImage | null = null,
): Promise<GuestSpec> {
  removeAfterTest(hypervisor, spec.id);
  for (const [index, disk] of spec.disks.entries()) {
    await hypervisor.createDisk({
      guestId: spec.id,
      index,
      sizeBytes: disk.sizeBytes,
      base: index === 0 ? base : null,
      storage: spec.storage,
    });
  }
  await hypervisor.defineGuest(randomUUID(), spec);
  return spec;
}

export async function defineAndStart(
  context: HypervisorContext,
  spec = context.newSpec(),
): Promise<GuestSpec> {
  await define(context, spec);
  await context.hypervisor.startGuest(spec.id, { type: 'disk' });
  return spec;
}

export function removeAfterTest(hypervisor: Hypervisor, guestId: string): void {
  onTestFinished(async () => {
    const present = (await hypervisor.listGuests()).some((guest) => guest.spec.id === guestId);
    if (present) await hypervisor.destroyGuest(guestId);
    await hypervisor.undefineGuest(guestId);
    await hypervisor.deleteDisks(guestId);
  });
}

export async function waitForGuest(
  hypervisor: Hypervisor,
  guestId: string,
  what: string,
  condition: (guest: CellGuest) => boolean,
): Promise<CellGuest> {
  await poll(`guest ${guestId} ${what}`, async () => condition(await hypervisor.getGuest(guestId)), 150_000);
  return hypervisor.getGuest(guestId);
}

export async function expectFailure(work: Promise<unknown>, code: string): Promise<void> {
  await expect(work).rejects.toMatchObject({ name: 'DomainError', code });
}
