/** What is told of as it happens: changes that people asked for, and those that were seen. */
import type { Actor } from './actor.ts';
import type { AuditEntry } from './audit.ts';
import { isAdministrator, may, type Right } from './rights.ts';

export const eventTypes = [
  'guest',
  'snapshot',
  'cell',
  'operation',
  'image',
  'warning',
  'desktop',
  'task',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Who may hear of it, besides those who administer its kind. */
export interface Audience {
  readonly userIds: readonly string[];
  /** Its group: for those who see their group's things. */
  readonly groupId: string | null;
  readonly projectId: string | null;
}

export interface LifeEvent {
  readonly type: EventType;
  /** The verb that was asked for; or what was seen: `state`, `alive`, `lost`, `raised`, `cleared`. */
  readonly action: string;
  /** Of a verb; null for what was seen. */
  readonly outcome: AuditEntry['outcome'] | null;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string | null };
  /** Null: nobody asked for it. */
  readonly actor: { readonly name: string; readonly via: string } | null;
  readonly requestId: string | null;
  readonly atMs: number;
  /** Plain data that all of the audience may know. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly audience: Audience;
}

const typeOfSubject: Readonly<Record<string, EventType>> = {
  guest: 'guest',
  cell: 'cell',
  image: 'image',
  warning: 'warning',
  server: 'desktop',
  task: 'task',
};

/** Null: changes of this kind are in the audit only. */
export function eventTypeOf({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): EventType | null {
  if (subject.kind === 'guest' && action.endsWith('-snapshot')) return 'snapshot';
  return typeOfSubject[subject.kind] ?? null;
}

/** Null: administrators of everything. */
const rightOf: Record<EventType, Right | null> = {
  guest: 'guests.administer',
  snapshot: 'guests.administer',
  cell: 'cells.read',
  operation: 'operations.administer',
  image: 'images.administer',
  warning: 'warnings.administer',
  desktop: null,
  task: null,
};

/** @param groupId the caller's group, if he sees its things of this type; null otherwise. */
export function mayHear(
  actor: Actor,
  { type, audience }: Pick<LifeEvent, 'type' | 'audience'>,
  groupId: string | null,
): boolean {
  const right = rightOf[type];
  if (isAdministrator(actor) || (right !== null && may(actor, right))) return true;
  if (audience.userIds.includes(actor.userId)) return true;
  if (audience.groupId !== null && audience.groupId === groupId) return true;
  const project = actor.identity?.project?.id;
  return project !== undefined && audience.projectId === project;
}
