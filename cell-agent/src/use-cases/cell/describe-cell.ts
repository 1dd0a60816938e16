import type { CellDescription } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';

export async function describeCell({
  facts,
  hypervisor,
  storages,
}: Pick<Cell, 'facts' | 'hypervisor' | 'storages'>): Promise<CellDescription> {
  const host = await hypervisor.describeHost();
  const { cellId, name, agentVersion, startedAtMs, consolePort } = facts;
  return {
    cellId,
    name,
    agentVersion,
    hypervisor: hypervisor.kind,
    hypervisorVersion: host.version,
    virtualization: host.virtualization,
    cpuCount: host.cpuCount,
    memoryBytes: host.memoryBytes,
    storagePaths: host.storagePaths,
    warnings: [...host.warnings, ...facts.warnings()],
    startedAtMs,
    consolePort,
    externalBridge: host.externalBridge,
    storages: storages.states(),
  };
}
