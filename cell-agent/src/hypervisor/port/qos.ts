import type { CpuPriority } from '../../../../proto/src/model.ts';
import type { DiskQos, NetworkQos } from '../../../../proto/src/model-qos.ts';

/** What a guest may take of its host. Each holds for a running guest at once, and for every start after. */
export interface QosHypervisor {
  /** Its share of the processors while others want them too; never a limit. */
  setCpuPriority(guestId: string, priority: CpuPriority): Promise<void>;
  /** Of each disk; media drives have none. */
  setDiskQos(guestId: string, limits: DiskQos): Promise<void>;
  /**
   * Of each interface.
   * @throws DomainError `unsupported` with reason `bandwidth_not_limited` if the host can not hold a running guest to it.
   */
  setNetworkQos(guestId: string, limits: NetworkQos): Promise<void>;
}
