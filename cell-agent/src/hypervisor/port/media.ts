import type { GuestSpec, Media } from '../../../../proto/src/model.ts';
import type { BaseImage, LongCall } from '../port.ts';

/** Media in a running guest's drive; the system disk to an image and from one. */
export interface MediaHypervisor {
  /**
   * Until the guest is off. Inserting again for the same operation changes nothing.
   * @throws DomainError `conflict` with reason `guest_stopped` or `media_attached`; `not_found` with reason
   *   `image_not_cached`.
   */
  insertMedia(operationId: string, guestId: string, media: Media): Promise<void>;
  /**
   * Out of a tray that the guest has locked, too. An empty drive is empty already.
   * @throws DomainError `conflict` with reason `guest_stopped` or `tray_locked`.
   */
  ejectMedia(guestId: string): Promise<void>;

  /**
   * Writes all that a stopped guest's disk shows into one qcow2 file that needs no other, and returns when that is
   * complete. Disposing deletes it, and so does the next start of the agent.
   * @throws DomainError `conflict` (`guest_running`), `no_capacity` (`disk_full`), `cancelled`.
   */
  exportDisk(guestId: string, index: number, options?: LongCall): Promise<ExportedDisk>;

  /**
   * Gives a stopped guest a new system disk on the base, and has cloud-init set it up anew. The old disk stays until
   * the new one is complete. Again for the same operation it changes nothing.
   * @param spec the guest as it is to be: all but its first disk's image and its cloud-init stay as they are.
   * @throws DomainError `conflict` (`guest_running`), `invalid` (`disk_too_small`), `no_capacity`, `cancelled`.
   */
  replaceSystemDisk(operationId: string, spec: GuestSpec, base: BaseImage, options?: LongCall): Promise<void>;
}

export interface ExportedDisk extends AsyncDisposable {
  readonly path: string;
}
