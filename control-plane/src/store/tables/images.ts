export interface ImagesTable {
  id: string;
  kind: string;
  name: string;
  owner_id: string;
  owner: string;
  group_id: string;
  group_name: string;
  description: string;
  /** JSON, in the order given; `image_tags` serves the search. */
  tags: string;
  phase: string;
  progress: number;
  /** JSON; null until there is content. */
  content: string | null;
  /** Of the content; null until there is some. */
  sha256: string | null;
  created_at_ms: number;
  modified_at_ms: number;
}
