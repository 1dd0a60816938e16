import { init } from './001-init.ts';
import { batches } from './002-batches.ts';
import { snapshots } from './003-snapshots.ts';
import { guestAccounts } from './004-guest-accounts.ts';
import { warnings } from './005-warnings.ts';
import { policyGroups } from './006-policy-groups.ts';
import { auditSearch } from './007-audit-search.ts';
import { identity } from './008-identity.ts';
import { apiTokens } from './009-api-tokens.ts';
import { runLeases } from './010-run-leases.ts';
import { usage } from './011-usage.ts';
import { addressPools } from './012-address-pools.ts';
import { antiAffinity } from './013-anti-affinity.ts';
import { storagePools } from './014-storage-pools.ts';
import { secondFactors } from './015-second-factors.ts';
import { passwordPolicy } from './016-password-policy.ts';
import { guestPolicies } from './017-guest-policies.ts';
import { guestMoves } from './018-guest-moves.ts';
import { guestSearches } from './019-guest-searches.ts';
import { desktops } from './020-desktops.ts';
import { desktopServers } from './021-desktop-servers.ts';

import { adjutant } from './022-adjutant.ts';

import { floatingIps } from './023-floating-ips.ts';
import { adjutantDeliveries } from './024-adjutant-deliveries.ts';
import { ethernetAddresses } from './025-ethernet-addresses.ts';
import { desktopLife } from './026-desktop-life.ts';
import { volumes } from './027-volumes.ts';
import { desktopRequests } from './028-desktop-requests.ts';
import { projectUsage } from './029-project-usage.ts';
import { volumeUsage } from './030-volume-usage.ts';

import type { Migration } from './migration.ts';

/** In order, numbered from 1 without gaps. */
export const migrations: readonly Migration[] = [
  init,
  batches,
  snapshots,
  guestAccounts,
  warnings,
  policyGroups,
  auditSearch,
  identity,
  apiTokens,
  runLeases,
  usage,
  addressPools,
  antiAffinity,
  storagePools,
  secondFactors,
  passwordPolicy,
  guestPolicies,
  guestMoves,
  guestSearches,
  desktops,
  desktopServers,
  adjutant,
  floatingIps,
  adjutantDeliveries,
  ethernetAddresses,
  desktopLife,
  volumes,
  desktopRequests,
  projectUsage,
  volumeUsage,
];
