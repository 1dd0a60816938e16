import type { RollOut } from '../../domain/roll-out.ts';

export interface RollOutStore {
  /** @throws DomainError `conflict` (`roll_out_running`) while another one of the project runs. */
  insert(rollOut: RollOut): Promise<void>;
  /** The newest of the project. */
  latest(projectId: string): Promise<RollOut | undefined>;
  running(): Promise<RollOut[]>;
  /** Of one that runs; one that is over stays as it is. False then. */
  finish(id: string, state: RollOut['state'], message: string | null, atMs: number): Promise<boolean>;
  /** A desktop of the project became an error while it was rebuilt. */
  noteFailure(projectId: string): Promise<void>;
}
