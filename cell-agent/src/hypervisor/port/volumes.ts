import type { Duplex } from 'node:stream';
import type { VolumeSpec } from '../../../../proto/src/model.ts';
import type { LongCall } from '../port.ts';

/**
 * Data disks that are no part of a guest. A guest has them in its spec for as long as they are attached; their files stay
 * when it goes.
 */
export interface VolumeHypervisor {
  /** Makes a blank one. An existing complete one is kept. */
  createVolume(volume: VolumeSpec): Promise<void>;
  /** An absent one is deleted already. @throws DomainError `conflict` with reason `volume_attached`. */
  deleteVolume(volume: VolumeSpec): Promise<void>;
  /**
   * A running guest sees it at once. One that is larger already is left as it is.
   * @param guestId the guest that has it attached; null: none of this cell.
   */
  resizeVolume(volume: VolumeSpec, guestId: string | null): Promise<void>;
  /**
   * Also to a running guest, from then on and for every start after. Again it changes nothing.
   * @throws DomainError `conflict` with reason `volume_attached` while another guest of the cell has it, `volume_missing`.
   */
  attachVolume(guestId: string, volume: VolumeSpec): Promise<void>;
  /**
   * Returns when the guest has let go of it; from a guest that does not have it, it is detached already.
   * @throws DomainError `conflict` with reason `volume_busy` if a running guest does not let go.
   */
  detachVolume(guestId: string, volumeId: string): Promise<void>;
  /** Writes it into the stream; returns when the other side has it. @throws DomainError `conflict` (`volume_attached`). */
  sendVolume(volume: VolumeSpec, stream: Duplex, options: LongCall): Promise<void>;
  /** Takes what `sendVolume` of another cell writes, in place of what is here. */
  takeVolume(volume: VolumeSpec, stream: Duplex): Promise<void>;
}
