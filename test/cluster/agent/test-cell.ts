/** A whole agent in this process: real gRPC, real mTLS, fake guests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCell } from '../../../cell-agent/src/app.ts';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import {
  createFaultPlan,
  type FaultPlan,
  withFaults,
} from '../../../cell-agent/src/hypervisor/fake/faults.ts';
import {
  createFakeHypervisor,
  type FakeHypervisor,
} from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';
import { type CellClient, connectCell } from '../../support/cell-client.ts';
import {
  type Certificate,
  createThrowawayAuthority,
  type ThrowawayAuthority,
} from '../../support/throwaway-pki.ts';

export const cellId = 'c0ffee00-0000-4000-8000-000000000001';

export interface TestCell extends AsyncDisposable {
  readonly authority: ThrowawayAuthority;
  readonly controlPlane: Certificate;
  readonly own: Certificate;
  readonly client: CellClient;
  readonly port: number;
  readonly consolePort: number;
  readonly data: string;
  readonly fake: FakeHypervisor;
  readonly faults: FaultPlan;
}

export async function startTestCell(): Promise<TestCell> {
  const authority = await createThrowawayAuthority();
  const controlPlane = await authority.issue('cellar:control-plane');
  const own = await authority.issue(`cellar:cell:${cellId}`);
  const data = await mkdtemp(join(tmpdir(), 'cellar-agent-'));
  const settings = settingsSchema.parse({
    data,
    hypervisor: 'fake',
    agent: { listen: '127.0.0.1', port: 0, console_port: 0 },
  });
  const identity = {
    ...own,
    cellId,
    name: 'cell_test',
    port: 0,
    advertise: '',
    addressIsFound: false,
    controlPlane: '',
    caCertificate: authority.certificate,
    notBefore: new Date(),
    notAfter: new Date(),
  };
  const fake = createFakeHypervisor({ cellId, ignoresAcpi: ({ name }) => name === 'deaf' });
  const faults = createFaultPlan();
  const log = createLogger('silent');
  const hypervisor = withFaults(fake, faults);
  const cell = await startCell({
    settings,
    identity,
    log,
    warnings: () => [{ code: 'check', message: 'a warning of the doctor' }],
    hypervisor,
  });
  const client = connectCell(cell.port, authority.certificate, controlPlane);
  return {
    authority,
    controlPlane,
    own,
    client,
    port: cell.port,
    consolePort: cell.consolePort,
    data,
    fake,
    faults,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await cell[Symbol.asyncDispose]();
      await rm(data, { recursive: true, force: true });
    },
  };
}
