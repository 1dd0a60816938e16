/** Remote desktops: projects whose guests are handed to users, the desktops in them, and who has which. */
import type { AccessCalendar } from './access-calendar.ts';
import type { SessionTimeouts } from './session-timeouts.ts';

/** `standard`: a desktop is one user's; `simultaneous`: several share it. */
export type DesktopMode = 'standard' | 'simultaneous';

/** What becomes of a desktop that its user gives back. */
export const releasePolicies = ['keep', 'rebuild', 'delete'] as const;
export type ReleasePolicy = (typeof releasePolicies)[number];

/** Nobody begins to work; who does goes on. */
export interface Maintenance {
  /** What users are told. */
  readonly message: string;
}

/** How desktops of the identity project of the same id are made and handed out. */
export interface DesktopProject {
  readonly projectId: string;
  readonly flavorId: string;
  readonly imageId: string;
  readonly mode: DesktopMode;
  /** Name of an address pool; null: whatever the compute pool has. */
  readonly network: string | null;
  /** Name of a compute pool, or `nova` for the usual one. */
  readonly zone: string;
  /** Base64; runs in every desktop at its creation. */
  readonly initScript: string | null;
  /** How many free desktops are kept ready; null: none. */
  readonly minReserve: number | null;
  /** A run of `*` counts the desktops; null: as configured. */
  readonly namePattern: string | null;
  readonly userVolumes: boolean;
  /** Of a user's volume. */
  readonly volumeSizeGiB: number | null;
  /** Name of a volume type. */
  readonly volumeType: string | null;
  readonly onRelease: ReleasePolicy;
  /** Of desktops in the simultaneous mode; null: without a limit. */
  readonly maxUsersPerServer: number | null;
  /** Free desktops beyond the reserve are deleted. */
  readonly reserveShrink: boolean;
  /** A desktop is its user's until his session ends; then it is given back, and rebuilt at least. */
  readonly volatile: boolean;
  readonly timeouts: SessionTimeouts;
  /** When users may begin to work; null: always. */
  readonly accessCalendar: AccessCalendar | null;
  readonly maintenance: Maintenance | null;
  readonly createdAtMs: number;
}

/**
 *   building ──▶ ready ──▶ releasing ──▶ (rebuilt) ready, or deleted
 *       └──▶ error ◀──────────┘
 *
 * `releasing`: given back, not yet as the project's policy wants it; nobody gets it until then. Whether a `ready` one is
 * free, assigned or in session follows from its assignments and sessions.
 */
export type DesktopState = 'building' | 'ready' | 'releasing' | 'error' | 'deleting';

/** Who had a desktop made. */
export type DesktopOrigin = 'administrator' | 'request' | 'reserve';

/** A guest that is a desktop. Its row outlives a guest whose creation failed. */
export interface DesktopServer {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  readonly state: DesktopState;
  readonly origin: DesktopOrigin;
  /** `r-` and eight letters or digits; those made by one request share it. */
  readonly reservationId: string;
  /** Place within the request, from 0. */
  readonly launchIndex: number;
  readonly maintenance: Maintenance | null;
  readonly createdAtMs: number;
}

export interface DesktopHolder {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

export interface DesktopAssignment {
  readonly serverId: string;
  readonly projectId: string;
  readonly holder: DesktopHolder;
  readonly createdAtMs: number;
}

/** One entry of a desktop's history, which is never changed. */
export interface DesktopAssignmentEvent {
  readonly serverId: string;
  readonly projectId: string;
  readonly holder: DesktopHolder;
  readonly action: 'assigned' | 'unassigned';
  readonly atMs: number;
  readonly actorId: string;
  readonly actorName: string;
}

/** A desktop with those who have it, the longest first. */
export interface HeldDesktop {
  readonly server: DesktopServer;
  readonly holders: readonly DesktopHolder[];
}

export interface DesktopStatistics {
  readonly servers: ServerCounts;
  readonly desktops: ServerCounts & {
    readonly free: number;
    readonly occupied: number;
    /** Desktops with more than one user, members of groups counted. */
    readonly simultaneous: number;
  };
}

export interface ServerCounts {
  readonly created: number;
  readonly active: number;
  readonly error: number;
}

/** What becomes of a desktop that is given back. A volatile one never keeps what its user did. */
export function releasePolicyOf({
  onRelease,
  volatile,
}: Pick<DesktopProject, 'onRelease' | 'volatile'>): ReleasePolicy {
  return volatile && onRelease === 'keep' ? 'rebuild' : onRelease;
}

/** Every desktop project has it. */
const desktopTag = 'trs';

export function withDesktopTag(tags: readonly string[]): readonly string[] {
  return tags.includes(desktopTag) ? tags : [...tags, desktopTag];
}
