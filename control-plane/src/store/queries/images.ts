import { DomainError } from '../../../../proto/src/errors.ts';
import type { Image, ImageContent, ImageKind, ImagePhase } from '../../domain/image.ts';
import type { ImageFilter, ImageStore } from '../../use-cases/ports/store.ts';
import { fromJson, fromSharedJson, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { ImagesTable } from '../tables/images.ts';
import { partsOf } from './scope-parts.ts';

export { wantedHashes } from './wanted-images.ts';

const insertRow = preparedInsert('images');
const insertTag = preparedInsert('image_tags');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('images').selectAll().where('id', '=', id),
);
const bySha256 = prepared((query, { sha256 }: { sha256: string }) =>
  query.selectFrom('images').selectAll().where('sha256', '=', sha256).orderBy('created_at_ms').limit(1),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('images').where('id', '=', id),
);
const deleteTags = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('image_tags').where('image_id', '=', id),
);
const storeContent = prepared(
  (query, row: { id: string; content: string; sha256: string; modifiedAtMs: number }) =>
    query
      .updateTable('images')
      .set({ content: row.content, sha256: row.sha256, modified_at_ms: row.modifiedAtMs })
      .where('id', '=', row.id),
);
const release = prepared((query) =>
  query
    .updateTable('images')
    .set((row) => ({ phase: row.case().when('content', 'is', null).then('empty').else('ready').end() }))
    .where('phase', '=', 'uploading'),
);

export async function insert(db: Db, image: Image): Promise<void> {
  const row: ImagesTable = {
    id: image.id,
    kind: image.kind,
    name: image.name,
    owner_id: image.ownerId,
    owner: image.owner,
    group_id: image.groupId,
    group_name: image.group,
    description: image.description,
    tags: toJson(image.tags),
    phase: image.phase,
    progress: image.progress,
    content: image.content === null ? null : toJson(image.content),
    sha256: image.content?.sha256 ?? null,
    created_at_ms: image.createdAtMs,
    modified_at_ms: image.modifiedAtMs,
  };
  await db.atomic(async (tx) => {
    await refuseDuplicate(insertRow(tx, row), () => nameTaken(image.id, image.name));
    await insertTags(tx, image.id, image.tags);
  });
}

export async function get(db: Db, id: string): Promise<Image | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toImage(row);
}

export async function list(db: Db, filter: ImageFilter): Promise<Image[]> {
  const [first, ...others] = partsOf(filter.scope).map((part) => {
    let query = queryBuilder.selectFrom('images').selectAll('images').where('kind', '=', filter.kind);
    if (part.ownerId !== undefined) query = query.where('owner_id', '=', part.ownerId);
    if (part.groupId !== undefined) query = query.where('group_id', '=', part.groupId);
    if (part.notOwnerId !== undefined) query = query.where('owner_id', '!=', part.notOwnerId);
    if (filter.tags === undefined) return query;
    const tagged = queryBuilder.selectFrom('image_tags').select('image_id').where('tag', 'in', filter.tags);
    return query.where('id', 'in', tagged);
  });
  if (first === undefined) return [];
  const ordered = others
    .reduce((all, part) => all.unionAll(part), first)
    .orderBy('name')
    .orderBy('id');
  return (await db.all(compiled(ordered))).map(toImage);
}

export async function update(db: Db, id: string, change: Parameters<ImageStore['update']>[1]): Promise<void> {
  const row: Partial<ImagesTable> = {};
  if (change.name !== undefined) row.name = change.name;
  if (change.description !== undefined) row.description = change.description;
  if (change.tags !== undefined) row.tags = toJson(change.tags);
  if (change.ownerId !== undefined) row.owner_id = change.ownerId;
  if (change.owner !== undefined) row.owner = change.owner;
  if (change.groupId !== undefined) row.group_id = change.groupId;
  if (change.group !== undefined) row.group_name = change.group;
  if (change.modifiedAtMs !== undefined) row.modified_at_ms = change.modifiedAtMs;
  if (change.progress !== undefined) row.progress = change.progress;
  if (Object.keys(row).length === 0) return;
  const query = compiled(queryBuilder.updateTable('images').set(row).where('id', '=', id));
  await db.atomic(async (tx) => {
    const found = await refuseDuplicate(tx.run(query), () => nameTaken(id, change.name ?? ''));
    if (found === 0 || change.tags === undefined) return;
    await deleteTags.run(tx, { id });
    await insertTags(tx, id, change.tags);
  });
}

export async function setPhase(
  db: Db,
  id: string,
  from: readonly ImagePhase[],
  to: ImagePhase,
): Promise<boolean> {
  const query = queryBuilder
    .updateTable('images')
    .set({ phase: to })
    .where('id', '=', id)
    .where('phase', 'in', from);
  return (await db.run(compiled(query))) === 1;
}

export async function setContent(
  db: Db,
  id: string,
  content: ImageContent,
  modifiedAtMs: number,
): Promise<void> {
  await storeContent.run(db, { id, content: toJson(content), sha256: content.sha256, modifiedAtMs });
}

export async function findBySha256(db: Db, sha256: string): Promise<Image | undefined> {
  const row = await bySha256.first(db, { sha256 });
  return row === undefined ? undefined : toImage(row);
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

export async function releaseUploads(db: Db): Promise<void> {
  await release.run(db, {});
}

async function insertTags(db: Db, id: string, tags: readonly string[]): Promise<void> {
  for (const tag of new Set(tags)) await insertTag(db, { image_id: id, tag });
}

function nameTaken(id: string, name: string): DomainError {
  const subject = { kind: 'image', id };
  return new DomainError('already_exists', `an image named '${name}' exists`, {
    reason: 'name_taken',
    subject,
  });
}

function toImage(row: ImagesTable): Image {
  return {
    id: row.id,
    kind: row.kind as ImageKind,
    name: row.name,
    ownerId: row.owner_id,
    owner: row.owner,
    groupId: row.group_id,
    group: row.group_name,
    description: row.description,
    tags: fromSharedJson(row.tags),
    phase: row.phase as ImagePhase,
    progress: row.progress,
    content: row.content === null ? null : fromJson(row.content),
    createdAtMs: row.created_at_ms,
    modifiedAtMs: row.modified_at_ms,
  };
}
