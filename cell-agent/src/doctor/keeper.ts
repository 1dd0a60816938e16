import { keeperClient } from '../leases/keeper-client.ts';
import { keeperFolder, openKeeperFile } from '../leases/keeper-file.ts';
import { keeperSocket } from '../leases/keeper-protocol.ts';
import { type DoctorContext, type Finding, failure, ok } from './finding.ts';

const check = 'keeper';
const limit = 'should it and the agent both die, only fencing makes failover safe';

/** Only cells of failover pools need a lease keeper; one that has had leases is such a cell. */
export async function checkKeeper({ settings }: DoctorContext): Promise<Finding[]> {
  const keeper = await keeperClient(keeperSocket(settings.data))
    .status()
    .catch(() => null);
  if (keeper !== null)
    return [
      ok(check, `the lease keeper runs (process ${keeper.pid}, ${keeper.leases.length} leases): ${limit}`),
    ];
  const file = openKeeperFile(keeperFolder(settings.data));
  const kept = await file.load().catch(() => 'damaged' as const);
  if (kept === null) return [ok(check, 'no lease keeper runs; only cells of failover pools need one')];
  const message =
    kept === 'damaged'
      ? 'the lease keeper does not run, and its file is damaged'
      : `the lease keeper does not run: guests of failover pools do not start here, and ${limit}`;
  return [failure(check, message, 'Start `cell-agent keeper` (the unit cellar-lease-keeper).')];
}
