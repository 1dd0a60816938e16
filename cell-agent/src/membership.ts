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

/** Hands out join tokens, each once; undefined when none is left. */
export type TakeToken = () => Promise<string | undefined> | string | undefined;

/**
 * A token that was used already is passed over: an earlier start that was cut short may have used it.
 * @throws DomainError `conflict` with reason `not_joined` when there is neither identity nor token.
 */
export async function requireIdentity(
  settings: Settings,
  name: string,
  takeToken: TakeToken,
): Promise<CellIdentity> {
  const known = await loadIdentity(settings.data);
  if (known !== null) return known;
  let refusal = notJoined(settings.data);
  for (let token = await takeToken(); token !== undefined; token = await takeToken()) {
    try {
      return await joinCell({ settings, name, token, force: false });
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== 'join_token_used') throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function notJoined(data: string): DomainError {
  const how = 'get a token with `cellar cell token` on the control plane, then run `cell-agent join TOKEN`';
  return new DomainError('conflict', `this machine is not a cell yet: ${how} (data folder ${data})`, {
    reason: 'not_joined',
  });
}

/** Of values that are tokens or paths of files with one token a line. Files are read at the first need. */
export function tokensOf(values: readonly string[]): TakeToken {
  let tokens: string[] | undefined;
  return async () => {
    tokens ??= (await Promise.all(values.map(readTokens))).flat();
    return tokens.shift();
  };
}

async function readTokens(value: string): Promise<string[]> {
  if (value.startsWith('cellar1.')) return [value];
  const text = await readFile(value, 'utf8').catch((cause: unknown) => {
    throw new DomainError('invalid', 'this is neither a join token nor a file of join tokens', {
      reason: 'bad_join_token',
      cause,
    });
  });
  return text.split(/\s+/).filter((line) => line !== '');
}
