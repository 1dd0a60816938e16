/** Requests of the verbs that change a guest. Sizes are bytes. */
import type { GuestCommand } from './model.ts';

export interface RenameGuestRequest extends GuestCommand {
  readonly name: string;
}

export interface SetCoresRequest extends GuestCommand {
  readonly cores: number;
  /** A running guest gets them at once, not from its next start. */
  readonly immediate: boolean;
}

export interface SetMemoryRequest extends GuestCommand {
  readonly memoryBytes: number;
  /** Of a running guest; else that is a conflict. */
  readonly immediate: boolean;
}

export interface DiskCommand extends GuestCommand {
  /** 0 is the system disk. */
  readonly index: number;
}

export interface ResizeDiskRequest extends DiskCommand {
  /** Never less than it is. */
  readonly sizeBytes: number;
  /** Of a running guest; else that is a conflict. */
  readonly immediate: boolean;
}

export interface SetAutoStartRequest extends GuestCommand {
  readonly enabled: boolean;
}

export interface SetMonitorSecretRequest extends GuestCommand {
  /** At most 8 characters: the VNC authentication uses no more. */
  readonly secret: string;
}

export interface SetGuestPasswordRequest extends GuestCommand {
  /** An account of the guest's own system. */
  readonly user: string;
  readonly password: string;
}
