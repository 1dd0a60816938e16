/** The configuration in the words of the use-cases. */
import type { Settings } from './config/schema.ts';
import type { LeaseSettings } from './use-cases/failover/run-leases.ts';
import type { BrokerSettings, DesktopSettings, Limits } from './use-cases/ports/index.ts';

const channelTimeoutMs = 15_000;
const GiB = 2 ** 30;

export function leaseSettingsOf({ failover }: Settings): LeaseSettings {
  return {
    durationMs: failover.lease_s * 1000,
    beatMs: failover.beat_s * 1000,
    marginMs: failover.margin_s * 1000,
    longMs: Math.max(failover.lease_s, failover.long_lease_s) * 1000,
  };
}

export function limitsOf({ nano, identity, placement }: Settings, startedAtMs: number): Limits {
  return {
    maxCores: nano.max_cores,
    maxMemoryBytes: nano.max_memory_gib * GiB,
    maxDiskBytes: nano.max_disk_gib * GiB,
    maxBatch: nano.max_batch,
    sessionTimeoutMs: nano.session_timeout_s * 1000,
    tokenTimeoutMs: identity.token_timeout_s * 1000,
    channelTimeoutMs,
    overcommit: placement.overcommit,
    startedAtMs,
  };
}

export function desktopSettingsOf({ rs, broker }: Settings, installation: string): DesktopSettings {
  const { enforced, name, expire_at: expireAtS } = rs.licence;
  return {
    zone: rs.default_zone,
    namePattern: rs.name_pattern,
    recentTasks: rs.recent_tasks,
    reserve: {
      batch: rs.reserve.batch,
      retryMs: rs.reserve.retry_s * 1000,
      longestRetryMs: Math.max(rs.reserve.retry_s, rs.reserve.longest_retry_s) * 1000,
    },
    broker: brokerSettingsOf(broker),
    licence: { enforced, name, expiresAtMs: expireAtS * 1000, installation },
  };
}

function brokerSettingsOf(broker: Settings['broker']): BrokerSettings {
  const { enabled, allowed_conn_types: allowed } = broker.web_guard;
  return {
    requestTtlMs: broker.request_ttl_s * 1000,
    addressTimeoutMs: broker.address_timeout_s * 1000,
    createDesktops: broker.create_desktops,
    maxRequests: broker.max_requests,
    webGuard: { enabled, allowed },
  };
}
