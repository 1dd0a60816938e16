import { DomainError } from '../../../proto/src/errors.ts';
import { defaultCellName } from '../config/cell-name.ts';
import { type CommandLineSettings, readConfig } from '../config/read-config.ts';
import { joinCell, tokensOf } from '../membership.ts';

export interface JoinCommandOptions extends CommandLineSettings {
  readonly force?: boolean;
}

export async function joinCommand(tokenOrFile: string, options: JoinCommandOptions): Promise<void> {
  const settings = readConfig(options, process.env);
  const token = await tokensOf([tokenOrFile])();
  if (token === undefined)
    throw new DomainError('invalid', 'the file holds no join token', { reason: 'bad_join_token' });
  const name = settings.agent.name ?? defaultCellName(settings.network.bridge);
  const identity = await joinCell({ settings, name, token, force: options.force ?? false });
  process.stdout.write(
    `joined as ${identity.name} (${identity.cellId}), reachable at ${identity.advertise}\n`,
  );
}
