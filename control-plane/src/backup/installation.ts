import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DomainError } from '../../../proto/src/errors.ts';
import { readConfiguration } from '../config/read.ts';
import type { Settings } from '../config/schema.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { type DevMemory, devEnvironment, devMemorySchema } from './dev-memory.ts';

export interface InstallationOptions {
  /** Null: the usual one if it exists. */
  readonly configuration: string | null;
  /** In place of the configuration's; that of `cellar dev` brings its own ports. */
  readonly data?: string | undefined;
}

export interface Installation {
  readonly settings: Settings;
  readonly folder: DataFolder;
}

/** The settings that the control plane of the folder starts with. @throws DomainError `invalid`. */
export function readInstallation({ configuration, data }: InstallationOptions): Installation {
  const settings = readConfiguration(configuration);
  const folder = dataFolder(data ?? settings.data);
  if (folder.devMemory === null) return { settings, folder };
  const own = devEnvironment(dirname(folder.devMemory), readMemory(folder.devMemory));
  return { settings: readConfiguration(configuration, { ...process.env, ...own }), folder };
}

function readMemory(file: string): DevMemory {
  try {
    return devMemorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DomainError('invalid', `${file} can not be read, or is damaged`, {
      reason: 'bad_dev_memory',
      cause,
    });
  }
}
