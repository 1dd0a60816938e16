/** The only place that reads the control plane's environment and configuration file. */
import { existsSync } from 'node:fs';
import { controlPlaneSettings } from '../../../proto/src/settings/names.ts';
import { readSettings } from '../../../proto/src/settings/read.ts';
import { type Settings, settingsSchema } from './schema.ts';

const usualFile = '/etc/cellar/control-plane.yaml';

/** @param file as given on the command line; null: the usual one if it exists. @throws DomainError `invalid`. */
export function readConfiguration(
  file: string | null,
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const path = file ?? (existsSync(usualFile) ? usualFile : null);
  return readSettings(settingsSchema, { file: path, environment, names: controlPlaneSettings });
}
