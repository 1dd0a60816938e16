/**
 * The dotted settings of both programs and of the command line, and their environment variables: `a.b_c` is
 * `CELLAR_A_B_C`. Each program reads its own, ignores the others' and stops at any other `CELLAR_*`.
 */
export const controlPlaneSettings = [
  'data',
  'database.url',
  'log.level',
  'nano.listen',
  'nano.port',
  'nano.tls.certificate',
  'nano.tls.key',
  'nano.insecure',
  'nano.web_root',
  'nano.cors',
  'nano.session_timeout_s',
  'nano.max_cores',
  'nano.max_memory_gib',
  'nano.max_disk_gib',
  'nano.max_batch',
  'nano.trusted_proxies',
  'identity.listen',
  'identity.port',
  'identity.tls.certificate',
  'identity.tls.key',
  'identity.insecure',
  'identity.trusted_proxies',
  'identity.token_timeout_s',
  'identity.region',
  'identity.keystone.url',
  'identity.keystone.user',
  'identity.keystone.password',
  'identity.keystone.user_domain',
  'identity.keystone.project',
  'identity.keystone.project_domain',
  'identity.keystone.timeout_s',
  'identity.keystone.cache_s',
  'cells.listen',
  'cells.port',
  'cells.advertise',
  'cells.silent_after_s',
  'images.path',
  'passwords.min_length',
  'passwords.max_age_days',
  'passwords.warn_days',
  'passwords.grace_logins',
  'passwords.history',
  'passwords.script',
  'passwords.script_timeout_s',
  'placement.overcommit',
  'failover.lease_s',
  'failover.beat_s',
  'failover.margin_s',
  'failover.long_lease_s',
  'failover.fence_command',
  'failover.fence_timeout_s',
] as const;

export const cellAgentSettings = [
  'data',
  'log.level',
  'agent.name',
  'agent.listen',
  'agent.port',
  'agent.advertise',
  'agent.console_port',
  'hypervisor',
  'libvirt.socket',
  'virt',
  'storage.path',
  'network.bridge',
  'network.external_bridge',
  'network.nat_subnet',
  'statistics.interval_ms',
] as const;

export const commandLineVariables = [
  'CELLAR_URL',
  'CELLAR_USER',
  'CELLAR_PASSWORD',
  'CELLAR_TOKEN',
  'CELLAR_PROFILE',
] as const;

/** Read by the scripts of the repository only; the programs started by them find them in their environment. */
export const scriptVariables = ['CELLAR_CACHE_DIR', 'CELLAR_TEST_FULL'] as const;

export function variableOf(setting: string): string {
  return `CELLAR_${setting.replaceAll('.', '_').toUpperCase()}`;
}
