export interface GroupsTable {
  id: string;
  domain_id: string;
  name: string;
  display: string;
  nano: number;
  shows_instances: number;
  shows_media_images: number;
  shows_disk_images: number;
  /** The project that the guests of a Nano group belong to; null: no quota. */
  project_id: string | null;
}
