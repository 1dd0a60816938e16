/** Who one is, and the credentials of one’s own. */
import type { Command } from 'commander';
import { renderUnicodeCompact } from 'uqr';
import { oneNamed } from '../find.ts';
import { leaf, noun } from '../leaf.ts';
import { askSecret } from '../prompt.ts';
import { parseCount } from '../sizes.ts';

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly menus: readonly string[] | null;
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly last_used_address: string;
}

/** `cellar whoami`, `cellar token …`, `cellar second-factor …` */
export function addCredentialCommands(program: Command): void {
  leaf(program, {
    usage: 'whoami',
    summary: 'tells as whom you are logged in, and what you may do',
    async run({ client, out }) {
      out.thing((await client.cellar<{ whoami: object }>('GET', '/whoami')).whoami);
    },
  });

  const token = noun(program, 'token', 'credentials for programs');

  leaf<{ all?: boolean }>(token, {
    usage: 'list',
    summary: 'lists your API tokens',
    options: [['--all', 'everybody’s, for administrators']],
    async run({ client, out, options }) {
      const path = `/api-tokens?all=${options.all ?? false}`;
      const { api_tokens } = await client.cellar<{ api_tokens: TokenRow[] }>('GET', path);
      out.list<TokenRow>(
        [
          ['NAME', (row) => row.name],
          ['USER', (row) => row.user],
          ['MENUS', (row) => row.menus?.join(',') ?? 'all'],
          ['EXPIRES', (row) => row.expires_at],
          ['LAST USED', (row) => row.last_used_at],
          ['FROM', (row) => row.last_used_address],
          ['ID', (row) => row.id],
        ],
        api_tokens,
      );
    },
  });

  leaf<{ days: string; menu?: readonly string[]; project?: string; role?: readonly string[] }>(token, {
    usage: 'create <name>',
    summary: 'makes an API token and prints it, this once',
    options: [
      ['--days <count>', 'valid so long', '90'],
      ['--project <id>', 'acts on this project'],
    ],
    repeated: [
      ['--menu <name>', 'for this menu only; may be given several times'],
      ['--role <name>', 'with this role on the project only; may be given several times'],
    ],
    examples: ['CELLAR_TOKEN=$(cellar token create nightly --menu instance) cellar guest list'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const { days, menu, project, role } = options;
      const request = { name, valid_for_days: parseCount(days), menus: menu, project, roles: role };
      const { api_token } = await client.cellar<{ api_token: { token: string } }>(
        'POST',
        '/api-tokens',
        request,
      );
      out.value(api_token.token);
    },
  });

  leaf(token, {
    usage: 'revoke <token>',
    summary: 'ends an API token, by its name or id',
    async run({ client, out, arguments: [name = ''] }) {
      const { api_tokens } = await client.cellar<{ api_tokens: TokenRow[] }>('GET', '/api-tokens');
      const { id } = oneNamed('token', api_tokens, name);
      await client.cellar('DELETE', `/api-tokens/${id}`);
      out.done(`token ${name} is revoked`, { id });
    },
  });

  const factor = noun(program, 'second-factor', 'a code of a device besides your password');

  leaf(factor, {
    usage: 'status',
    summary: 'tells whether you have one',
    async run({ client, out }) {
      out.thing((await client.cellar<{ second_factor: object }>('GET', '/second-factor')).second_factor);
    },
  });

  leaf(factor, {
    usage: 'enrol',
    summary: 'shows a picture for an authenticator app, and asks for the code that it tells',
    async run({ client, out }) {
      const { enrolment } = await client.cellar<{ enrolment: { secret: string; uri: string } }>(
        'POST',
        '/second-factor',
        {},
      );
      out.remark(`${renderUnicodeCompact(enrolment.uri, { border: 2 })}\nby hand: ${enrolment.secret}\n`);
      const code = await askSecret('Code of the device: ');
      const { recovery_codes } = await client.cellar<{ recovery_codes: string[] }>(
        'POST',
        '/second-factor/confirm',
        { code },
      );
      const told = `the second factor is on. Recovery codes, each good for once:\n${recovery_codes.join('\n')}`;
      out.done(told, { recovery_codes });
    },
  });

  leaf<{ user?: string }>(factor, {
    usage: 'disable',
    summary: 'ends it, by one more code; or that of another user who lost his device',
    options: [['--user <name>', 'of this user']],
    async run({ client, out, options }) {
      if (options.user) await client.cellar('DELETE', `/second-factor/${encodeURIComponent(options.user)}`);
      else await client.cellar('DELETE', '/second-factor', { code: await askSecret('Code of the device: ') });
      out.done('the second factor is off');
    },
  });
}
