import { openAsBlob } from 'node:fs';
import type { Command } from 'commander';
import { findGuest, findImage, ownOwnership } from '../find.ts';
import { leaf, noun } from '../leaf.ts';
import { formatSize } from '../sizes.ts';

interface ImageRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly description: string;
  readonly created?: boolean;
}

interface KindOptions {
  readonly media?: boolean;
}

const media = ['--media', 'media images (ISO) instead of disk images'] as const;

/** `cellar image …` */
export function addImageCommands(program: Command): void {
  const image = noun(program, 'image', 'disk images and media');

  leaf<KindOptions>(image, {
    usage: 'list',
    summary: 'lists the images that you may see',
    options: [media],
    async run({ client, out, options }) {
      out.list<ImageRow>(
        [
          ['NAME', (row) => row.name],
          ['SIZE', (row) => formatSize(row.size)],
          ['READY', (row) => row.created ?? true],
          ['DESCRIPTION', (row) => row.description],
          ['ID', (row) => row.id],
        ],
        await client.nano<ImageRow[]>('GET', `/${kindOf(options)}_image_search/`),
      );
    },
  });

  leaf<KindOptions & { description?: string }>(image, {
    usage: 'upload <name> <file>',
    summary: 'uploads a qcow2 file, or with --media an ISO',
    options: [media, ['--description <text>', 'what it is']],
    examples: ['cellar image upload debian-12 debian-12-generic-amd64.qcow2'],
    async run({ client, out, options, arguments: [name = '', file = ''] }) {
      const content = await openAsBlob(file);
      const about = { ...(await ownOwnership(client)), description: options.description ?? '' };
      const path = `/${kindOf(options)}_images/`;
      const { id } = await client.nano<{ id: string }>('POST', path, { name, ...about });
      const form = new FormData();
      form.append('image', content, name);
      try {
        await client.upload(`${path}${id}/file/`, form);
      } catch (error) {
        await client.nano('DELETE', `${path}${id}`).catch(() => undefined);
        throw error;
      }
      out.done(`${name} is uploaded: ${id}`, { id });
    },
  });

  leaf<KindOptions>(image, {
    usage: 'synchronize',
    summary:
      'makes images of the files in the control plane’s folder that belong to none, and forgets those whose file is gone',
    options: [media],
    examples: ['cellar image synchronize', 'cellar image synchronize --media'],
    async run({ client, out, options }) {
      await client.nano('PATCH', `/${kindOf(options)}_images/`, await ownOwnership(client));
      out.done('the images are what lies in the folder');
    },
  });

  leaf<KindOptions>(image, {
    usage: 'delete <image...>',
    summary: 'deletes images; guests that came from them stay',
    options: [media],
    async run({ client, out, options, arguments: names }) {
      for (const name of names) {
        const id = await findImage(client, kindOf(options), name);
        await client.nano('DELETE', `/${kindOf(options)}_images/${id}`);
        out.done(`${name} is deleted`, { id });
      }
    },
  });

  leaf<{ description?: string }>(image, {
    usage: 'build <name> <guest>',
    summary: 'makes a disk image of a stopped guest’s system disk',
    options: [['--description <text>', 'what it is']],
    async run({ client, out, options, arguments: [name = '', from = ''] }) {
      const guest = await findGuest(client, from);
      const about = { ...(await ownOwnership(client)), description: options.description ?? '' };
      const { id } = await client.nano<{ id: string }>('POST', '/disk_images/', { name, guest, ...about });
      out.done(`${name} is being built: ${id}`, { id });
    },
  });
}

function kindOf({ media: isMedia }: KindOptions): 'media' | 'disk' {
  return isMedia ? 'media' : 'disk';
}
