/** Requests of the verbs that change what a guest may take of its cell. Zero means unlimited. */
import type { CpuPriority, GuestCommand, Qos } from './model.ts';

/** Of each disk. */
export type DiskQos = Pick<Qos, 'readBytesPerSecond' | 'writeBytesPerSecond' | 'readIops' | 'writeIops'>;

/** Of each interface, as the guest sees it. */
export type NetworkQos = Pick<Qos, 'receiveBytesPerSecond' | 'sendBytesPerSecond'>;

export interface SetCpuPriorityRequest extends GuestCommand {
  readonly priority: CpuPriority;
}

export interface SetDiskQosRequest extends GuestCommand, DiskQos {}

export interface SetNetworkQosRequest extends GuestCommand, NetworkQos {}
