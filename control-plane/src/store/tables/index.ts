import type { AddressAllocationsTable } from './address-allocations.ts';
import type { AddressPoolsTable } from './address-pools.ts';
import type { AddressRangesTable } from './address-ranges.ts';
import type { AdjutantDeliveriesTable } from './adjutant-deliveries.ts';
import type { AdjutantNotificationsTable } from './adjutant-notifications.ts';
import type { AdjutantTasksTable } from './adjutant-tasks.ts';
import type { AdjutantTokensTable } from './adjutant-tokens.ts';
import type { ApiTokensTable } from './api-tokens.ts';
import type { AuditTable } from './audit.ts';
import type { BatchItemsTable } from './batch-items.ts';
import type { BatchesTable } from './batches.ts';
import type { CellDemandTable } from './cell-demand.ts';
import type { CellsTable } from './cells.ts';
import type { ChannelsTable } from './channels.ts';
import type {
  DesktopAssignmentHistoryTable,
  DesktopAssignmentsTable,
  DesktopProjectsTable,
  DesktopRequestsTable,
  DesktopReservesTable,
  DesktopRollOutsTable,
  DesktopServersTable,
  DesktopSessionsTable,
  FloatingIpsTable,
  UserFloatingIpsTable,
  VolumeAssignmentsTable,
} from './desktops.ts';
import type { DomainsTable } from './domains.ts';
import type { DrainedGuestsTable } from './drained-guests.ts';
import type { EthernetAddressesTable } from './ethernet-addresses.ts';
import type { FlavorsTable } from './flavors.ts';
import type { GroupMembersTable } from './group-members.ts';
import type { GroupRolesTable } from './group-roles.ts';
import type { GroupsTable } from './groups.ts';
import type { GuestAccountsTable } from './guest-accounts.ts';
import type { GuestImagesTable } from './guest-images.ts';
import type { GuestMovesTable } from './guest-moves.ts';
import type { GuestSeenTable } from './guest-seen.ts';
import type { GuestsTable } from './guests.ts';
import type { IdentityRolesTable } from './identity-roles.ts';
import type { ImageTagsTable } from './image-tags.ts';
import type { ImagesTable } from './images.ts';
import type { JoinTokensTable } from './join-tokens.ts';
import type { LeaseCellsTable } from './lease-cells.ts';
import type { LogsTable } from './logs.ts';
import type { OperationStepsTable } from './operation-steps.ts';
import type { OperationsTable } from './operations.ts';
import type { PasswordHistoryTable } from './password-history.ts';
import type { PolicyGroupsTable } from './policy-groups.ts';
import type { PoolsTable } from './pools.ts';
import type { ProjectQuotasTable } from './project-quotas.ts';
import type { ProjectNetworksTable, ProjectUsageTable, QuotaHoldsTable } from './project-usage.ts';
import type { ProjectsTable } from './projects.ts';
import type { RoleAssignmentsTable } from './role-assignments.ts';
import type { RolesTable } from './roles.ts';
import type { RunLeasesTable } from './run-leases.ts';
import type { SecondFactorsTable } from './second-factors.ts';
import type { SessionsTable } from './sessions.ts';
import type { SnapshotsTable } from './snapshots.ts';
import type { StoragePoolsTable } from './storage-pools.ts';
import type { TemplatesTable } from './templates.ts';
import type { TokensTable } from './tokens.ts';
import type { UsageHoursTable } from './usage-hours.ts';
import type { UsersTable } from './users.ts';
import type { VolumesTable } from './volumes.ts';
import type { WarningsTable } from './warnings.ts';

/** Every table of the database by name. */
export interface Tables {
  address_allocations: AddressAllocationsTable;
  address_pools: AddressPoolsTable;
  address_ranges: AddressRangesTable;
  adjutant_deliveries: AdjutantDeliveriesTable;
  adjutant_notifications: AdjutantNotificationsTable;
  adjutant_tasks: AdjutantTasksTable;
  adjutant_tokens: AdjutantTokensTable;
  audit: AuditTable;
  batch_items: BatchItemsTable;
  batches: BatchesTable;
  cell_demand: CellDemandTable;
  cells: CellsTable;
  channels: ChannelsTable;
  desktop_assignment_history: DesktopAssignmentHistoryTable;
  desktop_assignments: DesktopAssignmentsTable;
  desktop_projects: DesktopProjectsTable;
  desktop_requests: DesktopRequestsTable;
  desktop_reserves: DesktopReservesTable;
  desktop_roll_outs: DesktopRollOutsTable;
  desktop_servers: DesktopServersTable;
  desktop_sessions: DesktopSessionsTable;
  domains: DomainsTable;
  drained_guests: DrainedGuestsTable;
  ethernet_addresses: EthernetAddressesTable;
  flavors: FlavorsTable;
  floating_ips: FloatingIpsTable;
  group_members: GroupMembersTable;
  group_roles: GroupRolesTable;
  groups: GroupsTable;
  guest_accounts: GuestAccountsTable;
  guest_images: GuestImagesTable;
  guest_moves: GuestMovesTable;
  guest_seen: GuestSeenTable;
  guests: GuestsTable;
  identity_roles: IdentityRolesTable;
  image_tags: ImageTagsTable;
  images: ImagesTable;
  join_tokens: JoinTokensTable;
  lease_cells: LeaseCellsTable;
  logs: LogsTable;
  operation_steps: OperationStepsTable;
  operations: OperationsTable;
  policy_groups: PolicyGroupsTable;
  pools: PoolsTable;
  project_networks: ProjectNetworksTable;
  project_quotas: ProjectQuotasTable;
  project_usage: ProjectUsageTable;
  quota_holds: QuotaHoldsTable;
  projects: ProjectsTable;
  role_assignments: RoleAssignmentsTable;
  roles: RolesTable;
  run_leases: RunLeasesTable;
  sessions: SessionsTable;
  snapshots: SnapshotsTable;
  storage_pools: StoragePoolsTable;
  templates: TemplatesTable;
  tokens: TokensTable;
  api_tokens: ApiTokensTable;
  usage_hours: UsageHoursTable;
  second_factors: SecondFactorsTable;
  password_history: PasswordHistoryTable;
  user_floating_ips: UserFloatingIpsTable;
  users: UsersTable;
  volume_assignments: VolumeAssignmentsTable;
  volumes: VolumesTable;
  warnings: WarningsTable;
}
