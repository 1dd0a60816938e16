/** The cell's identity for a run: what is stored, or a first joining with the token at hand. */
import { readFile } from 'node:fs/promises';
import { DomainError } from '../../proto/src/errors.ts';
import type { Settings } from './config/schema.ts';
import { join } from './identity/join.ts';
import { type CellIdentity, loadIdentity } from './identity/store.ts';

export interface JoinRequest {
  readonly settings: Settings;
  readonly name: string;
  readonly token: string;
  readonly force: boolean;
}

export async function joinCell({ settings, name, token, force }: JoinRequest): Promise<CellIdentity> {
  const { listen, port, advertise } = settings.agent;
  return await join({ token, dataPath: settings.data, name, listen, port, advertise, force });
}

/** @throws DomainError `conflict` with reason `not_joined` when there is neither identity nor token. */
export async function requireIdentity(
  settings: Settings,
  name: string,
  takeToken: () => string | undefined,
): Promise<CellIdentity> {
  const known = await loadIdentity(settings.data);
  if (known !== null) return known;
  const token = takeToken();
  if (token !== undefined) return await joinCell({ settings, name, token, force: false });
  throw new DomainError(
    'conflict',
    `this machine is not a cell yet: get a token with \`cellar cell token\` on the control plane, then run \`cell-agent join TOKEN\` (data folder ${settings.data})`,
    { reason: 'not_joined' },
  );
}

/** Each argument is a token, or the path of a file with one token a line. */
export async function readTokens(values: readonly string[]): Promise<string[]> {
  const lists = values.map(async (value) => {
    if (value.startsWith('cellar1.')) return [value];
    const text = await readFile(value, 'utf8').catch((cause: unknown) => {
      throw new DomainError('invalid', 'this is neither a join token nor a file of join tokens', {
        reason: 'bad_join_token',
        cause,
      });
    });
    return text.split(/\s+/).filter((line) => line !== '');
  });
  return (await Promise.all(lists)).flat();
}
