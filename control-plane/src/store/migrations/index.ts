import { init } from './001-init.ts';
import { batches } from './002-batches.ts';
import type { Migration } from './migration.ts';

/** In order, numbered from 1 without gaps. */
export const migrations: readonly Migration[] = [init, batches];
