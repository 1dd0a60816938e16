/**
 * Where the command line remembers installations: `cellar/profiles.json` in the user's configuration folder, readable by him
 * only, since it holds API tokens.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../proto/src/errors.ts';

export interface Profile {
  /** Origin of the public listener. */
  readonly url: string;
  readonly token: string;
  /** Of the API token, to revoke it by. */
  readonly tokenId: string;
  readonly user: string;
}

export interface Profiles {
  /** The one that counts when none is named; null: none. */
  readonly current: string | null;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const file = z.strictObject({
  current: z.string().nullable(),
  profiles: z.record(
    z.string(),
    z.strictObject({ url: z.string(), token: z.string(), tokenId: z.string(), user: z.string() }),
  ),
});

type Environment = NodeJS.ProcessEnv;

function pathOf({ XDG_CONFIG_HOME }: Environment): string {
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'cellar', 'profiles.json');
}

/** @throws DomainError `invalid` if the file is there and damaged. */
export async function readProfiles(environment: Environment): Promise<Profiles> {
  const path = pathOf(environment);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { current: null, profiles: {} };
  try {
    return file.parse(JSON.parse(text));
  } catch (cause) {
    throw new DomainError('invalid', `${path} is no list of profiles: mend or remove it`, {
      reason: 'bad_profiles',
      cause,
    });
  }
}

/** The named profile, or the current one. @throws DomainError `not_found` for a name that is unknown. */
export async function readProfile(environment: Environment, name?: string): Promise<Profile | undefined> {
  const { current, profiles } = await readProfiles(environment);
  const wanted = name ?? current;
  if (wanted === null || wanted === undefined) return undefined;
  const profile = Object.hasOwn(profiles, wanted) ? profiles[wanted] : undefined;
  if (profile || name === undefined) return profile;
  throw new DomainError('not_found', `there is no profile '${name}': cellar profile list`, {
    reason: 'profile_not_found',
  });
}

/** Replaces the file at once: a command that is killed leaves the old one or the new one. */
export async function writeProfiles(environment: Environment, profiles: Profiles): Promise<void> {
  const path = pathOf(environment);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, path);
}
