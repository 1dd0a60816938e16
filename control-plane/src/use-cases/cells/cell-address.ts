import { DomainError } from '../../../../proto/src/errors.ts';

/** @throws DomainError `invalid` with reason `bad_address` unless it is `host:port` with a port of 1 to 65535. */
export function requireCellAddress(address: string): void {
  const match = /^(?:\[[0-9a-fA-F:.%]+\]|[\w.-]+):(\d{1,5})$/.exec(address);
  const port = Number(match?.[1]);
  if (match && port >= 1 && port <= 65_535) return;
  throw new DomainError('invalid', 'the address of a cell must be host:port, e.g. 10.0.0.7:5852', {
    reason: 'bad_address',
    details: { field: 'advertise' },
  });
}
