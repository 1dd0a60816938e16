/** A user's wish for a desktop, from the broker's question to its answer. */
import type { Connection } from './desktop-session.ts';
import type { RsReason } from './rs-errors.ts';

/**
 *   pending ──▶ in_progress ──▶ completed
 *      └─────────────┴────────▶ failed
 *
 * Of one user and project one at most is unfinished.
 */
export type DesktopRequestState = 'pending' | 'in_progress' | 'completed' | 'failed';

/** What went wrong, or what the user is to be told besides, with the data of its text. */
export interface Notice {
  readonly reason: RsReason;
  readonly data: Readonly<Record<string, unknown>>;
  /** For what the reasons have no text of their own. */
  readonly text?: { readonly en: string; readonly ru: string };
}

export interface DesktopRequest {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  /** Of the user; for texts. */
  readonly domainName: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly state: DesktopRequestState;
  /** Null until one is chosen. */
  readonly serverId: string | null;
  /** The operation that hands the desktop over; null until it is submitted. */
  readonly operationId: string | null;
  /** Let in to the desktop; null: nothing is opened. */
  readonly clientAddress: string | null;
  /** Null: the client did not say. */
  readonly connection: Connection | null;
  readonly clientSystem: string | null;
  readonly clientInfo: string | null;
  readonly warnings: readonly Notice[];
  readonly failure: Notice | null;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
}

export function isUnfinished({ state }: Pick<DesktopRequest, 'state'>): boolean {
  return state === 'pending' || state === 'in_progress';
}
