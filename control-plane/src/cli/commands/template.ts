import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { oneNamed } from '../find.ts';
import { leaf, noun } from '../leaf.ts';

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly operating_system: string;
}

type TemplateFlags = Readonly<Record<string, string>>;

const devices = [
  ['--admin <name>', 'the administrator inside its guests'],
  ['--system <name>', 'linux or windows'],
  ['--disk <bus>', 'scsi, sata or ide'],
  ['--network <device>', 'virtio, e1000 or rtl8139'],
  ['--display <device>', 'vga, cirrus, qxl, virtio or none'],
  ['--control <protocol>', 'vnc or spice'],
  ['--usb <controller>', 'nec-xhci or none'],
  ['--tablet <bus>', 'usb, virtio or none'],
] as const;

/** What a new one has unless it is told. */
const usual = {
  admin: 'root',
  operating_system: 'linux',
  disk: 'scsi',
  network: 'virtio',
  display: 'vga',
  control: 'vnc',
  usb: 'none',
  tablet: 'none',
};

/** `cellar template …` */
export function addTemplateCommands(program: Command): void {
  const template = noun(program, 'template', 'hardware that guests are made with');

  leaf(template, {
    usage: 'list',
    summary: 'lists the system templates',
    async run({ client, out }) {
      out.list<TemplateRow>(
        [
          ['NAME', (row) => row.name],
          ['SYSTEM', (row) => row.operating_system],
          ['ID', (row) => row.id],
        ],
        await client.nano<TemplateRow[]>('GET', '/templates/'),
      );
    },
  });

  leaf(template, {
    usage: 'show <template>',
    summary: 'tells the hardware of a template',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', await templatePath(client, name)));
    },
  });

  leaf<TemplateFlags>(template, {
    usage: 'create <name>',
    summary: 'makes a template; what is not named is as Linux likes it, with a screen by VNC',
    options: devices,
    examples: ['cellar template create windows-2022 --system windows --admin Administrator --disk sata'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const request = { name, ...usual, ...requestOf(options) };
      const made = await client.nano<{ id: string }>('POST', '/templates/', request);
      out.done(`template ${name} is made: ${made.id}`, { ...made, name });
    },
  });

  leaf<TemplateFlags>(template, {
    usage: 'set <template>',
    summary: 'changes a template; what is not named stays, and so do guests that were made with it',
    options: [['--name <name>', 'another name'], ...devices],
    examples: ['cellar template set windows-2022 --network e1000'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = await templatePath(client, name);
      await client.nano('PUT', path, { ...(await client.nano<object>('GET', path)), ...requestOf(options) });
      out.done(`template ${name} is changed`, { name: options.name ?? name });
    },
  });

  leaf(template, {
    usage: 'delete <template>',
    summary: 'deletes a template; guests that were made with it stay as they are',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', await templatePath(client, name));
      out.done(`template ${name} is deleted`, { name });
    },
  });
}

async function templatePath(client: ApiClient, name: string): Promise<string> {
  const { id } = oneNamed('template', await client.nano<TemplateRow[]>('GET', '/templates/'), name);
  return `/templates/${id}`;
}

function requestOf({ system, ...others }: TemplateFlags): object {
  return { ...others, ...(system !== undefined && { operating_system: system }) };
}
