export interface ImageTagsTable {
  image_id: string;
  tag: string;
}
