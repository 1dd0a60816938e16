/** Clients write ids with dashes (Nova) or without (Keystone); this installation's have them. */
export function canonicalId(id: string): string {
  const hex = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(id);
  return hex ? hex.slice(1).join('-').toLowerCase() : id;
}
