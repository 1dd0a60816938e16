import { DomainError } from '../../../proto/src/errors.ts';
import { checkGuestName } from './names.ts';

/** How the guests of a batch are named: counted from 0, after their MAC, or after the address that each is given. */
export type NameRule = 'order' | 'ethernet-address' | 'network-address';

/** As `web_10-0-0-5`, without a prefix `10-0-0-5`. @throws DomainError `invalid` if the prefix is none for a guest's name. */
export function nameAfterAddress(prefix: string, address: string): string {
  const name = `${prefix === '' ? '' : `${prefix}_`}${address.replaceAll('.', '-')}`;
  checkGuestName(name);
  return name;
}

/**
 * Names of a batch's guests: `web_0`, `web_1` …; or `web_52-54-00-12-34-56`, without a prefix `52-54-00-12-34-56`.
 * @param ethernetAddresses one for each guest.
 * @throws DomainError `invalid` if the prefix is missing where it is needed, or is none for a guest's name.
 */
export function batchNames(
  rule: Exclude<NameRule, 'network-address'>,
  prefix: string,
  ethernetAddresses: readonly string[],
): string[] {
  if (rule === 'order' && prefix === '') {
    throw new DomainError('invalid', 'name_prefix is missing: names by order need one', {
      reason: 'prefix_missing',
      details: { field: 'name_prefix' },
    });
  }
  if (prefix !== '') checkGuestName(prefix);
  const start = prefix === '' ? '' : `${prefix}_`;
  const names = ethernetAddresses.map(
    (address, index) => start + (rule === 'order' ? `${index}` : address.replaceAll(':', '-')),
  );
  for (const name of names.slice(-1)) checkGuestName(name);
  return names;
}
