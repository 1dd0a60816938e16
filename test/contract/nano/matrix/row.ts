import type { Json } from '../../../support/nano-client.ts';
import type { Subject, SubjectKind, World } from './world.ts';

/**
 * Who may, by the menus of ruling and document:
 * - `session`: whoever has a session
 * - `read`: the owner, administrators, and members of the owner's group where it shows its things
 * - `private`: the owner and administrators; to all others it does not exist
 * - `own`: the owner and administrators; to members of a group that shows its things it exists, to others not
 * - `administrator`: whoever has a menu that ordinary users lack, who are told so
 * - `person`: the same, but people do not exist for those who may not manage them
 */
export type Who = 'session' | 'read' | 'own' | 'private' | 'administrator' | 'person';

export interface Row {
  /** As `nano-operations.json` names it. */
  readonly operation: string;
  readonly who: Who;
  /** What is made anew for each attempt that may succeed. */
  readonly of?: SubjectKind;
  /** Values of the path's parameters; `id` is the subject's. */
  readonly path?: (world: World, subject: Subject, made: Json) => Readonly<Record<string, string>>;
  readonly body?: (world: World, subject: Subject, made: Json) => Json;
  /** What the path gets behind it, from `?` on. */
  readonly query?: string;
  /** Makes what an attempt that may succeed needs besides the subject; `path` and `body` are given what it returns. */
  readonly before?: (world: World, subject: Subject) => Promise<unknown>;
  /** Changes nothing that an audit would tell. */
  readonly unaudited?: true;
}
