export interface ChannelsTable {
  id_hash: string;
  guest_id: string;
  credential_hash: string;
  user_id: string;
  user_name: string;
  expires_at_ms: number;
}
