import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { FakeState } from './state.ts';

const empty: FakeState = { version: 1, guests: [], disks: [] };

/** Returns an empty state if there is no such file. */
export function readStateFile(path: string): FakeState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty;
    throw error;
  }
  const state: unknown = JSON.parse(text);
  if (!isState(state)) {
    throw new DomainError(
      'unsupported',
      `${path} is not a state of the fake hypervisor that this version reads`,
    );
  }
  return state;
}

function isState(value: unknown): value is FakeState {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}

/**
 * Replaces the file at once: whoever reads it sees the old state or the new one. Synchronous, so that a change
 * is on file before anyone hears of it. The file holds secrets and is readable by its owner only.
 */
export function writeStateFile(path: string, state: FakeState): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, path);
}
