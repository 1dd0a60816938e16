import type { Generated } from 'kysely';

export interface DesktopProjectsTable {
  project_id: string;
  flavor_id: string;
  image_id: string;
  mode: string;
  network: string | null;
  zone: string;
  init_script: string | null;
  min_reserve: number | null;
  name_pattern: string | null;
  user_volumes: number;
  volume_size_gib: number | null;
  volume_type: string | null;
  on_release: string;
  max_users_per_server: number | null;
  reserve_shrink: number;
  volatile: number;
  idle_timeout_s: number | null;
  disconnect_timeout_s: number | null;
  longest_session_s: number | null;
  timeout_action: string;
  /** JSON. */
  access_calendar: string | null;
  maintenance: string | null;
  /** Of the next desktop named by the pattern. */
  next_number: number;
  created_at_ms: number;
}

export interface DesktopServersTable {
  id: string;
  project_id: string;
  name: string;
  description: string;
  state: string;
  origin: string;
  reservation_id: string;
  launch_index: number;
  maintenance: string | null;
  created_at_ms: number;
}

export interface DesktopAssignmentsTable {
  server_id: string;
  holder_kind: string;
  holder_id: string;
  project_id: string;
  created_at_ms: number;
}

export interface DesktopAssignmentHistoryTable {
  id: Generated<number>;
  server_id: string;
  project_id: string;
  holder_kind: string;
  holder_id: string;
  /** `assigned` or `unassigned`. */
  action: string;
  at_ms: number;
  actor_id: string;
  actor_name: string;
}

export interface DesktopSessionsTable {
  id: string;
  server_id: string;
  server_name: string;
  project_id: string;
  user_id: string;
  user_name: string;
  connection: string;
  client_ip: string | null;
  client_os: string | null;
  client_info: string | null;
  created_at_ms: number;
  seen_at_ms: number;
  /** `unknown`, `active`, `idle` or `disconnected`. */
  activity: string;
  /** How long it was open, and without pause idle, disconnected and without news, by a clock that does not jump. */
  open_ms: number;
  idle_ms: number;
  away_ms: number;
  silent_ms: number;
  closed_at_ms: number | null;
  /** `gateway` or `broker`. */
  origin: string;
  /** The port that a rule of the desktop's lets the client in to. */
  rule_port: number | null;
}

export interface DesktopReservesTable {
  project_id: string;
  /** Attempts that failed since the last that did not. */
  failures: number;
  failed_at_ms: number;
  /** Desktops made by one request are one attempt. */
  failed_attempt: string;
  message: string;
  degraded: number;
}

export interface DesktopRollOutsTable {
  id: string;
  project_id: string;
  image_id: string;
  previous_image_id: string;
  /** `running`, `done`, `failed` or `aborted`. */
  state: string;
  batch: number;
  force_at_ms: number | null;
  failures: number;
  message: string | null;
  created_at_ms: number;
  finished_at_ms: number | null;
}

export interface DesktopRequestsTable {
  id: string;
  user_id: string;
  user_name: string;
  domain_name: string;
  project_id: string;
  project_name: string;
  /** `pending`, `in_progress`, `completed` or `failed`. */
  state: string;
  server_id: string | null;
  operation_id: string | null;
  /** Of the client. */
  address: string | null;
  connection: string | null;
  client_os: string | null;
  client_info: string | null;
  /** JSON. */
  warnings: string;
  /** JSON. */
  error: string | null;
  created_at_ms: number;
  finished_at_ms: number | null;
}

export interface VolumeAssignmentsTable {
  id: Generated<number>;
  user_id: string;
  project_id: string;
  volume_id: string;
}

export interface FloatingIpsTable {
  id: string;
  network: string;
  address: string;
  description: string;
  created_at_ms: number;
  guest_id: string | null;
  wanted_guest_id: string | null;
  due_at_ms: number;
}

export interface UserFloatingIpsTable {
  user_id: string;
  floating_ip_id: string;
}
