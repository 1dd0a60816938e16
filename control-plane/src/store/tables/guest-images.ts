/** Which base images the disks of guests stand on. */
export interface GuestImagesTable {
  guest_id: string;
  sha256: string;
}
