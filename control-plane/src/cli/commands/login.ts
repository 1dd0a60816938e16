/** Logging in once: a profile keeps an API token instead of a password. */
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import { ApiClient } from '../api-client.ts';
import { Output } from '../output/output.ts';
import { readProfiles, writeProfiles } from '../profiles.ts';
import { askSecret } from '../prompt.ts';

interface LoginOptions {
  readonly name: string;
  readonly code?: string;
  readonly days: string;
}

/** `cellar login`, `cellar logout`, `cellar profile …` */
export function addLoginCommands(program: Command): void {
  program
    .command('login <url> <user>')
    .description('logs in and remembers it: an API token is kept in a profile, never the password')
    .option('--name <profile>', 'name of the profile', 'default')
    .option('--code <code>', 'of the second factor')
    .option('--days <count>', 'how long it lasts', '30')
    .addHelpText('after', '\nExamples:\n  cellar login https://cloud.example.org:5870 admin\n')
    .action(logIn);

  program
    .command('logout')
    .description('revokes the API token of a profile and forgets it')
    .option('--name <profile>', 'name of the profile; none: the current one')
    .action(logOut);

  const profile = program.command('profile').description('installations that you have logged in to');
  profile
    .command('list')
    .description('lists the profiles')
    .action(async (_options: unknown, command: Command) => {
      const { current, profiles } = await readProfiles(process.env);
      const rows = Object.entries(profiles).map(([name, { url, user }]) => ({
        name,
        url,
        user,
        current: name === current,
      }));
      new Output(command.optsWithGlobals<{ json?: boolean }>().json ?? false).list<(typeof rows)[number]>(
        [
          ['NAME', (row) => row.name],
          ['URL', (row) => row.url],
          ['USER', (row) => row.user],
          ['CURRENT', (row) => row.current],
        ],
        rows,
      );
    });
  profile
    .command('use <name>')
    .description('makes a profile the one that counts')
    .action(async (name: string) => {
      const known = await readProfiles(process.env);
      if (!Object.hasOwn(known.profiles, name)) throw unknownProfile(name);
      await writeProfiles(process.env, { ...known, current: name });
    });
}

async function logIn(url: string, user: string, options: LoginOptions): Promise<void> {
  const password = process.env.CELLAR_PASSWORD ?? (await askSecret(`Password of ${user}: `));
  const client = new ApiClient(url);
  await client.login(user, password, options.code);
  const request = { name: `${hostname()} ${Date.now()}`, valid_for_days: Number(options.days) };
  const { api_token } = await client.cellar<{ api_token: { id: string; token: string; expires_at: string } }>(
    'POST',
    '/api-tokens',
    request,
  );
  const known = await readProfiles(process.env);
  const profile = { url: client.origin, token: api_token.token, tokenId: api_token.id, user };
  const profiles = { ...known.profiles, [options.name]: profile };
  await writeProfiles(process.env, { current: options.name, profiles });
  process.stdout.write(`logged in as ${user} until ${api_token.expires_at}\n`);
}

async function logOut({ name }: { name?: string }): Promise<void> {
  const known = await readProfiles(process.env);
  const wanted = name ?? known.current ?? '';
  const profile = Object.hasOwn(known.profiles, wanted) ? known.profiles[wanted] : undefined;
  if (profile === undefined) throw unknownProfile(wanted);
  const client = new ApiClient(profile.url, profile.token);
  // One that has ended already needs no end.
  await client.cellar('DELETE', `/api-tokens/${profile.tokenId}`).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'cell_unreachable') throw error;
  });
  const { [wanted]: _gone, ...profiles } = known.profiles;
  await writeProfiles(process.env, { current: known.current === wanted ? null : known.current, profiles });
  process.stdout.write(`logged out of ${profile.url}\n`);
}

function unknownProfile(name: string): DomainError {
  return new DomainError('not_found', `there is no profile '${name}': cellar profile list`, {
    reason: 'profile_not_found',
  });
}
