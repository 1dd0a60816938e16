/** Requests of the verbs of volumes and of floating addresses. */
import type { GuestCommand, VolumeSpec } from './model.ts';
import type { TunnelTarget } from './model-migration.ts';

export interface VolumeCommand {
  /** Idempotency key. */
  readonly operationId: string;
  readonly volume: VolumeSpec;
}

export interface ResizeVolumeRequest extends VolumeCommand {
  /** The guest on this cell that has it attached; empty: none has. */
  readonly guestId: string;
}

export interface AttachVolumeRequest extends GuestCommand {
  readonly volume: VolumeSpec;
}

export interface DetachVolumeRequest extends GuestCommand {
  readonly volumeId: string;
}

export interface ExpectVolumeRequest extends VolumeCommand {
  /** The cell that may open a channel, with the ticket. */
  readonly sourceCellId: string;
  readonly ticket: string;
}

export interface SendVolumeRequest extends VolumeCommand {
  readonly target: TunnelTarget;
  readonly ticket: string;
}

export interface SetFloatingAddressesRequest extends GuestCommand {
  /** IPv4; what the guest sends bears the first. */
  readonly addresses: readonly string[];
}
