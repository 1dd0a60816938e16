import type { Clock, Store } from '../use-cases/ports/index.ts';
import { bind } from './bind.ts';
import { Connection, type Db } from './db.ts';
import { databasePath } from './location.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { migrate } from './migrator.ts';
import * as addressPools from './queries/address-pools.ts';
import * as adjutant from './queries/adjutant.ts';
import * as apiTokens from './queries/api-tokens.ts';
import * as audit from './queries/audit.ts';
import * as batches from './queries/batches.ts';
import * as cells from './queries/cells.ts';
import * as channels from './queries/channels.ts';
import * as desktopRequests from './queries/desktop-requests.ts';
import * as desktopReserves from './queries/desktop-reserves.ts';
import * as desktopSessions from './queries/desktop-sessions.ts';
import * as desktops from './queries/desktops.ts';
import * as drains from './queries/drains.ts';
import * as flavors from './queries/flavors.ts';
import * as guests from './queries/guests.ts';
import * as identity from './queries/identity.ts';
import * as images from './queries/images.ts';
import * as joinTokens from './queries/join-tokens.ts';
import * as leases from './queries/leases.ts';
import * as logs from './queries/logs.ts';
import * as operations from './queries/operations.ts';
import * as policyGroups from './queries/policy-groups.ts';
import * as pools from './queries/pools.ts';
import * as rollOuts from './queries/roll-outs.ts';
import * as secondFactors from './queries/second-factors.ts';
import * as sessions from './queries/sessions.ts';
import * as snapshots from './queries/snapshots.ts';
import * as storagePools from './queries/storage-pools.ts';
import * as templates from './queries/templates.ts';
import * as tokens from './queries/tokens.ts';
import * as usage from './queries/usage.ts';
import * as userFloatingIps from './queries/user-floating-ips.ts';
import * as users from './queries/users.ts';
import * as volumes from './queries/volumes.ts';
import * as warnings from './queries/warnings.ts';
import { Transactions } from './transactions.ts';

export type StoreLocation = { readonly url: string } | { readonly path: string };

/**
 * Opens the database and brings it to this program's schema.
 * @throws DomainError `unsupported`: a PostgreSQL URL, or a database that a newer version has used.
 */
export async function openStore(
  options: StoreLocation & {
    readonly clock: Clock;
    readonly migrations?: readonly Migration[];
    /** Called with the number of rows of the audit that are committed. */
    readonly onAudited?: (rows: number) => void;
  },
): Promise<Store & AsyncDisposable> {
  const path = databasePath(options);
  const connection = new Connection(path);
  try {
    migrate(connection, path, options.migrations ?? allMigrations, options.clock);
  } catch (error) {
    connection.close();
    throw error;
  }
  const transactions = new Transactions(connection, options.onAudited);
  const inner: Store = {
    ...repositories(transactions.inner),
    transaction: (work) => transactions.run(() => work(inner)),
    get revision() {
      return transactions.revision;
    },
  };
  return {
    ...repositories(transactions.outer),
    transaction: (work) => transactions.run(() => work(inner)),
    get revision() {
      return transactions.revision;
    },
    [Symbol.asyncDispose]: () => transactions.close(),
  };
}

function repositories(db: Db): Omit<Store, 'transaction' | 'revision'> {
  return {
    addressPools: bind(db, addressPools),
    desktops: bind(db, desktops),
    desktopReserves: bind(db, desktopReserves),
    desktopRequests: bind(db, desktopRequests),
    desktopSessions: bind(db, desktopSessions),
    flavors: bind(db, flavors),
    adjutant: bind(db, adjutant),
    guests: bind(db, guests),
    cells: bind(db, cells),
    policyGroups: bind(db, policyGroups),
    pools: bind(db, pools),
    storagePools: bind(db, storagePools),
    joinTokens: bind(db, joinTokens),
    images: bind(db, images),
    templates: bind(db, templates),
    userFloatingIps: bind(db, userFloatingIps),
    users: bind(db, users),
    volumes: bind(db, volumes),
    identity: bind(db, identity),
    tokens: bind(db, tokens),
    apiTokens: bind(db, apiTokens),
    rollOuts: bind(db, rollOuts),
    secondFactors: bind(db, secondFactors),
    sessions: bind(db, sessions),
    snapshots: bind(db, snapshots),
    channels: bind(db, channels),
    operations: bind(db, operations),
    batches: bind(db, batches),
    drains: bind(db, drains),
    audit: bind(db, audit),
    leases: bind(db, leases),
    logs: bind(db, logs),
    warnings: bind(db, warnings),
    usage: bind(db, usage),
  };
}
