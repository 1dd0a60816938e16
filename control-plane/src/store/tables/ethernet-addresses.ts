/** No two guests have the same one. */
export interface EthernetAddressesTable {
  /** In lower case. */
  address: string;
  guest_id: string;
}
