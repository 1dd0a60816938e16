/** The ordered rules of a security policy, be it a group's or a guest's. */
import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { usageError } from '../exit-codes.ts';
import { leaf, noun } from '../leaf.ts';
import { parseCount } from '../sizes.ts';

interface PolicyRule {
  readonly action: string;
  readonly protocol: string;
  readonly to_port: number;
  readonly from_address?: string;
  readonly interface?: number;
}

interface Policy {
  readonly default_action: string;
  readonly rules: readonly PolicyRule[];
}

/** Whose rules they are. */
interface RuleOwner {
  readonly of: 'policy' | 'guest';
  /** A name for examples. */
  readonly sample: string;
  /** Path of the policy in the Nano API. @throws DomainError `not_found`. */
  pathOf(client: ApiClient, name: string): Promise<string>;
}

interface RuleFlags {
  readonly protocol?: string;
  readonly port?: string;
  readonly from?: string;
  readonly interface?: string;
  readonly reject?: boolean;
  readonly accept?: boolean;
}

const ruleFlags = [
  ['--protocol <name>', 'tcp, udp, icmp or all'],
  ['--port <number>', 'to this port; 0: any'],
  ['--from <network>', 'from this address or network; empty: any'],
  ['--interface <number>', 'on this interface of the guest, the first is 1; 0: all'],
  ['--accept', 'let it in'],
  ['--reject', 'drop it'],
] as const;

/** `… rule list|add|set|move|remove` */
export function addRuleCommands(parent: Command, { of, sample, pathOf }: RuleOwner): void {
  const rule = noun(parent, 'rule', 'rules, the first that matches counts; positions begin at 0');
  const command = of === 'policy' ? 'cellar policy rule' : 'cellar guest policy rule';
  const rulesOf = async (client: ApiClient, name: string) => `${await pathOf(client, name)}/rules/`;
  const ruleOf = async (client: ApiClient, name: string, position: string) =>
    `${await rulesOf(client, name)}${parseCount(position)}`;

  leaf(rule, {
    usage: `list <${of}>`,
    summary: 'lists the rules in their order, and what happens to all else',
    examples: [`${command} list ${sample}`],
    async run({ client, out, arguments: [name = ''] }) {
      const { rules, default_action } = await readPolicy(client, await pathOf(client, name));
      out.list<PolicyRule & { position: number }>(
        [
          ['POSITION', (row) => row.position],
          ['ACTION', (row) => row.action],
          ['PROTOCOL', (row) => row.protocol],
          ['PORT', (row) => (row.to_port === 0 ? 'any' : row.to_port)],
          ['FROM', (row) => row.from_address ?? 'any'],
          ['INTERFACE', (row) => row.interface ?? 'all'],
        ],
        rules.map((one, position) => ({ position, ...one })),
      );
      out.remark(`all else: ${default_action}`);
    },
  });

  leaf<RuleFlags>(rule, {
    usage: `add <${of}>`,
    summary: 'adds a rule at the end: TCP is accepted unless you say otherwise',
    options: ruleFlags,
    examples: [`${command} add ${sample} --port 443`, `${command} add ${sample} --port 22 --from 10.0.0.0/8`],
    async run({ client, out, options, arguments: [name = ''] }) {
      const added = { action: 'accept', protocol: 'tcp', ...requestOf(options) };
      await client.nano('POST', await rulesOf(client, name), added);
      out.done(`${name} has one rule more`, added);
    },
  });

  leaf<RuleFlags>(rule, {
    usage: `set <${of}> <position>`,
    summary: 'changes a rule; what is not named stays',
    options: ruleFlags,
    examples: [`${command} set ${sample} 0 --from 192.0.2.0/24`],
    async run({ client, out, options, arguments: [name = '', position = ''] }) {
      const { rules } = await readPolicy(client, await pathOf(client, name));
      const changed = { ...rules[parseCount(position)], ...requestOf(options) };
      await client.nano('PUT', await ruleOf(client, name, position), changed);
      out.done(`rule ${position} of ${name} is changed`, changed);
    },
  });

  leaf(rule, {
    usage: `move <${of}> <position> <direction>`,
    summary: 'moves a rule one place up or down',
    examples: [`${command} move ${sample} 1 up`],
    async run({ client, out, arguments: [name = '', position = '', direction = ''] }) {
      await client.nano('PUT', `${await ruleOf(client, name, position)}/order`, { direction });
      out.done(`rule ${position} of ${name} is moved ${direction}`, { direction });
    },
  });

  leaf(rule, {
    usage: `remove <${of}> <position>`,
    summary: 'removes a rule; those behind it move up',
    examples: [`${command} remove ${sample} 0`],
    async run({ client, out, arguments: [name = '', position = ''] }) {
      await client.nano('DELETE', await ruleOf(client, name, position));
      out.done(`${name} has one rule less`, {});
    },
  });
}

/** With its rules, which a group's own answer does not tell. */
export async function readPolicy(client: ApiClient, path: string): Promise<Policy> {
  const policy = await client.nano<Omit<Policy, 'rules'> & Partial<Policy>>('GET', path);
  return { ...policy, rules: policy.rules ?? (await client.nano<PolicyRule[]>('GET', `${path}/rules/`)) };
}

/** @throws DomainError `invalid` with reason `usage`. */
function requestOf({ protocol, port, from, interface: index, accept, reject }: RuleFlags): object {
  if (accept && reject) throw usageError('--accept and --reject exclude each other');
  return {
    ...((accept || reject) && { action: reject ? 'reject' : 'accept' }),
    ...(protocol !== undefined && { protocol }),
    ...(port !== undefined && { to_port: parseCount(port) }),
    ...(from !== undefined && { from_address: from }),
    ...(index !== undefined && { interface: parseCount(index) }),
  };
}
