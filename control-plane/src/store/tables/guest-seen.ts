/** What was last seen of a guest, and when. */
export interface GuestSeenTable {
  guest_id: string;
  seen_at_ms: number;
  state: string;
  address: string;
}
