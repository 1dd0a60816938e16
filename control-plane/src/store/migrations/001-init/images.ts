import { tableOptions, wholeNumber } from '../../db.ts';

export const imageTables = `
create table images (
  id text not null primary key,
  kind text not null,
  name text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  description text not null,
  tags text not null,
  phase text not null,
  progress ${wholeNumber} not null,
  content text,
  sha256 text,
  created_at_ms ${wholeNumber} not null,
  modified_at_ms ${wholeNumber} not null
) ${tableOptions};
create unique index images_name_in_group on images (kind, group_id, name);
create index images_name on images (kind, name, id);
create index images_owner on images (kind, owner_id, name, id);
create index images_sha256 on images (sha256) where sha256 is not null;

create table image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) ${tableOptions};
create index image_tags_tag on image_tags (tag, image_id);

create table templates (
  id text not null primary key,
  position ${wholeNumber} not null unique,
  name text not null,
  admin text not null,
  operating_system text not null,
  hardware text not null,
  created_at_ms ${wholeNumber} not null,
  modified_at_ms ${wholeNumber} not null
) ${tableOptions};
`;
