/** The administrators' accounts inside guests, as they were last set. The password is shown to its owner. */
export interface GuestAccountsTable {
  guest_id: string;
  user_name: string;
  password: string;
}
