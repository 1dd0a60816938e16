/** Security policy groups, and the policies of guests themselves. */
import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { findGuest, findPolicy } from '../find.ts';
import { leaf, noun } from '../leaf.ts';
import { parseSwitch } from '../switch.ts';
import { addRuleCommands, readPolicy } from './policy-rules.ts';

interface PolicyRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly global: boolean;
  readonly default_action: string;
}

interface PolicyFlags {
  readonly name?: string;
  readonly description?: string;
  readonly enabled?: string;
  readonly global?: string;
  readonly default?: string;
}

const settings = [
  ['--description <text>', 'what it is for'],
  ['--enabled <on|off>', 'whether guests may be made with it'],
  ['--global <on|off>', 'whether all may choose it'],
  ['--default <action>', 'what no rule is about: accept or reject'],
] as const;

/** `cellar policy …` */
export function addPolicyCommands(program: Command): void {
  const policy = noun(program, 'policy', 'security policy groups: what may reach guests');

  leaf(policy, {
    usage: 'list',
    summary: 'lists the policy groups that you may see',
    async run({ client, out }) {
      out.list<PolicyRow>(
        [
          ['NAME', (row) => row.name],
          ['ENABLED', (row) => row.enabled],
          ['GLOBAL', (row) => row.global],
          ['ELSE', (row) => row.default_action],
          ['ID', (row) => row.id],
        ],
        await client.nano<PolicyRow[]>('GET', '/search/security_policy_groups/'),
      );
    },
  });

  leaf(policy, {
    usage: 'show <policy>',
    summary: 'tells all about a policy group with its rules, the first that matches counts',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await readPolicy(client, await groupPath(client, name)));
    },
  });

  leaf<PolicyFlags>(policy, {
    usage: 'create <name>',
    summary: 'makes a policy group without rules; enabled, yours, and accepting unless you say otherwise',
    options: settings,
    examples: ['cellar policy create web-only --global on --default reject'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const request = { name, enabled: true, ...requestOf(options) };
      const made = await client.nano<{ id: string }>('POST', '/security_policy_groups/', request);
      out.done(`policy ${name} is made: ${made.id}`, { ...made, name });
    },
  });

  leaf<PolicyFlags>(policy, {
    usage: 'set <policy>',
    summary: 'changes a policy group; what is not named stays, and so do guests that were made with it',
    options: [['--name <name>', 'another name'], ...settings],
    examples: ['cellar policy set web-only --enabled off', 'cellar policy set web-only --default reject'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = await groupPath(client, name);
      const { id: _, ...present } = await client.nano<PolicyRow>('GET', path);
      await client.nano('PUT', path, { ...present, ...requestOf(options) });
      out.done(`policy ${name} is changed`, { name: options.name ?? name });
    },
  });

  leaf(policy, {
    usage: 'delete <policy>',
    summary: 'deletes a policy group; guests keep the rules that they were made with',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', await groupPath(client, name));
      out.done(`policy ${name} is deleted`, { name });
    },
  });

  addRuleCommands(policy, { of: 'policy', sample: 'web-only', pathOf: groupPath });
}

/** `cellar guest policy …` */
export function addGuestPolicyCommands(guest: Command): void {
  const policy = noun(guest, 'policy', 'what may reach this guest; it holds when the command returns');

  leaf(policy, {
    usage: 'show <guest>',
    summary: 'tells the policy of a guest: its default action and its rules, the first that matches counts',
    examples: ['cellar guest policy show web1'],
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', await guestPath(client, name)));
    },
  });

  leaf(policy, {
    usage: 'default <guest> <action>',
    summary: 'accept or reject what no rule is about',
    examples: ['cellar guest policy default web1 reject'],
    async run({ client, out, arguments: [name = '', action = ''] }) {
      await client.nano('PUT', `${await guestPath(client, name)}/default_action`, { action });
      out.done(`${name}: ${action} what no rule is about`, { action });
    },
  });

  addRuleCommands(policy, { of: 'guest', sample: 'web1', pathOf: guestPath });
}

async function groupPath(client: ApiClient, name: string): Promise<string> {
  return `/security_policy_groups/${await findPolicy(client, name)}`;
}

async function guestPath(client: ApiClient, name: string): Promise<string> {
  return `/guests/${await findGuest(client, name)}/security_policy`;
}

function requestOf({ name, description, enabled, global, default: action }: PolicyFlags): object {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(enabled !== undefined && { enabled: parseSwitch(enabled) }),
    ...(global !== undefined && { global: parseSwitch(global) }),
    ...(action !== undefined && { default_action: action }),
  };
}
