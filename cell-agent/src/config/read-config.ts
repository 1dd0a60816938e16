/** The one place where the agent reads its configuration: the file, the variables, then the command line. */
import { existsSync } from 'node:fs';
import { cellAgentSettings } from '../../../proto/src/settings/names.ts';
import { readSettings } from '../../../proto/src/settings/read.ts';
import { type Settings, settingsSchema } from './schema.ts';

export const defaultConfigFile = '/etc/cellar/cell-agent.yaml';

export interface CommandLineSettings {
  /** A file named here must exist; the default one may be absent. */
  readonly config?: string | undefined;
  readonly data?: string | undefined;
  readonly hypervisor?: string | undefined;
}

/** @throws DomainError `invalid` naming the key, the value and what is allowed. */
export function readConfig(
  options: CommandLineSettings,
  environment: Record<string, string | undefined>,
): Settings {
  const file = options.config ?? (existsSync(defaultConfigFile) ? defaultConfigFile : null);
  const fromOptions = {
    ...(options.data === undefined ? {} : { CELLAR_DATA: options.data }),
    ...(options.hypervisor === undefined ? {} : { CELLAR_HYPERVISOR: options.hypervisor }),
  };
  return readSettings(settingsSchema, {
    file,
    environment: { ...environment, ...fromOptions },
    names: cellAgentSettings,
  });
}
