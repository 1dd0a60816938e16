/** What a backup says about itself: its first entry, `manifest.json`. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';

export const manifestName = 'manifest.json';

/** All that a backup can hold besides its manifest; the first three it always has. */
export const entryNames = [
  'cellar.db',
  'pki/ca.key',
  'pki/ca.crt',
  'pki/control-plane.pem',
  'cells.json',
  'control-plane.yaml',
  'dev.json',
] as const;

export type EntryName = (typeof entryNames)[number];
export const neededEntries: readonly EntryName[] = ['cellar.db', 'pki/ca.key', 'pki/ca.crt'];

const entrySchema = z.strictObject({
  name: z.enum(entryNames),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The version is that of the form of backups. */
export const manifestSchema = z.strictObject({
  format: z.literal('cellar-backup'),
  version: z.literal(1),
  created_at: z.iso.datetime(),
  cellar: z.string().max(100),
  schema: z.int().min(1),
  entries: z.array(entrySchema),
});

export type Manifest = z.output<typeof manifestSchema>;
export type Entry = Manifest['entries'][number];

export async function describeEntry(name: EntryName, path: string): Promise<Entry> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}
